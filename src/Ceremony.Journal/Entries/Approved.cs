using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Everybody whose agreement a proposal needed has given it.</summary>
/// <param name="Proposal">The number of the <c>proposed</c> line.</param>
public sealed record Approved(long Proposal) : Entry
{
    internal const string EntryKind = "approved";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "proposed", Proposal } };

    internal static Approved Read(JsonMap json) => new(json.Number("proposed"));
}
