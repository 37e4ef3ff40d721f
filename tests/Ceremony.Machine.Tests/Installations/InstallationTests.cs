using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Machine.Installations;

namespace Ceremony.Machine.Tests.Installations;

/// <summary>Files of the installation keep owner and mode, programs run without a shell, and servers are asked for their certificate.</summary>
[SupportedOSPlatform("linux")]
public sealed class InstallationTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Installation _installation = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_replaced_keeps_its_mode_and_one_that_is_new_has_that_of_its_readers()
    {
        Put("cm.conf", "before", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using (IInstalledFile file = _installation.Open(In("cm.conf"))!)
            file.Replace("after"u8);
        Assert.Equal("after", File.ReadAllText(In("cm.conf")));
        Assert.Equal(0b110_100_000u, ModeOf("cm.conf"));
        _installation.PlaceNew(In("tls.p12"), "key"u8, Readers.OwnerOnly);
        Assert.Equal(0b110_000_000u, ModeOf("tls.p12"));
        Assert.Equal(["cm.conf", "tls.p12"], Names());
    }

    [Fact]
    public void A_copy_has_the_bytes_and_the_mode_of_what_was_opened_and_is_made_once()
    {
        Put("cis.conf", "as it was", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (IInstalledFile file = _installation.Open(In("cis.conf"))!)
        {
            Exchange("cis.conf", "another");
            file.KeepCopy(In("cis.conf.before-x"));
            file.KeepCopy(In("cis.conf.before-x"));
        }

        Assert.Equal(0b110_000_000u, ModeOf("cis.conf.before-x"));
        using IInstalledFile other = _installation.Open(In("cis.conf"))!;
        Assert.Equal("Exists", Assert.Throws<DeviceFault>(() => other.KeepCopy(In("cis.conf.before-x"))).Code);
        Assert.Equal("as it was", File.ReadAllText(In("cis.conf.before-x")));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        File.WriteAllText(In("elsewhere"), "untouched");
        File.CreateSymbolicLink(In("cm.conf"), In("elsewhere"));
        Assert.Equal("NotPlain", Assert.Throws<DeviceFault>(() => _installation.Open(In("cm.conf"))).Code);
        Assert.Equal("Changed", Assert.Throws<DeviceFault>(() => _installation.PlaceNew(In("cm.conf"), "x"u8, Readers.Everybody)).Code);
        Assert.Equal("untouched", File.ReadAllText(In("elsewhere")));
    }

    [Fact]
    public void What_is_not_there_is_null_and_what_is_removed_is_gone()
    {
        Assert.Null(_installation.Open(In("nothing")));
        File.WriteAllText(In("gone"), "x");
        using IInstalledFile file = _installation.Open(In("gone"))!;
        file.Remove();
        Assert.Empty(Names());
    }

    /// <summary>How a file is no longer the one that was opened.</summary>
    public static TheoryData<string> Changes => ["exchanged", "written in place", "opened wider", "removed", "linked", "gone and come again"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_was_changed_after_it_was_opened_is_left_as_it_is(string change)
    {
        Put("cm.conf", "as shown", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using IInstalledFile file = _installation.Open(In("cm.conf"))!;
        Change("cm.conf", change);
        AssertLeft(file, change);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_changed_between_the_last_look_and_the_move_is_brought_back(string change)
    {
        Put("cm.conf", "as shown", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var installation = new Installation { BeforeMove = Once(() => Change("cm.conf", change)) };
        using IInstalledFile file = installation.Open(In("cm.conf"))!;
        AssertLeft(file, change);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_changed_between_the_last_look_and_the_removal_is_brought_back(string change)
    {
        Put("cm.conf", "as shown", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var installation = new Installation { BeforeMove = Once(() => Change("cm.conf", change)) };
        using IInstalledFile file = installation.Open(In("cm.conf"))!;
        Assert.Equal("Changed", Assert.Throws<DeviceFault>(file.Remove).Code);
        AssertAsChanged(change);
    }

    [Fact]
    public void Of_two_others_who_change_it_at_the_same_moment_neither_loses_anything()
    {
        Put("cm.conf", "as shown", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        int times = 0;
        var installation = new Installation { BeforeMove = () => Exchange("cm.conf", $"another {++times}") };
        using IInstalledFile file = installation.Open(In("cm.conf"))!;
        DeviceFault fault = Assert.Throws<DeviceFault>(() => file.Replace("with a PIN"u8));
        Assert.Equal(("Changed", true), (fault.Code, fault.Message.Contains(In("cm.conf.others"), StringComparison.Ordinal)));
        Assert.Equal(["another 1", "another 2"], Names().Select(name => File.ReadAllText(In(name))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_removal_that_was_stopped_in_the_middle_can_be_done_again()
    {
        File.WriteAllText(In("tls.p12.removing"), "key");
        Assert.Null(_installation.Open(In("tls.p12")));
        _installation.TakeUp(In("tls.p12"));
        using IInstalledFile file = _installation.Open(In("tls.p12"))!;
        Assert.Equal("key"u8, file.State.Bytes);
        file.Remove();
        Assert.Empty(Names());
    }

    [Fact]
    public void What_stands_in_the_way_of_a_removal_is_not_overwritten()
    {
        File.WriteAllText(In("tls.p12"), "key");
        File.WriteAllText(In("tls.p12.removing"), "another");
        _installation.TakeUp(In("tls.p12"));
        using IInstalledFile file = _installation.Open(In("tls.p12"))!;
        Assert.Equal("Exists", Assert.Throws<DeviceFault>(file.Remove).Code);
        Assert.Equal(("key", "another"), (File.ReadAllText(In("tls.p12")), File.ReadAllText(In("tls.p12.removing"))));
    }

    [Fact]
    public void A_file_that_appears_right_before_the_move_is_not_overwritten()
    {
        var installation = new Installation { BeforeMove = () => File.WriteAllText(In("ca.cer"), "another") };
        Assert.Equal("Changed", Assert.Throws<DeviceFault>(() => installation.PlaceNew(In("ca.cer"), "new"u8, Readers.Everybody)).Code);
        Assert.Equal("another", File.ReadAllText(In("ca.cer")));
        Assert.Equal(["ca.cer"], Names());
    }

    [Fact]
    public void A_folder_lies_on_the_mount_with_the_longest_name()
    {
        string[] mountinfo =
        [
            "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw",
            "30 22 8:17 / /media/THE\\040STICK rw,nosuid shared:5 - vfat /dev/sdb1 rw,fmask=0022",
            "31 22 8:18 / /media/T ro,nosuid - iso9660 /dev/sr0 ro",
        ];
        Assert.Equal(new Mount("8:17", "/media/THE STICK", "/dev/sdb1", "vfat", IsReadOnly: false), Mounts.Find(mountinfo, "/media/THE STICK/keys"));
        Assert.Equal("/", Mounts.Find(mountinfo, "/media/THE STICKY")!.Point);
        Assert.True(Mounts.Find(mountinfo, "/media/T")!.IsReadOnly);
        MediumView medium = _installation.Medium(_folder.Path);
        Assert.True(medium.FreeBytes > 0);
        Assert.StartsWith(medium.MountPoint, _folder.Path, StringComparison.Ordinal);
        Assert.Equal("NoFolder", Assert.Throws<DeviceFault>(() => _installation.Medium(In("nowhere"))).Code);
    }

    [Fact]
    public void A_program_is_run_with_its_arguments_as_they_are_and_its_last_lines_are_told()
    {
        CommandResult result = _installation.Run(["printf", "%s\\n", "$HOME; a b", "`x`"], Longest);
        Assert.Equal((0, "$HOME; a b|`x`"), (result.ExitCode, string.Join('|', result.Lines)));
        CommandResult many = _installation.Run(["sh", "-c", "seq 1 100; exit 3"], Longest);
        Assert.Equal(3, many.ExitCode);
        Assert.Equal(20, many.Lines.Count);
        Assert.Equal("100", many.Lines[^1]);
        Assert.Equal(["wrong"], _installation.Run(["sh", "-c", "echo wrong >&2"], Longest).Lines);
    }

    [Fact]
    public void A_program_that_leaves_a_service_behind_is_not_waited_for()
    {
        // It lives as long as the test's folder: whoever waited for it would run out of time.
        Assert.Equal(["begun"], _installation.Run(["sh", "-c", "while [ -d \"$0\" ]; do sleep 1; done & echo begun", _folder.Path], Longest).Lines);
    }

    [Theory]
    [InlineData("NoProgram", "/nowhere/at/all")]
    [InlineData("TimeOver", "sleep", "30")]
    public void A_program_that_cannot_be_run_or_does_not_end_is_told(string code, params string[] command) =>
        Assert.Equal(code, Assert.Throws<DeviceFault>(() => _installation.Run(command, TimeSpan.FromMilliseconds(200))).Code);

    [Fact]
    public async Task A_server_is_asked_for_its_certificate_and_a_silent_one_is_told()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task served = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(made);
            _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        TlsView seen = await Task.Run(() => _installation.ProbeTls("localhost", port, Longest), TestContext.Current.CancellationToken);
        Assert.Equal("", seen.Fault);
        Assert.Equal(made.RawData, seen.Certificates[0]);
        await served;
        listener.Stop();
        Assert.Equal($"Nothing answers on localhost:{port} (ConnectionRefused).", _installation.ProbeTls("localhost", port, Longest).Fault);
    }

    [Fact]
    public void A_program_finds_the_named_environment_and_nothing_of_this_program()
    {
        Environment.SetEnvironmentVariable("LD_PRELOAD_OF_THE_OPERATOR", "x");
        IReadOnlyList<string> lines = _installation.Run(["/usr/bin/env"], Longest).Lines;
        Assert.Equal(
            ["HOME=/", "LANG=C.UTF-8", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TZ=UTC"],
            lines.Order(StringComparer.Ordinal));
        string document = File.ReadAllText(Repository.PathOf("docs/platform.md"));
        Assert.All(lines, line => Assert.Contains($"`{line}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_that_everybody_can_write_to_is_not_started()
    {
        File.WriteAllText(In("control"), "#!/bin/sh\necho ran\n");
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(In("control"), Own);
        Assert.Equal(["ran"], _installation.Run([In("control")], Longest).Lines);
        File.SetUnixFileMode(In("control"), Own | UnixFileMode.OtherWrite);
        Fault.Is("NoProgram", $"The program {In("control")} could not be started (everybody on this machine can write to it): correct the script, or have it installed.", () => _installation.Run([In("control")], Longest));
    }

    private static Action Once(Action change)
    {
        bool isDone = false;
        return () =>
        {
            if (!isDone)
                change();
            isDone = true;
        };
    }

    private void AssertLeft(IInstalledFile file, string change)
    {
        Assert.Equal("Changed", Assert.Throws<DeviceFault>(() => file.Replace("with a PIN"u8)).Code);
        AssertAsChanged(change);
        Assert.Equal("Changed", Assert.Throws<DeviceFault>(file.Remove).Code);
        AssertAsChanged(change);
    }

    private void AssertAsChanged(string change)
    {
        Assert.Equal(change == "removed" ? [] : change == "linked" ? ["cm.conf", "elsewhere"] : ["cm.conf"], Names());
        if (change != "removed")
            Assert.Equal(change is "opened wider" or "gone and come again" ? "as shown" : "another", File.ReadAllText(In("cm.conf")));
    }

    private void Change(string name, string change)
    {
        switch (change)
        {
            case "exchanged":
                Exchange(name, "another");
                break;
            case "written in place":
                File.WriteAllText(In(name), "another");
                break;
            case "opened wider":
                File.SetUnixFileMode(In(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
                break;
            case "removed":
                File.Delete(In(name));
                break;
            case "linked":
                File.Delete(In(name));
                File.WriteAllText(In("elsewhere"), "another");
                File.CreateSymbolicLink(In(name), In("elsewhere"));
                break;
            default:
                // The same bytes, rights and name: but another file, which another may hold open.
                File.Delete(In(name));
                Put(name, "as shown", UnixFileMode.UserRead | UnixFileMode.UserWrite);
                break;
        }
    }

    private void Exchange(string name, string text)
    {
        File.WriteAllText(In(name + ".other"), text);
        File.Move(In(name + ".other"), In(name), overwrite: true);
    }

    private void Put(string name, string text, UnixFileMode mode)
    {
        File.WriteAllText(In(name), text);
        File.SetUnixFileMode(In(name), mode);
    }

    private uint ModeOf(string name) => (uint)File.GetUnixFileMode(In(name));

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(_folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private string In(string name) => Path.Combine(_folder.Path, name);
}
