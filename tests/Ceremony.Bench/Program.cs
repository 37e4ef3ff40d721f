namespace Ceremony.Bench;

/// <summary>Measures the program beside what people use, and prints the figures beside those of docs/performance.md: <c>make bench</c>. With words, only what contains one of them.</summary>
internal static class Program
{
    private static readonly (string Name, Func<IEnumerable<Figure>> Measure)[] All = [("start", StartBench.Measure), ("room", RoomBench.Measure), ("piece", PieceBench.Measure)];

    public static int Main(string[] args)
    {
        foreach ((string name, Func<IEnumerable<Figure>> measure) in All.Where(each => args.Length == 0 || args.Contains(each.Name)))
        {
            foreach (Figure figure in measure())
            {
                Console.WriteLine(string.Join('\t', figure.Columns()));
            }
        }

        return 0;
    }
}
