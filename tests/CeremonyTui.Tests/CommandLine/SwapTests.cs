using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>A real ceremony does not go on while swap is in use: the kernel's list is another one in a mount namespace of the program's own.</summary>
public sealed class SwapTests(RehearsalRoom room) : IDisposable
{
    private const string Refusal = "Swap is in use (/dev/sda2): what is in memory, PINs among it, could be written to the disk. Switch it off with \"swapoff -a\" as root, then try again.";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_must_be_there_says_so()
    {
        Ran ran = With("/dev/sda2 partition 1048576 0 -2\n", $"'{Programs.Native}' preflight '{Programs.SingleKeyScript}' --set key=K");
        Assert.Contains("\n× swap: in use: /dev/sda2\n", ran.Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_memory_is_no_swap_on_a_disk() =>
        Assert.Contains("\n√ swap: none is in use\n", With("/dev/zram9 partition 1048576 0 -2\n", $"'{Programs.Native}' preflight '{Programs.SingleKeyScript}' --set key=K").Expect(1), StringComparison.Ordinal);

    [Fact]
    public void It_is_not_resumed()
    {
        HandMade.Journal(_folder["journal.jsonl"], File.ReadLines(room.SingleKey.JournalFile).Take(3).Select(line => line.Replace("\"mode\":\"rehearsal\"", "\"mode\":\"production\"", StringComparison.Ordinal)));
        File.Copy(Programs.SingleKeyScript, _folder["script.yaml"]);
        Ran ran = With("/dev/sda2 partition 1048576 0 -2\n", $"script -qec \"'{Programs.Native}' resume '{_folder.Path}'\" /dev/null");
        Assert.Contains(Refusal, ran.Expect(1).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadLines(_folder["journal.jsonl"]).Count());
    }

    public void Dispose() => _folder.Dispose();

    private Ran With(string areas, string command)
    {
        File.WriteAllText(_folder["swaps"], $"Filename Type Size Used Priority\n{areas}");
        return Tool.Run("unshare", "-rm", "sh", "-c", $"mount --bind '{_folder["swaps"]}' /proc/swaps && {command}");
    }
}
