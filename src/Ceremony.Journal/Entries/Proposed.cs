using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal.Entries;

/// <summary>Actions were laid before officers or operator.</summary>
/// <param name="Authority">Whose agreement they need.</param>
/// <param name="Screen">The whole screen that is read.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Text">Each action in one sentence.</param>
/// <param name="Nonce">16 random bytes, lower-case hex.</param>
/// <param name="Until">Until when it can be agreed to, to the millisecond.</param>
/// <param name="Officers">The officers in force; none where the operator decides.</param>
public sealed record Proposed(
    Authority Authority,
    Screen Screen,
    IReadOnlyList<CeremonyAction> Actions,
    IReadOnlyList<string> Text,
    string Nonce,
    DateTimeOffset Until,
    IReadOnlyList<ProposedOfficer> Officers) : Entry
{
    private const string ToOfficers = "officers";
    private const string ToOperator = "operator";

    internal const string EntryKind = "proposed";

    /// <summary>What later steps will propose, in their order, confirmed together with this; empty where the step is confirmed alone.</summary>
    public IReadOnlyList<ProposedPart> Together { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "authority", Authority == Authority.Officers ? ToOfficers : ToOperator },
        { "screen", Screen.ToJson() },
        { "actions", new JsonList(Actions.Select(action => (JsonValue)action.ToJson())) },
        { "text", JsonList.OfText(Text) },
        { "nonce", Nonce },
        { "until", JournalTime.Write(Until) },
        { "officers", new JsonList(Officers.Select(officer => (JsonValue)officer.ToJson())) },
        { "together", Together.Count == 0 ? null : new JsonList(Together.Select(part => (JsonValue)part.ToJson())) },
    };

    internal static Proposed Read(JsonMap json) => new(
        ReadAuthority(json.Text("authority")),
        Screen.FromJson(json["screen"].AsMap()),
        [.. json["actions"].AsList().Select(action => CeremonyAction.FromJson(action.AsMap()))],
        json.Texts("text"),
        json.Text("nonce"),
        JournalTime.Of(json, "until"),
        [.. json["officers"].AsList().Select(officer => ProposedOfficer.FromJson(officer.AsMap()))])
    {
        Together = [.. (json.Find("together")?.AsList() ?? []).Select(part => ProposedPart.FromJson(part.AsMap()))],
    };

    private static Authority ReadAuthority(string name) => name switch
    {
        ToOfficers => Authority.Officers,
        ToOperator => Authority.Operator,
        _ => throw new JsonFormatException($"the authority \"{name}\" is not known"),
    };
}
