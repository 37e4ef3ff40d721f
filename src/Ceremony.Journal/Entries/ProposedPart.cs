using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal.Entries;

/// <summary>What a later step will propose in its turn, laid before the officers together with what the open step proposes.</summary>
/// <param name="Step">The later step's id.</param>
/// <param name="Asks">SHA-256, lower-case hex, of the request by which it will ask for this to be approved: only that request is answered by it.</param>
/// <param name="Screen">The screen that is read.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Text">Each action in one sentence.</param>
/// <param name="Seen">What was seen for it of the clock and of chance, which its later looks are answered with.</param>
public sealed record ProposedPart(string Step, string Asks, Screen Screen, IReadOnlyList<CeremonyAction> Actions, IReadOnlyList<string> Text, IReadOnlyList<SeenAhead> Seen)
{
    internal JsonMap ToJson() => new()
    {
        { "step", Step },
        { "asks", Asks },
        { "screen", Screen.ToJson() },
        { "actions", new JsonList(Actions.Select(action => (JsonValue)action.ToJson())) },
        { "text", JsonList.OfText(Text) },
        { "ahead", new JsonList(Seen.Select(seen => (JsonValue)seen.ToJson())) },
    };

    internal static ProposedPart FromJson(JsonMap json) => new(
        json.Text("step"),
        json.Text("asks"),
        Screen.FromJson(json["screen"].AsMap()),
        [.. json["actions"].AsList().Select(action => CeremonyAction.FromJson(action.AsMap()))],
        json.Texts("text"),
        [.. json["ahead"].AsList().Select(seen => SeenAhead.FromJson(seen.AsMap()))]);
}
