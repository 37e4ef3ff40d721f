using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What is put to anyone, and what is done, rests on the clock as it was compared last: a step that looked at the clock before looks again. What was begun to be done by then stands as it was agreed to.
/// </summary>
internal sealed class PastLooks
{
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);
    private long _compared;

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (!evidence.Rules.ComparesClock)
        {
            return [];
        }

        var looks = new PastLooks();
        return Check.EachLine(line => looks.Problem(line) is { } problem ? [problem] : []);
    }

    private string? Problem(JournalLine line)
    {
        if (line.Kind == "clock-compared")
        {
            _compared = line.Seq;
        }

        if (line.Call is not { } call || line.Step is not { } name)
        {
            return null;
        }

        Step step = _steps.GetValueOrDefault(name);

        // A new attempt that goes back behind a look has looked at nothing yet.
        step = line.Attempt > step.Attempt ? new Step(line.Attempt!.Value, call <= step.Call ? 0 : step.Look, call <= step.Call ? 0 : step.Call, call > step.Call && step.HasDone) : step;
        step = line.Kind switch
        {
            "looked" when line.Json["look"].AsMap().Text("look") == "clock" => step with { Look = line.Seq, Call = call, HasDone = false },
            "performed" when line.Json.Find("intended") is not null => step with { HasDone = true },
            _ => step,
        };
        _steps[name] = step;
        return line.Kind is "proposed" or "intended" && step.Look > 0 && step.Look < _compared && !step.HasDone
            ? $"it rests on the look at the clock in line {Evidence.Text(step.Look)}, but the clock was compared with a watch again in line {Evidence.Text(_compared)}"
            : null;
    }

    private readonly record struct Step(long Attempt, long Look, long Call, bool HasDone);
}
