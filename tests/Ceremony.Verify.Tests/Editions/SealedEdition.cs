namespace Ceremony.Verify.Tests.Editions;

/// <summary>What was sealed by one edition: a folder of the tests with a folder for each ceremony, and the table of them in its README.</summary>
/// <param name="Folder">The edition's folder.</param>
internal sealed record SealedEdition(string Folder)
{
    private const int Columns = 5;

    /// <summary>Every edition, the first one first.</summary>
    public static IReadOnlyList<SealedEdition> All =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("tests", "Ceremony.Verify.Tests", "Editions"), "edition-*").Order(StringComparer.Ordinal).Select(folder => new SealedEdition(folder))];

    public string Name => Path.GetFileName(Folder);

    /// <summary>The names of the folders, whether the table has them or not.</summary>
    public IEnumerable<string> Folders => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>The rows of the table, by the names of their folders.</summary>
    public IReadOnlyDictionary<string, SealedCeremony> Listed => File.ReadLines(Path.Combine(Folder, "README.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', Columns).Select(cell => cell.Trim().Trim('`')).ToArray())
        .ToDictionary(cells => cells[0], cells => new SealedCeremony(Path.Combine(Folder, cells[0]), cells[1], cells[2], cells[3]), StringComparer.Ordinal);
}
