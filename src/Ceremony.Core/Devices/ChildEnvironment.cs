using System.Diagnostics;

namespace Ceremony.Core.Devices;

/// <summary>
/// What programs that this one starts find in their environment: these variables and no others. The operator's could have a program load something
/// else, speak another language or find other programs.
/// </summary>
public static class ChildEnvironment
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The variables by name.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["PATH"] = Path,
        ["HOME"] = "/",
        ["LANG"] = "C.UTF-8",
        ["TZ"] = "UTC",
    };

    /// <summary>Gives a program this environment, and nothing of this program's own.</summary>
    /// <param name="start">How the program is started.</param>
    /// <param name="more">Variables of its own.</param>
    public static void Set(ProcessStartInfo start, IReadOnlyDictionary<string, string>? more = null)
    {
        start.Environment.Clear();
        foreach ((string name, string value) in Variables.Concat(more ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>
    /// The file of a program: as it is written where that is a path, else the first in PATH; null where there is none. Left to itself, .NET would look
    /// beside this program and in its working folder first.
    /// </summary>
    public static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? program
        : Path.Split(':').Select(folder => $"{folder}/{program}").FirstOrDefault(File.Exists);
}
