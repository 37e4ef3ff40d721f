using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ReleaseMediumTests
{
    private const string Folder = "/media/stick";
    private static readonly MediumView Stick = new(Folder, "/dev/sdb1", "vfat", Removable: true, ReadOnly: false, FreeBytes: 1 << 20);
    private readonly FakeDesk _desk = new();

    [Fact]
    public async Task A_medium_that_is_still_mounted_is_not_taken_out()
    {
        _desk.Media[Folder] = Stick;
        Says.IsRefused(
            await Run(),
            "still-mounted",
            "The medium /dev/sdb1 is still mounted at /media/stick.",
            "See which program has a file on it open, unmount it, then try again.");
        Assert.Equal(["look at medium /media/stick", "show Unmount the medium", "look at medium /media/stick"], _desk.Calls);
    }

    [Fact]
    public async Task One_that_is_gone_can_be_taken_out()
    {
        _desk.Media[Folder] = null;
        Assert.Empty(Says.IsDone(await Run()).Facts);
        Assert.Equal("show The medium can be taken out", _desk.Calls[^1]);
    }

    [Theory]
    [InlineData("/", false)]
    [InlineData("/home", true)]
    public async Task A_folder_on_the_machines_own_disk_needs_no_unmounting(string mountPoint, bool isRehearsal)
    {
        _desk.IsRehearsal = isRehearsal;
        _desk.Media[Folder] = new MediumView(mountPoint, "/dev/sda2", "ext4", Removable: false, ReadOnly: false, FreeBytes: 1 << 20);
        Assert.Empty(Says.IsDone(await Run()).Facts);
        Assert.Equal(["look at medium /media/stick", "show Nothing to unmount"], _desk.Calls);
    }

    private Task<StepResult> Run() => Script.Step("release-medium", ("folder", Folder)).Run(_desk);
}
