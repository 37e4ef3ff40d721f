using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What officers allow is on record at once: behind the approval of an exception stands that exception, word for word and in its step, unless the program was interrupted there. Where the program itself asked for
/// it, it is by the officers who could confirm.
/// </summary>
internal sealed class AllowedExceptionLines(Evidence evidence)
{
    // docs/format.md, "What officers accept of a record".
    private const string AskedByProgram = "Something is not as it should be";
    private const string OutsideOfSteps = "resume";

    private JournalLine? _approved;

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var lines = new AllowedExceptionLines(evidence);
        return Check.EachLine(line => lines.Problem(line) is { } problem ? [problem] : []);
    }

    private string? Problem(JournalLine line)
    {
        if (_approved is not { } approved)
        {
            _approved = line.Kind == "approved" && Proposal(line) is not null ? line : null;
            return null;
        }

        if (line.Kind == "exception" && Proposal(approved) is { } proposed && Allowed(proposed).Any(action => IsOf(action, approved.Step, line)))
        {
            _approved = null;
            return By(proposed, line);
        }

        bool goesOn = GoesOn(line);
        _approved = goesOn || Interrupts(approved, line) ? null : approved;
        return goesOn ? $"the officers had allowed an exception in line {Evidence.Text(approved.Seq)}, but no line tells of it in their words" : null;
    }

    private JournalLine? Proposal(JournalLine approved) =>
        evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is { } proposed && Allowed(proposed).Any() ? proposed : null;

    private static IEnumerable<JsonMap> Allowed(JournalLine proposed) => proposed.Json["actions"].AsList().Select(action => action.AsMap()).Where(action => action.Text("do") == "allow-exception");

    private static bool IsOf(JsonMap allowed, string? step, JournalLine exception) =>
        (exception.Step ?? OutsideOfSteps) == step && new[] { "expected", "happened", "decided" }.All(text => allowed.Text(text) == exception.Json.Text(text));

    // A ceremony of an edition without sheets that was interrupted just there has no line that shows it before it goes on.
    private bool GoesOn(JournalLine line) => line.Call is not null
        || line.Kind is "step-started" or "step-done" or "inventory" or "sealed"
        || (line.Kind is "resumed" or "proposed" && evidence.Rules.HasSheets);

    private static bool Interrupts(JournalLine approved, JournalLine line) => line.Boot != approved.Boot || line.Kind is "witnessed" or "recovered" or "aborted" or "resumed";

    private string? By(JournalLine proposed, JournalLine exception)
    {
        string officers = string.Join(", ", evidence.ConfirmersBefore(exception).Select(each => each.Person));
        return proposed.Json["screen"].AsMap().Text("title") == AskedByProgram && exception.By != officers ? $"it is by {exception.By ?? "nobody"}, but {officers} decided" : null;
    }
}
