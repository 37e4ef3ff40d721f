namespace Ceremony.Bench;

/// <summary>The figures that docs/performance.md has, by what was measured.</summary>
internal static class Performance
{
    private const int Figure = 2;

    /// <summary>Reads its tables: what stands in the second column, by the first.</summary>
    public static IReadOnlyDictionary<string, string> Read() => File.ReadLines(Repository.PathOf("docs", "performance.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length > Figure)
        .GroupBy(cells => cells[1], StringComparer.Ordinal)
        .ToDictionary(row => row.Key, row => row.First()[Figure], StringComparer.Ordinal);
}
