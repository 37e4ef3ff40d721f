namespace Ceremony.Machine.Tests;

/// <summary>What the kernel tells, and is told, of memory, swap and the terminal.</summary>
public sealed class SecrecyTests : IDisposable
{
    private const string Heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Ceremony.Machine.Tests");
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>The list of the kernel, the disk behind zram0 or null where the kernel knows no such disk, and the areas that are not in memory.</summary>
    public static TheoryData<string, string?, string[]> Lists => new()
    {
        { Heading, null, [] },
        { Heading + "/dev/sda2                               partition\t999420\t\t0\t\t-2\n", null, ["/dev/sda2"] },
        { Heading + "/swap\\040file                            file\t\t999420\t\t0\t\t-2\n", null, ["/swap\\040file"] },
        { Heading + "/dev/zram0                              partition\t999420\t\t0\t\t100\n", null, [] },
        { Heading + "/dev/zram0                              partition\t999420\t\t0\t\t100\n", "none\n", [] },
        { Heading + "/dev/zram0                              partition\t999420\t\t0\t\t100\n", "/dev/loop3\n", ["/dev/zram0"] },
        { Heading + "/dev/zram0 partition 1 0 100\n/dev/dm-1 partition 1 0 -2\n", "none\n", ["/dev/dm-1"] },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Swap_is_what_can_reach_a_disk(string list, string? behind, string[] expected)
    {
        File.WriteAllText(_folder["swaps"], list);
        Directory.CreateDirectory(_folder["zram0"]);
        if (behind is not null)
        {
            File.WriteAllText(Path.Combine(_folder["zram0"], "backing_dev"), behind);
        }

        Assert.Equal(expected, new LinuxMachine(_folder.Path, _folder["none"], _folder["swaps"], _folder.Path).Swaps());
    }

    [Fact]
    public void A_kernel_without_swap_has_no_list() => Assert.Empty(new LinuxMachine(_folder.Path, _folder["none"], _folder["none"], _folder.Path).Swaps());

    [Fact]
    public void The_kernels_own_list_is_read()
    {
        int areas = Tool.Run("cat", "/proc/swaps").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Count(line => !line.StartsWith("/dev/zram", StringComparison.Ordinal));
        Assert.Equal(areas, new LinuxMachine().Swaps().Count(area => !area.StartsWith("/dev/zram", StringComparison.Ordinal)));
    }

    /// <summary>script(1) gives the child a terminal of its own, which is no console.</summary>
    [Fact]
    public void A_terminal_is_told_with_its_size() =>
        Assert.Matches("/dev/pts/[0-9]+ 91 31 False$", Tool.Demand("script", "-qec", $"stty cols 91 rows 31; '{Program}' child terminal -", "/dev/null").Trim());

    [Fact]
    public void Without_a_terminal_none_is_told() => Assert.Equal("none", Tool.Demand(Program, "child", "terminal", "-").Trim());

    [Fact]
    public void What_is_hidden_writes_no_core_dump_and_nobody_may_attach()
    {
        Assert.Equal("dumpable 1", Tool.Demand(Program, "child", "dumpable", "-").Trim());
        Assert.Matches("^dumpable 0\nMax core file size +0 +0 +bytes *$", Tool.Demand(Program, "child", "hidden", "-").Trim());
    }
}
