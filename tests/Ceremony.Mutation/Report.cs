using System.Text;

namespace Ceremony.Mutation;

/// <summary>docs/mutation.md: a part for each folder; those of folders that were not tried stay as they are.</summary>
internal static class Report
{
    private const string Head = """
        # Mutants

        `make mutate` changes one condition after the other in the verifier and in what has officers confirm, and looks whether a test notices ([testing.md](testing.md), "Mutants").
        The tool writes this page; why a survivor changes nothing that can be noticed stands in `tests/Ceremony.Mutation/equivalent.txt`.

        | folder | mutants | killed | survived | share |
        |---|---|---|---|---|

        """;

    private const int Ticks = 3;

    private static string Page => Repository.PathOf("docs", "mutation.md");

    /// <summary>Writes the folders that were tried, and keeps the others.</summary>
    public static void Write(IReadOnlyList<Outcome> outcomes, int every)
    {
        SortedDictionary<string, string> parts = new(Read(), StringComparer.Ordinal);
        Equivalents known = Equivalents.Read();
        foreach (IGrouping<string, Outcome> folder in outcomes.GroupBy(outcome => outcome.Folder))
        {
            parts[folder.Key] = Part([.. folder], known, every);
        }

        string table = string.Concat(parts.Select(part => $"| `{part.Key}` {part.Value.Split('\n')[0]}\n"));
        string lists = string.Concat(parts.Select(part => $"\n## {part.Key}\n\n{part.Value}"));
        File.WriteAllText(Page, Head + table + lists);
    }

    /// <summary>The survivors that the page lists of a folder, each as <see cref="Told"/> tells it; null where it does not tell of all its mutants, so that what is not listed may not have been tried.</summary>
    public static IReadOnlySet<string>? Survivors(string folder, int mutants) =>
        Read().TryGetValue(folder, out string? part) && part.StartsWith($"| {mutants} |", StringComparison.Ordinal)
            ? part.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[..(line.LastIndexOf(" ``: ", StringComparison.Ordinal) + Ticks)]).ToHashSet(StringComparer.Ordinal)
            : null;

    /// <summary>A mutant as the page lists it.</summary>
    public static string Told(Mutant mutant) => $"- {Path.GetFileName(mutant.File)}:{mutant.Line}: `` {mutant.Change} ``";

    private static string Part(Outcome[] outcomes, Equivalents known, int every)
    {
        Outcome[] survived = [.. outcomes.Where(outcome => outcome.Killer is null)];
        int killed = outcomes.Length - survived.Length;
        var text = new StringBuilder();
        text.Append($"| {outcomes.Length}{(every > 1 ? $" (one in {every})" : "")} | {killed} | {survived.Length} | {(outcomes.Length == 0 ? 100 : 100 * killed / outcomes.Length)} % |\n\n");
        foreach (Outcome outcome in survived)
        {
            text.Append($"{Told(outcome.Mutant)}: {known.Why(outcome.Mutant) ?? "not looked at yet"}\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Read() => !File.Exists(Page)
        ? []
        : File.ReadAllText(Page).Split("\n## ").Skip(1).Select(part => part.Split("\n\n", 2)).ToDictionary(part => part[0], part => part[1].TrimEnd('\n') + "\n", StringComparer.Ordinal);
}
