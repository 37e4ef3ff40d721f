using System.Text.RegularExpressions;
using Ceremony.Foresight.Tests;
using Ceremony.Steps;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// Scripts that are drawn at random, as an author may write them: with names that fit and names that do not. Each kind of step has its turn among the first draws of a script, so that none is rare.
/// </summary>
/// <param name="seed">What decides everything that is drawn.</param>
internal sealed partial class GeneratedScripts(int seed)
{
    private const int Turns = 6;
    private const int MostMore = 4;
    private const string Drawn = "id: drawn-";

    private static readonly string[] Grounds = ["", Held.Ca, Held.Officers, Held.Officers];

    // What every script begins and ends with.
    private static readonly string[] Framing = ["check-room", "gather", "open-boot-kit", "seal-transcript"];
    private static readonly string[] Gatherings =
    [
        "- { id: people, do: gather }\n- { id: kit, do: open-boot-kit, folder: boot-kit, token: boot }",
        "- { id: people, do: gather }\n- { id: kit, do: open-boot-kit, folder: boot-kit }",
        "- { id: people, do: gather, officer-keys: console }",
    ];

    private readonly Random _random = new(seed);
    private int _number;

    /// <summary>The kinds of which steps are drawn, or which frame every script.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. StepKinds.All.Select(kind => kind.Name)];

    /// <summary>Whose turn comes.</summary>
    private static readonly string[] InTurn = [.. Kinds.Except(Framing)];

    /// <summary>How the script begins: with officers of a boot kit, most of the time together with the Boot CA's key, or with keys that are made at the console.</summary>
    public string Gathering => Gatherings[Math.Max(0, (seed % 5) - 2)];

    /// <summary>The lines of the steps, each with an id of its own.</summary>
    public IReadOnlyList<string> Draw()
    {
        string ground = Grounds[seed % Grounds.Length];
        IEnumerable<string> kinds = Enumerable.Range(0, Turns).Select(turn => InTurn[((seed * Turns) + turn) % InTurn.Length])
            .Concat(Enumerable.Range(0, _random.Next(MostMore)).Select(_ => InTurn[_random.Next(InTurn.Length)]));
        return [.. ground.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. kinds.ToList().SelectMany(kind => new DrawnStep(_random, _number + 1).Of(kind)).Select(One)];
    }

    /// <summary>The kinds of the steps of a script that were drawn, and of those that frame it.</summary>
    public static IEnumerable<string> KindsOf(string script) =>
        script.Split('\n').Where(line => line.Contains(Drawn, StringComparison.Ordinal) || Framing.Any(kind => line.Contains($"do: {kind}", StringComparison.Ordinal)))
            .Select(line => Do().Match(line).Groups[1].Value);

    private string One(string step) => $"- {{ {Drawn}{++_number}, do: {step} }}";

    [GeneratedRegex("do: ([a-z-]+)")]
    private static partial Regex Do();
}
