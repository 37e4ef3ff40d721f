using System.Text.RegularExpressions;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Whoever meets a screen that can stop a ceremony finds it by its title under "When something goes wrong".</summary>
public sealed partial class StoppingScreensTests
{
    // They stop nothing: somebody asked for them, or reads, compares or agrees on the way.
    private static readonly string[] OnTheWay =
    [
        "A break", "Correct an answer", "End the step with an exception", "From the witness's sheet", "Go on without somebody", "HSM slots and cards", "Have the officers correct an answer",
        "Nothing to correct", "Nothing was removed", "Registry", "Remove from a token", "The ceremony's fingerprint", "What no witness wrote down", "Where we are", "Who types which PIN", "Write this on the witness's sheet",
    ];

    [Fact]
    public void Each_screen_of_the_room_stops_nothing_or_is_in_the_operators_document()
    {
        string document = File.ReadAllText(Repository.PathOf("docs", "operator.md"));
        string[] titles = [.. Titles().Distinct().Order(StringComparer.Ordinal)];
        Assert.InRange(titles.Length, 30, 200);
        Assert.Equal([], titles.Except(OnTheWay).Where(title => !document.Contains($"| \"{title}\"", StringComparison.Ordinal) && !document.Contains($", \"{title}\"", StringComparison.Ordinal)));
        Assert.Equal([], OnTheWay.Except(titles));
    }

    private static IEnumerable<string> Titles() =>
        Directory.EnumerateFiles(Repository.PathOf("src", "Ceremony.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Title().Matches(File.ReadAllText(path)).Select(match => match.Groups["title"].Value));

    [GeneratedRegex("""(?:new Screen\(|Screen \w+\([^;{]*?\) => new\(|Saying\()\s*"(?<title>[^"]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
