using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>The clock was set: it disagrees with the monotonic time since the line before.</summary>
/// <param name="Milliseconds">By how much; negative where the clock was set back.</param>
public sealed record ClockJumped(long Milliseconds) : Entry
{
    internal const string EntryKind = "clock";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "jumped", Milliseconds } };

    internal static ClockJumped Read(JsonMap json) => new(json.Number("jumped"));
}
