using System.Runtime.Versioning;
using Ceremony.Core.Devices;
using Ceremony.Machine.Installations;

namespace Ceremony.Machine.Tests.Installations;

/// <summary>Backups lie in a folder of their own, which nobody else can change.</summary>
[SupportedOSPlatform("linux")]
public sealed class BackupFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Installation _installation = new();
    private readonly TemporaryFolder _folder = new();

    private string Backups => Path.Combine(_folder.Path, "config.before");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_once_for_its_owner_alone()
    {
        _installation.MakeBackupFolder(Backups);
        File.WriteAllText(Path.Combine(Backups, "cm.conf.before-x"), "kept");
        _installation.MakeBackupFolder(Backups);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Backups));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(Backups, "cm.conf.before-x")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void One_into_which_others_can_write_is_refused(UnixFileMode more)
    {
        Directory.CreateDirectory(Backups);
        File.SetUnixFileMode(Backups, OwnerOnly | more);
        Refused("OpenFolder", $"Others can change what is in {Backups}, where backups are to be kept: have it belong to this program's user and close it to all others (mode 0700), then try again.");
        File.SetUnixFileMode(Backups, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        _installation.MakeBackupFolder(Backups);
    }

    [Fact]
    public void A_link_or_a_file_in_its_place_is_refused()
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Backups, elsewhere);
        Refused("NotFolder", $"{Backups}, where backups are to be kept, is a link or no folder: move it away, then try again.");
        File.Delete(Backups);
        File.WriteAllText(Backups, "x");
        Refused("NotFolder", $"{Backups}, where backups are to be kept, is a link or no folder: move it away, then try again.");
    }

    [Fact]
    public void Where_it_cannot_be_made_people_are_told_to_make_it()
    {
        string nowhere = Path.Combine(_folder.Path, "nowhere", "config.before");
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _installation.MakeBackupFolder(nowhere));
        Assert.Equal(
            ("ENOENT", $"The folder {nowhere}, where backups are to be kept, could not be made (ENOENT): have it made by hand, with this program's user as its owner and mode 0700, then try again."),
            (fault.Code, fault.Message));
    }

    private void Refused(string code, string sentence)
    {
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _installation.MakeBackupFolder(Backups));
        Assert.Equal((code, sentence), (fault.Code, fault.Message));
    }
}
