using System.Text.RegularExpressions;

namespace Ceremony.TestKit;

/// <summary>Tests that documents name, as <c>Class.Method</c>: looked up in the sources of all test projects.</summary>
public static partial class NamedTests
{
    // The sources of all tests by the names of the classes in them.
    private static readonly Lazy<ILookup<string, string>> Sources = new(() => Directory.EnumerateFiles(Repository.PathOf("tests"), "*Tests*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileName(file).Split('.')[0], File.ReadAllText, StringComparer.Ordinal));

    /// <summary>What stands between backticks in a text.</summary>
    public static IEnumerable<string> Quoted(string text) => BetweenBackticks().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Those of it that name a test.</summary>
    public static IEnumerable<string> In(string text) => Quoted(text).Where(name => TestName().IsMatch(name));

    /// <summary>Whether there is such a class of tests.</summary>
    public static bool HasClass(string name) => Sources.Value.Contains(name);

    /// <summary>Whether there is such a test.</summary>
    /// <param name="name"><c>Class.Method</c>.</param>
    public static bool Has(string name)
    {
        string[] parts = name.Split('.');
        return Sources.Value[parts[0]].Any(source => Regex.IsMatch(source, $@"public (async Task|Task|void) {Regex.Escape(parts[1])}\("));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BetweenBackticks();

    [GeneratedRegex(@"\A\w+Tests\.\w+\z")]
    private static partial Regex TestName();
}
