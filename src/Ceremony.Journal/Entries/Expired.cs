using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A proposal was not agreed to in time.</summary>
/// <param name="Proposal">The number of the <c>proposed</c> line.</param>
public sealed record Expired(long Proposal) : Entry
{
    internal const string EntryKind = "expired";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "proposed", Proposal } };

    internal static Expired Read(JsonMap json) => new(json.Number("proposed"));
}
