using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What people said is what the record rests on: each question was answered as it could be, and a step whose outcome depends on answers ended as they say.</summary>
internal static class AnswersCheck
{
    // Between a look at the clock and the line that tells of it, which is written at once unless the machine hangs.
    private const long MostSeconds = 600;
    private const int LongestPattern = 500;

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []).Concat(QuestionsCheck.Problems(evidence)).Concat(StatementsCheck.Problems(evidence)).Concat(CorrectionsCheck.Problems(evidence));
    }

    /// <summary>What is wrong with the answers to a form, as a clause, or null.</summary>
    private static string? OfForm(JournalLine line)
    {
        JsonMap answers = line.Json["answers"].AsMap();
        JsonMap[] fields = [.. line.Json["form"].AsList().Select(field => field.AsMap())];
        HashSet<string> asked = [.. fields.Select(field => field.Text("name"))];
        return answers.Names.FirstOrDefault(name => !asked.Contains(name)) is { } unasked ? $"\"{unasked}\" was answered, but not asked"
            : fields.Select(field => OfField(field, answers)).FirstOrDefault(problem => problem is not null);
    }

    private static string? OfField(JsonMap field, JsonMap answers)
    {
        string name = field.Text("name");
        return answers.Find(name)?.AsText() switch
        {
            null => $"\"{name}\" was asked, but not answered",
            var answer when field.Find("choices") is JsonList choices && !choices.Any(choice => choice.AsText() == answer) => $"\"{name}\" was answered with \"{answer}\", which was no choice",
            var answer when field.Find("pattern") is JsonText pattern && !Fits(pattern.Value, answer) => $"\"{name}\" was answered with \"{answer}\", which does not have the form that was asked for",
            _ => null,
        };
    }

    private static bool Fits(string pattern, string answer) => pattern.Length <= LongestPattern && Patterns.IsUsable(pattern) && Patterns.Matches(pattern, answer);

    private static string? OfClock(JournalLine line) =>
        line.Json["look"].AsMap().Text("look") == "clock" && Math.Abs(line.Time.ToUnixTimeSeconds() - line.Json["seen"].AsMap().Number("seconds")) is var apart and > MostSeconds
            ? $"the clock that was looked at and the time of this line are {Evidence.Text(apart)} seconds apart"
            : null;

    private sealed class Walk(Evidence evidence)
    {
        private string? _kind;
        private readonly Dictionary<string, StepAnswers> _steps = new(StringComparer.Ordinal);
        private StepAnswers _step = new();
        private JournalLine? _running;
        private JournalLine? _ranAtLook;

        public string? Problem(JournalLine line)
        {
            switch (line.Kind)
            {
                case "opened" or "resumed":
                    _running = line;
                    return null;
                case "step-started":
                    _step = line.Json["attempt"].AsNumber() > 1 && _steps.TryGetValue(line.Step ?? "", out StepAnswers? begun) ? begun : new StepAnswers();
                    _steps[line.Step ?? ""] = _step;
                    _kind = line.Json.Text("do");
                    return null;
                case "looked":
                    _step.Look(line);
                    _ranAtLook = _step.Room == line ? _running : _ranAtLook;
                    return OfClock(line);
                case "answered":
                    _step.Answered = line;
                    return OfForm(line);
                case "corrected":
                    Forget(line);
                    return null;
                case "entered" when line.Call is not null:
                    _step.Enter(line);
                    return null;
                case "attested":
                    return _step.Agreement(_kind);
                case "step-done" when !ExceptionEnd.Is(line):
                    return Done(line);
                default:
                    return null;
            }
        }

        // Steps after that of the answer begin with nothing; what was looked at before the answer holds.
        private void Forget(JournalLine corrected)
        {
            foreach (string later in _steps.Keys.Where(step => step != corrected.Step).ToList())
            {
                _steps.Remove(later);
            }

            if (_steps.TryGetValue(corrected.Step ?? "", out StepAnswers? step))
            {
                step.Answered = null;
            }
        }

        private string? Done(JournalLine line) => _kind switch
        {
            "check-room" => RoomAnswers.Problem(evidence, _step, _ranAtLook),
            "gather" => _step.People(evidence.Rules),
            "record" => _step.Recorded(line.Json["outputs"].AsMap()),
            _ => null,
        };
    }
}
