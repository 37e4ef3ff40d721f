namespace Ceremony.Mutation;

/// <summary>Mutants that nobody can notice, and why: equivalent.txt, a line for each with file, source line, change and reason between tabs.</summary>
internal sealed class Equivalents
{
    private readonly Dictionary<(string File, string Source, string Change), string> _known;

    private Equivalents(IEnumerable<string> lines) =>
        _known = lines.Select(line => line.Split('\t')).ToDictionary(parts => (parts[0], parts[1], parts[2]), parts => parts[3]);

    /// <summary>Reads the list.</summary>
    public static Equivalents Read() => new(File.ReadLines(Repository.PathOf("tests/Ceremony.Mutation/equivalent.txt")).Where(line => line.Length > 0));

    /// <summary>Lines of sources that are named and stand nowhere.</summary>
    public IEnumerable<string> Dangling => _known.Keys.Where(each => !File.ReadLines(Repository.PathOf(each.File)).Any(line => line.Trim() == each.Source)).Select(each => $"{each.File}: {each.Source}");

    /// <summary>The reason, or null where nobody has given one.</summary>
    public string? Why(Mutant mutant) => _known.GetValueOrDefault((mutant.File, mutant.Source, mutant.Change));
}
