using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// An answer was typed again only while it held, its step was done, and nothing had been looked at, proposed, done or said since; after that officers say what is right, and quote the answer as it stands.
/// </summary>
internal sealed class CorrectionsCheck
{
    private const string Correction = "correct-answer";

    private readonly Evidence _evidence;
    private readonly VoidLines _void = new();
    private readonly Dictionary<string, long> _done = new(StringComparer.Ordinal);
    private JournalLine? _lastUse;

    private CorrectionsCheck(Evidence evidence) => _evidence = evidence;

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var check = new CorrectionsCheck(evidence);
        return Check.EachLine(check.Problems);
    }

    /// <summary>What was corrected, one sentence for each, behind what holds of all answers.</summary>
    public static string Words(Evidence evidence)
    {
        IEnumerable<string> typed = evidence.Of("corrected").Select(line => $"The answer in line {Evidence.Text(line.Json.Number("answered"))} was typed again after line {Evidence.Text(line.Seq)}.");
        IEnumerable<string> signed = evidence.Of("approved").SelectMany(line => Signed(evidence, line).Select(action =>
            $"The officers corrected line {Evidence.Text(action.Number("line"))} in line {Evidence.Text(line.Seq)}: \"{action.Text("question")}\" is rightly \"{action.Text("right")}\", and not \"{action.Text("said")}\"."));
        return string.Join(' ', typed.Concat(signed).Prepend("Every question was answered as it could be, and what rests on answers is what they say."));
    }

    /// <summary>Whether nothing is put to the officers but what is right in place of an answer, as the room, and not a step, does.</summary>
    public static bool Corrects(JournalLine proposed) => proposed.Json["actions"].AsList() is { Count: > 0 } actions && actions.All(IsCorrection);

    private static IEnumerable<JsonMap> Signed(Evidence evidence, JournalLine approved) =>
        (evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved)?.Json["actions"].AsList() ?? []).Where(IsCorrection).Select(action => action.AsMap());

    private static bool IsCorrection(JsonValue action) => action.AsMap().Find("do") is JsonText { Value: Correction };

    private IEnumerable<string> Problems(JournalLine line)
    {
        IEnumerable<string> problems = line.Kind switch
        {
            "corrected" => Retyped(line) is { } problem ? [problem] : [],
            "proposed" => [.. line.Json["actions"].AsList().Where(IsCorrection).Select(action => Quoted(line, action.AsMap())).OfType<string>()],
            "intended" when IsCorrection(line.Json["action"]) => ["a correction is said, and nothing is done for it"],
            _ => [],
        };
        Take(line);
        return problems;
    }

    private void Take(JournalLine line)
    {
        _void.Take(line);
        _lastUse = IsUse(line) ? line : _lastUse;
        if (line is { Kind: "step-done", Step: { } step })
        {
            _done[step] = line.Seq;
        }
    }

    private string? Retyped(JournalLine line)
    {
        long seq = line.Json.Number("answered");
        string said = Evidence.Text(seq);
        return _evidence.Earlier(seq, "answered", line) switch
        {
            null => $"line {said}, which it corrects, is not an earlier answer",
            var answered when answered.Step != line.Step => $"it belongs to another step than the answer in line {said}",
            _ when _void.Contains(seq) => $"the answer in line {said} did not hold any more",
            _ when _done.GetValueOrDefault(line.Step ?? "") < seq => $"the step of the answer in line {said} was not done",
            _ when _lastUse is { } use && use.Seq > seq => $"line {Evidence.Text(use.Seq)} ({use.Kind}) may rest on the answer in line {said}: only the officers can correct it",
            _ => null,
        };
    }

    private string? Quoted(JournalLine proposed, JsonMap action)
    {
        long seq = action.Number("line");
        return _evidence.Earlier(seq, "answered", proposed) is not { } answered ? $"line {Evidence.Text(seq)}, which it corrects, is not an earlier answer"
            : proposed.Call is not null ? "a step proposed the correction of an answer, which only the room lays before the officers"
            : answered.Json["answers"].AsMap().Find(action.Text("question")) is not JsonText said || said.Value != action.Text("said") ? $"it does not quote the answer in line {Evidence.Text(seq)} as it stands there"
            : null;
    }

    // docs/format.md, "Corrected answers".
    private static bool IsUse(JournalLine line) => line.Kind switch
    {
        "looked" or "proposed" or "confirmed" or "approved" or "intended" or "performed" or "failed" or "secret-shown" or "sign-in-failed" or "login-kept" or "attested" => true,
        "entered" => line.Call is not null,
        "step-done" => ExceptionEnd.Is(line) || line.Json.Find("facts") is JsonList { Count: > 0 },
        _ => false,
    };
}
