using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A step is begun once, however often the ceremony is interrupted in it, and again only after a correction of an answer; it is done at the attempt to which its last lines belong, and after it refused only where it asked something again.
/// </summary>
internal sealed class StepRuns
{
    // The program stopped a step since the record would not have held: what is put right in the room for that is nothing that a step asks for.
    private const string NotProven = "unproven";

    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _refused = new(StringComparer.Ordinal);

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var runs = new StepRuns();
        return Check.EachLine(line => line.Step is not null, line => runs.Problem(line, line.Step!) is { } problem ? [problem] : []);
    }

    private string? Problem(JournalLine line, string step)
    {
        switch (line.Kind)
        {
            case "corrected":
                _begun.Clear();
                _refused.Clear();
                return null;
            case "step-started":
                return Begin(line, step);
            case "step-done":
                return Done(line, step);
            case "refused" when line.Json.Find("proposed") is null && line.Json.Text("code") != NotProven:
                _refused[step] = line.Seq;
                return null;
            default:
                Take(line, step);
                return null;
        }
    }

    // After a correction a step that had been begun is begun again, at a new attempt.
    private string? Begin(JournalLine line, string step)
    {
        (long began, long due) = (line.Attempt ?? 0, _attempts.TryGetValue(step, out long before) ? before + 1 : 1);
        bool isFirst = _begun.Add(step);
        if (!isFirst)
        {
            return $"the step \"{step}\" had already been begun";
        }

        _attempts[step] = Math.Max(began, due);
        return began == due ? null
            : due == 1 ? $"the step \"{step}\" is begun at attempt {Evidence.Text(began)}, and not at the first"
            : $"the step \"{step}\" is begun again at attempt {Evidence.Text(began)}, and not at attempt {Evidence.Text(due)}";
    }

    private void Take(JournalLine line, string step)
    {
        if (line.Attempt is { } attempt && line.Call is not null)
        {
            _attempts[step] = Math.Max(attempt, _attempts.GetValueOrDefault(step, 1));
            _refused.Remove(step);
        }
    }

    private string? Done(JournalLine line, string step) => line switch
    {
        _ when line.Attempt != _attempts.GetValueOrDefault(step, 1) => $"the step \"{step}\" is done at attempt {Evidence.Text(line.Attempt ?? 0)}, but its lines are of attempt {Evidence.Text(_attempts.GetValueOrDefault(step, 1))}",
        _ when !ExceptionEnd.Is(line) && _refused.TryGetValue(step, out long refused) => $"the step \"{step}\" refused in line {Evidence.Text(refused)}, and asked nothing again before it was done",
        _ => null,
    };
}
