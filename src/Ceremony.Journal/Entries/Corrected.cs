using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>
/// An answer is to be typed again: the line belongs to the answer's step. What steps wrote from that answer on is superseded, and stays where it stands: the step and those after it run anew.
/// </summary>
/// <param name="Answer">The number of the <c>answered</c> line.</param>
public sealed record Corrected(long Answer) : Entry
{
    internal const string EntryKind = "corrected";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "answered", Answer } };

    internal static Corrected Read(JsonMap json) => new(json.Number("answered"));
}
