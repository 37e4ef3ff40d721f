using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Machine.Files;

namespace CeremonyTui.Wiring;

/// <summary>Files and folders that the command line names. No more of a file is read than can be meant, and a pipe is not waited for.</summary>
internal static class GivenFile
{
    private const int Longest = 1 << 20;

    /// <summary>The file's bytes. Throws <see cref="CommandFailure"/> with one sentence.</summary>
    /// <param name="path">As it was given.</param>
    /// <param name="what">What it is: "script", "answers' file".</param>
    public static byte[] Read(string path, string what)
    {
        try
        {
            return (path.Length == 0 ? null : new DurableFiles().Read(path, Longest)) ?? throw Unreadable(path, what);
        }
        catch (DeviceFault fault)
        {
            throw fault.Code == "TooLong"
                ? new CommandFailure(ExitCodes.WrongInput, $"The {what} {Hostile.Escape(path)} is longer than 1 MiB: give the path of the right file.")
                : Unreadable(path, what);
        }
    }

    /// <summary>The absolute path of a folder. Throws <see cref="CommandFailure"/> where the text cannot be one.</summary>
    public static string Folder(string path) => path.Length == 0 || path.Any(char.IsControl)
        ? throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(path)}\" cannot be the name of a ceremony's folder: give a path without control characters.")
        : Path.GetFullPath(path);

    private static CommandFailure Unreadable(string path, string what) =>
        new(ExitCodes.WrongInput, $"The {what} \"{Hostile.Escape(path)}\" cannot be read: check its path.");
}
