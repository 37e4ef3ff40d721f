namespace Ceremony.Journal;

/// <summary>The air gap was recorded as open.</summary>
/// <param name="Line">The line that says so.</param>
/// <param name="Up">The interfaces that were up then and that the script does not name.</param>
/// <param name="Reason">Why the ceremony goes on all the same.</param>
public sealed record AirGapOpening(JournalLine Line, IReadOnlyList<string> Up, string Reason)
{
    /// <summary>The line behind the officers' approval that says the same; null where they have not confirmed it.</summary>
    public JournalLine? Confirmed { get; init; }

    /// <summary>The line with which it ended; null where it has not.</summary>
    public JournalLine? Ended { get; init; }
}
