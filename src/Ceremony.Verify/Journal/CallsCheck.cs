using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Lines about what a step asked for, and the answers, say to which call of the step they belong. Lines without a call are the room's, and are skipped
/// when a ceremony is resumed: nothing that the record rests on may hide among them.
/// </summary>
internal static class CallsCheck
{
    private const string Removal = "remove-object";

    private static readonly HashSet<string> Answering = new(StringComparer.Ordinal)
    {
        "looked", "shown", "answered", "proposed", "confirmed", "approved", "expired", "intended", "performed", "attested",
    };

    public static IEnumerable<LineWalk> Problems(Evidence evidence) => Check.EachLine(
        line => line.Call is null && IsAnswer(line),
        line => IsOfRoom(evidence, line) ? [] : ["it answers a request of a step, but does not say which call"]);

    /// <summary>Whether a line tells of something that the room, and not a step, had the officers remove from a token.</summary>
    public static bool IsRemovalByRoom(Evidence evidence, JournalLine line) =>
        line is { Call: null, Kind: "intended" or "performed" or "failed" } && IsOfRoom(evidence, line) && Intended(evidence, line)?.Json.Find("action") is JsonMap action && Names(action);

    /// <summary>Whether officers are asked for nothing but an exception, as the room, and not a step, asks them when something is not as it should be.</summary>
    public static bool AllowsException(JournalLine proposed) =>
        proposed.Json["actions"].AsList() is { Count: > 0 } actions && actions.All(action => action.AsMap().Text("do") == "allow-exception");

    // What a step puts to the officers is answered as that step's, whatever it is.
    private static bool IsOfRoom(Evidence evidence, JournalLine line) => Proposal(evidence, line) is { Call: null } proposed && (AllowsException(proposed) || Removes(proposed) || CorrectionsCheck.Corrects(proposed));

    private static bool Removes(JournalLine proposed) =>
        proposed.Json["actions"].AsList() is { Count: > 0 } actions && actions.All(action => Names(action.AsMap()));

    private static bool Names(JsonMap action) => action.Find("do") is JsonText { Value: Removal };

    private static JournalLine? Intended(Evidence evidence, JournalLine line) => line.Kind == "intended"
        ? line
        : line.Json.Find("intended") is JsonNumber { Value: var seq } ? evidence.Earlier(seq, "intended", line) : null;

    private static bool IsAnswer(JournalLine line) => Answering.Contains(line.Kind)
        || (line.Kind == "refused" && line.Json.Find("proposed") is not null)
        || (line.Kind == "failed" && line.Json.Find("intended") is not null);

    private static JournalLine? Proposal(Evidence evidence, JournalLine line) => line.Kind == "proposed"
        ? line
        : line.Json.Find("proposed") is JsonNumber { Value: var seq } ? evidence.Earlier(seq, "proposed", line)
        : Intended(evidence, line) is { } intended && intended.Json.Find("approved") is JsonNumber { Value: var approval } && evidence.Earlier(approval, "approved", intended) is { } approved
            ? evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved)
            : null;
}
