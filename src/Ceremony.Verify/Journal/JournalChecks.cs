using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The journal as a chain of lines: reading, ending, time, and what each line must say.</summary>
internal static class JournalChecks
{
    /// <summary>Every line can be read, and follows from the one before.</summary>
    public static IEnumerable<LineWalk> Chain(Evidence evidence) => Check.AtBeginning(() => OfChain(evidence));

    private static IEnumerable<string> OfChain(Evidence evidence)
    {
        if (evidence.Journal.Problem is { } problem)
        {
            yield return Capital(problem.Sentence);
        }

        if (evidence.Lines.Count == 0)
        {
            yield return "The journal has no lines.";
        }
        else if (evidence.Opened.Json.Text("mode") is not ("production" or "rehearsal"))
        {
            yield return "Line 1 (opened): the mode is neither production nor rehearsal.";
        }

        if (!evidence.JournalGoesOn && evidence.Journal.TornTail.Length > 0)
        {
            yield return "transcript.jsonl ends in an incomplete line, which an archive cannot have.";
        }
    }

    /// <summary>The transcript ends with the only seal, and nothing irreversible follows it.</summary>
    public static IEnumerable<LineWalk> Ending(Evidence evidence)
    {
        JournalLine[] seals = [.. evidence.Of("sealed")];
        if (evidence.Archive is not null && seals.Length == 0)
        {
            return Check.AtBeginning(() => ["The transcript has no seal."]);
        }

        if (seals.Length > 1)
        {
            return Check.AtBeginning(() => [$"Line {seals[1].Seq} ({seals[1].Kind}): there already is a seal."]);
        }

        if (seals.Length == 1 && !evidence.JournalGoesOn && evidence.Lines[^1] != seals[0])
        {
            return Check.AtBeginning(() => ["The transcript does not end with its seal."]);
        }

        return Check.EachLine(line => line.Kind is "intended" or "performed" && seals is [var seal] && line.Seq > seal.Seq, _ => ["nothing can be done after the seal"]).Concat(EndOrder.Problems(evidence));
    }

    /// <summary>Within one boot the machine's own clock only goes forward; a boot does not come back, and no step goes on in a new one unless resumed.</summary>
    public static IEnumerable<LineWalk> Time(Evidence evidence) => Boots(evidence).Concat(ClockCheck.Problems(evidence)).Concat(ClockLines.Problems(evidence)).Concat(ComparedClocks.Problems(evidence)).Concat(PastLooks.Problems(evidence));

    /// <summary>What is wrong with the machine's own time.</summary>
    internal static IEnumerable<LineWalk> Boots(Evidence evidence)
    {
        var boots = new Boots();
        return Check.Sentences(line => line.Seq > 1 ? boots.Problems(evidence.At(line.Seq - 1), line) : []);
    }

    /// <summary>Each line has the fields of its kind and no others.</summary>
    public static IEnumerable<LineWalk> Fields(Evidence evidence) => Check.EachLine(line => evidence.Rules.LineProblems(line.Kind, line.Json));

    /// <summary>Where a line contains the request that it answers, the request's hash is the one recorded.</summary>
    public static IEnumerable<LineWalk> Requests(Evidence evidence) => Check.EachLine(
        line => line.Call is not null,
        line => Request(line) is { } request && CanonicalJson.Hash(request) != line.Asks
            ? ["its content is not what was asked for: the hash of the request differs"]
            : Answered(evidence, line) is { } answered && answered.Step == line.Step && (answered.Asks != line.Asks || answered.Call != line.Call) ? [$"it answers another request than line {answered.Seq}"] : [])
        .Concat(Check.EachLine(["proposed"], line => Together.Parts(line)
            .Where(part => CanonicalJson.Hash(Approval(part)) != part.Text("asks"))
            .Select(part => $"what it proposes for the step \"{part.Text("step")}\" is not what that step will ask for: the hash of the request differs")))
        .Concat(CallsCheck.Problems(evidence))
        .Concat(CallOrder.Problems(evidence));

    // A confirmation, approval or deed answers the very call of its proposal or intention.
    private static JournalLine? Answered(Evidence evidence, JournalLine line) => line.Kind switch
    {
        "confirmed" or "approved" or "expired" or "refused" when line.Json.Find("proposed") is { } seq => evidence.Earlier(seq.AsNumber(), "proposed", line),
        "performed" or "failed" when line.Json.Find("intended") is { } seq => evidence.Earlier(seq.AsNumber(), "intended", line),
        _ => null,
    };

    private static JsonMap? Request(JournalLine line) => line.Kind switch
    {
        "shown" => new JsonMap { { "show", line.Json["screen"] } },
        "answered" => new JsonMap { { "ask", line.Json["form"] }, { "screen", line.Json["screen"] } },
        "looked" => new JsonMap { { "look", line.Json["look"] } },
        "proposed" => Approval(line.Json),
        "intended" => new JsonMap { { "perform", line.Json["action"] } },
        "entered" => new JsonMap { { "enter", line.Json["person"] } },
        "attested" => new JsonMap { { "attest", line.Json["statement"] }, { "person", line.Json["person"] } },
        "performed" when line.Json.Find("action") is { } kept =>
            new JsonMap { { "keep", kept.AsMap().Text("name") }, { "sha256", line.Json["receipt"].AsMap().Text("sha256") } },
        _ => null,
    };

    private static JsonMap Approval(JsonMap proposal) => new() { { "approve", proposal["actions"] }, { "screen", proposal["screen"] } };

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
