using Ceremony.Core.Devices;

namespace Ceremony.Machine.Tests;

/// <summary>What the machine tells of itself, beside what the system's own tools tell.</summary>
public sealed class MachineViewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_boot_and_its_clock_are_the_kernels()
    {
        var machine = new LinuxMachine();
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), machine.BootId);
        long before = machine.MonotonicMilliseconds;
        double uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) * 1000;
        // /proc/uptime is cut to hundredths of a second.
        Assert.InRange(uptime, before - 10, machine.MonotonicMilliseconds);
    }

    [Fact]
    public void The_time_is_in_UTC()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        DateTimeOffset now = new LinuxMachine().Now;
        Assert.Equal(TimeSpan.Zero, now.Offset);
        Assert.InRange(now, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public void The_description_names_the_host_and_its_system()
    {
        File.WriteAllText(_folder["os-release"], "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        Assert.Equal($"{Tool.Demand("uname", "-n").Trim()}, Debian GNU/Linux 12 (bookworm)", new LinuxMachine(_folder.Path, _folder["os-release"]).Description);
        Assert.EndsWith(", Linux", new LinuxMachine(_folder.Path, _folder["none"]).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_interfaces_are_those_of_the_kernel_without_the_loopback()
    {
        IEnumerable<string> kernel = Directory.GetDirectories("/sys/class/net").Select(each => Path.GetFileName(each)).Where(name => name != "lo").Order(StringComparer.Ordinal);
        Assert.Equal(kernel, new LinuxMachine().Interfaces().Select(each => each.Name));
    }

    [Fact]
    public void An_interface_is_up_by_its_flag_and_has_a_carrier_only_where_the_kernel_says_so()
    {
        Interface("lo", "0x9", "1");
        Interface("eth0", "0x1003", "1");
        Interface("eth1", "0x1003", "0");
        Interface("eth2", "0x1002", null);
        File.WriteAllText(_folder["bonding_masters"], "");
        Assert.Equal(
            [new NetworkInterfaceView("eth0", true, true), new NetworkInterfaceView("eth1", true, false), new NetworkInterfaceView("eth2", false, false)],
            new LinuxMachine(_folder.Path, _folder["none"]).Interfaces());
    }

    [Fact]
    public void An_interface_whose_flags_cannot_be_read_is_a_fault_and_not_an_air_gap()
    {
        Interface("eth0", "rubbish", "1");
        DeviceFault fault = Assert.Throws<DeviceFault>(() => new LinuxMachine(_folder.Path, _folder["none"]).Interfaces());
        Assert.Equal("NoInterfaces", fault.Code);
        Assert.Equal($"The kernel does not list the network interfaces ({_folder.Path}): check the air gap by hand.", fault.Message);
    }

    private void Interface(string name, string flags, string? carrier)
    {
        Directory.CreateDirectory(_folder[name]);
        File.WriteAllText(_folder[$"{name}/flags"], flags + "\n");
        if (carrier is not null)
            File.WriteAllText(_folder[$"{name}/carrier"], carrier + "\n");
    }
}
