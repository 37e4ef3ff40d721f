using Ceremony.Core.Devices;
using Ceremony.Machine.Installations;

namespace Ceremony.Machine.Rehearsals;

/// <summary>Runs the script's own program, which makes an installation to rehearse on.</summary>
public static class Laboratory
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Runs the program and waits for its end. Throws <see cref="DeviceFault"/>: code <c>NoProgram</c> where it cannot be started, <c>TimeOver</c>
    /// where it does not end in five minutes; it is then killed.
    /// </summary>
    /// <param name="command">The program's whole path, and its arguments.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Variables beside those of <see cref="ChildEnvironment"/>.</param>
    public static CommandResult Make(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment) =>
        Commands.Run(command, Longest, folder, environment);
}
