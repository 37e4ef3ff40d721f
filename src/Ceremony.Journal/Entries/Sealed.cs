using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>The transcript is closed: the last line of every archive's transcript.</summary>
/// <param name="Outcome"><c>completed</c> or <c>aborted</c>.</param>
/// <param name="Quorum">How many officers must sign.</param>
/// <param name="Roster">Who signs the archive.</param>
/// <param name="ProgramVersion">The version of the program that closed it, and makes the archive.</param>
/// <param name="ProgramSha256">SHA-256 of that program, lower-case hex.</param>
public sealed record Sealed(string Outcome, long Quorum, IReadOnlyList<RosterEntry> Roster, string ProgramVersion, string ProgramSha256) : Entry
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
        { "program-version", ProgramVersion },
        { "program-sha256", ProgramSha256 },
    };

    internal static Sealed Read(JsonMap json) => new(
        json.Text("outcome"),
        json.Number("quorum"),
        [.. json["roster"].AsList().Select(each => RosterEntry.FromJson(each.AsMap()))],
        json.Text("program-version"),
        json.Text("program-sha256"));
}
