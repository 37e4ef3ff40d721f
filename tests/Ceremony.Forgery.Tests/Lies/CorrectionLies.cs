using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about answers that were corrected, and about an air gap that was open.</summary>
internal static class CorrectionLies
{
    public static IEnumerable<Lie> All => [.. Corrections, .. AirGap];

    private static IEnumerable<Lie> Corrections =>
    [
        Corrected("an answer that was typed again, and whose first try is left out", f => f.Drop(f.Line("corrected"))),
        Corrected("an answer of another step that was typed again", f => f.Line("corrected").Set("step", "safe"), "answers"),
        Corrected("an answer that was typed again, and is none", f => f.Line("corrected").Set("answered", 1), "answers"),
        Corrected("an answer that was typed again after something rested on it", f => f.After(f.Line("performed"), f.Line("corrected").Copy())),
        Corrected("an answer that was typed again, though nobody did", f => f.Drop(f.Lines.Where(line => line.Step == "bag" && line.Json.Find("attempt") is JsonNumber { Value: 2 }))),
        Corrected("a correction that quotes another answer", f => f.Proposal("correct-answer").Set("actions/0/said", "9999"), "answers"),
        Corrected("a correction of another question", f => f.Proposal("correct-answer").Set("actions/0/question", "other"), "answers"),
        Corrected("a correction that says something else than the officers signed", f => f.Proposal("correct-answer").Set("actions/0/right", "9999"), "proposals"),
        Corrected("a correction that no officer signed", f => f.Drop(f.AllAnswering(f.Proposal("correct-answer"), "confirmed")), "approvals"),
    ];

    private static IEnumerable<Lie> AirGap =>
    [
        AirGapOpen("an open air gap that nobody recorded", f => f.Drop(f.All("exception"))),
        AirGapOpen("an open air gap that the officers did not confirm", f => f.Drop(f.Line("exception", 2)), "steps"),
        AirGapOpen("an open air gap without a reason", f => f.Line("exception").Set("decided", " "), "steps"),
        AirGapOpen("an open air gap with another reason than the officers read", f => f.Line("exception").Set("decided", "because"), "steps"),
        AirGapOpen("an open air gap with another interface than the officers read of", f => f.Line("network").Set("up", JsonList.OfText(["wlan0"])), "steps"),
        AirGapOpen("a network interface that came up again, and nobody recorded it", f => f.Before(f.Line("proposed", 3), "network", new JsonMap { { "up", JsonList.OfText(["wlan0"]) } }), "steps"),
        AirGapOpen("a network interface that the script does not name", f => f.Line("opened").Set("interfaces-up", JsonList.OfText(["eth0"])), "outline"),
    ];
}
