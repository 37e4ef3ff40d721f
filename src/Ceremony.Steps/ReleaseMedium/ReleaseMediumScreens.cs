using Ceremony.Core.Looks;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A medium before and after it is unmounted.</summary>
internal static class ReleaseMediumScreens
{
    public static Screen Unmount(MediumView medium) => new(
        "Unmount the medium",
        new TextBlock($"The medium at {Hostile.Escape(medium.MountPoint)} is unmounted now, on another terminal; only then is everything that was written really on it. Nobody takes it out before the next screen says so."),
        new FactsBlock(
            Detail.From("command", $"umount {medium.MountPoint}"),
            Detail.From("device", medium.Device),
            Detail.From("file system", medium.FileSystem)))
    {
        Help = "You are the operator: type the command on another terminal of this machine (Ctrl+Alt+F2 on most consoles) and wait until it has ended, then "
            + "press Enter. The program looks whether the medium is still mounted.",
    };

    public static Screen Released(string folder) => new(
        "The medium can be taken out",
        new TextBlock($"Nothing is mounted at {Hostile.Escape(folder)} any more. Take the medium out and keep it as you keep a key."))
    {
        Help = "Nothing is asked of you but to take the medium out. Enter goes on.",
    };

    public static Screen StandIn(string folder) => new(
        "Nothing to unmount",
        new TextBlock($"The folder {Hostile.Escape(folder)} is on the machine's own disk, so there is no medium to take out."))
    {
        IsNews = true,
        Help = "In a rehearsal a folder stands for the medium. Enter goes on.",
    };
}
