namespace Ceremony.TestKit;

/// <summary>
/// The tests' own PKCS#11 module, which wraps SoftHSM2 and shows one quirk of a real one (tests/quirks/quirks.c). Which one is in its file's name; so several can be loaded into one process, each with a state of its own.
/// </summary>
public sealed class QuirkModule
{
    private static readonly Lazy<string> Built = new(Build);

    private QuirkModule(string path) => Path = path;

    /// <summary>The module's file.</summary>
    public string Path { get; }

    /// <summary>Makes it in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="softHsm">SoftHSM2's module.</param>
    /// <param name="quirk">The quirk, such as <c>pin-pad</c>; <c>none</c> for a module that behaves.</param>
    public static QuirkModule Make(string folder, string softHsm, string quirk)
    {
        string path = System.IO.Path.Combine(folder, $"quirk-{quirk}.so");
        File.Copy(Built.Value, path);
        File.Copy(softHsm, $"{path}.real");
        return new QuirkModule(path);
    }

    /// <summary>All of its quirks, as its source names them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Source), "is\\(\"([a-z-]+)\"\\)").Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Has the quirk begin, for those that wait for it.</summary>
    public void Begin() => File.WriteAllBytes($"{Path}.on", []);

    /// <summary>Has it end.</summary>
    public void End() => File.Delete($"{Path}.on");

    private static string Source => Repository.PathOf("tests", "quirks", "quirks.c");

    private static string Build()
    {
        string folder = Directory.CreateTempSubdirectory("ceremony-quirks-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string built = System.IO.Path.Combine(folder, "quirks.so");
        Tool.Demand("clang", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o", built, Source, "-I/usr/include/p11-kit-1", "-ldl");
        return built;
    }
}
