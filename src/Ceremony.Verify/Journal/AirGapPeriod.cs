using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A time in which the air gap was open on record.</summary>
/// <param name="Line">The line that says so.</param>
/// <param name="Up">The interfaces that were up and that the script does not name.</param>
/// <param name="Reason">Why the ceremony went on.</param>
internal sealed record AirGapPeriod(JournalLine Line, IReadOnlyList<string> Up, string Reason)
{
    /// <summary>The exception behind the officers' approval; null where they did not confirm it.</summary>
    public JournalLine? Confirmed { get; init; }

    /// <summary>The line with which it ended; null where none does.</summary>
    public JournalLine? Ended { get; init; }

    /// <summary>It in words.</summary>
    public string Words() => $"from line {Evidence.Text(Line.Seq)}{(Ended is null ? " on" : $" to line {Evidence.Text(Ended.Seq)}")} the air gap was open (up: {string.Join(", ", Up)}; reason: {Reason}), "
        + (Confirmed is null ? "which the officers did not confirm" : $"which the officers confirmed (line {Evidence.Text(Confirmed.Seq)})");
}
