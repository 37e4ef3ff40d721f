using System.Globalization;

namespace Ceremony.Bench;

/// <summary>Something that was measured.</summary>
/// <param name="What">What it is; docs/performance.md has a row of that name.</param>
/// <param name="Ours">The program's figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Most">What it must not exceed: times the other's figure where there is one.</param>
internal sealed record Figure(string What, double Ours, string Unit, double? Most)
{
    /// <summary>The figure of what people use; null where it is compared with nothing.</summary>
    public double? Other { get; init; }

    /// <summary>Whether more is better: then <see cref="Most"/> is the least.</summary>
    public bool MoreIsBetter { get; init; }

    /// <summary>The figure that the limit is for.</summary>
    public double Judged => Other is { } other ? Ours / other : Ours;

    /// <summary>Whether it is within its limit; null where it has none.</summary>
    public bool? Holds => Most is not { } most ? null : MoreIsBetter ? Judged >= most : Judged <= most;

    /// <summary>The figures as columns: ours, the other's, their ratio, the limit, and whether it holds.</summary>
    public IReadOnlyList<string> Columns() =>
    [
        What,
        $"{Text(Ours)} {Unit}",
        Other is { } other ? $"{Text(other)} {Unit}" : "",
        Other is null ? "" : Text(Judged),
        Most is { } most ? $"{(MoreIsBetter ? "≥" : "≤")} {Text(most)}{(Other is null ? $" {Unit}" : "")}" : "",
        Holds switch { true => "holds", false => "NOT MET", null => "" },
    ];

    private static string Text(double figure) => figure.ToString(Math.Abs(figure) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
