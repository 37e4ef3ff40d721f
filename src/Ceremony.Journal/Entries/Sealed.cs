using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>The transcript is closed: the last line of every archive's transcript.</summary>
/// <param name="Outcome"><c>completed</c> or <c>aborted</c>.</param>
/// <param name="Quorum">How many officers must sign.</param>
/// <param name="Roster">Who signs the archive.</param>
public sealed record Sealed(string Outcome, long Quorum, IReadOnlyList<RosterEntry> Roster) : Entry
{
    internal const string EntryKind = "sealed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "outcome", Outcome },
        { "quorum", Quorum },
        { "roster", new JsonList(Roster.Select(each => (JsonValue)each.ToJson())) },
    };

    internal static Sealed Read(JsonMap json) => new(
        json.Text("outcome"),
        json.Number("quorum"),
        [.. json["roster"].AsList().Select(each => RosterEntry.FromJson(each.AsMap()))]);
}
