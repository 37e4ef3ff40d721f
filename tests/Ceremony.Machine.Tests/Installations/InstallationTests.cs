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
        File.WriteAllText(In("cm.conf"), "before");
        File.SetUnixFileMode(In("cm.conf"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        _installation.Replace(In("cm.conf"), "after"u8, Readers.Everybody);
        Assert.Equal("after", File.ReadAllText(In("cm.conf")));
        Assert.Equal(0b110_100_000u, _installation.Read(In("cm.conf"))!.Mode);
        _installation.Replace(In("tls.p12"), "key"u8, Readers.OwnerOnly);
        Assert.Equal(0b110_000_000u, _installation.Read(In("tls.p12"))!.Mode);
        Assert.Equal(["cm.conf", "tls.p12"], Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public void A_copy_has_the_mode_of_the_file_and_is_made_once()
    {
        File.WriteAllText(In("cis.conf"), "as it was");
        File.SetUnixFileMode(In("cis.conf"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _installation.KeepCopy(In("cis.conf"), In("cis.conf.before-x"));
        _installation.KeepCopy(In("cis.conf"), In("cis.conf.before-x"));
        Assert.Equal(0b110_000_000u, _installation.Read(In("cis.conf.before-x"))!.Mode);
        File.WriteAllText(In("cis.conf"), "another");
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _installation.KeepCopy(In("cis.conf"), In("cis.conf.before-x")));
        Assert.Equal("Exists", fault.Code);
        Assert.Equal("as it was", File.ReadAllText(In("cis.conf.before-x")));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        File.WriteAllText(In("elsewhere"), "untouched");
        File.CreateSymbolicLink(In("cm.conf"), In("elsewhere"));
        Assert.Equal("NotPlain", Assert.Throws<DeviceFault>(() => _installation.Read(In("cm.conf"))).Code);
        Assert.Equal("NotPlain", Assert.Throws<DeviceFault>(() => _installation.Replace(In("cm.conf"), "x"u8, Readers.Everybody)).Code);
        Assert.Equal("NotPlain", Assert.Throws<DeviceFault>(() => _installation.Remove(In("cm.conf"))).Code);
        Assert.Equal("untouched", File.ReadAllText(In("elsewhere")));
    }

    [Fact]
    public void What_is_not_there_is_null_and_removing_it_does_nothing()
    {
        Assert.Null(_installation.Read(In("nothing")));
        _installation.Remove(In("nothing"));
        File.WriteAllText(In("gone"), "x");
        _installation.Remove(In("gone"));
        Assert.False(File.Exists(In("gone")));
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

    private string In(string name) => Path.Combine(_folder.Path, name);
}
