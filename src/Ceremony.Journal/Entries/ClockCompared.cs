using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A witness compared the machine's clock with a watch, and they agreed: the clock holds from here on, for this start of the machine, until it is set.</summary>
/// <param name="Shown">What the clock showed, to the millisecond.</param>
public sealed record ClockCompared(DateTimeOffset Shown) : Entry
{
    internal const string EntryKind = "clock-compared";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "shown", JournalTime.Write(Shown) } };

    internal static ClockCompared Read(JsonMap json) => new(JournalTime.Of(json, "shown"));
}
