namespace Ceremony.Bench;

/// <summary>Measures the program beside what people use, and prints the figures beside those of docs/performance.md: <c>make bench</c>. With names, only what has one of them.</summary>
internal static class Program
{
    private static readonly (string Name, Func<IEnumerable<Figure>> Measure)[] All =
    [
        ("start", StartBench.Measure),
        ("room", RoomBench.Measure),
        ("pieces", PieceBench.Measure),
        ("bootstrap", BootstrapBench.Measure),
        ("calls", CallsBench.Measure),
        ("steps", StepsBench.Measure),
        ("long", LongBench.Measure),
        ("scroll", ScrollBench.Measure),
        ("cards", CardsBench.Measure),
    ];

    public static int Main(string[] args)
    {
        IReadOnlyDictionary<string, string> known = Performance.Read();
        string[] columns = ["what", "now", "beside it", "ratio", "limit", "", "docs/performance.md"];
        Write(columns);
        foreach ((_, Func<IEnumerable<Figure>> measure) in All.Where(each => args.Length == 0 || args.Contains(each.Name)))
        {
            foreach (Figure figure in measure())
            {
                Write([.. figure.Columns(), known.GetValueOrDefault(figure.What) ?? "has no such row"]);
            }
        }

        return 0;
    }

    private static void Write(IReadOnlyList<string> columns) =>
        Console.WriteLine($"{columns[0],-78} {columns[1],11} {columns[2],11} {columns[3],7} {columns[4],12} {columns[5],-8} {columns[6]}");
}
