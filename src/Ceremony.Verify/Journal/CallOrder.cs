using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A step makes its calls one after the other: each line belongs to the open call or to the next one, a call is answered once, and only a new attempt goes back. Whoever
/// resumes a step asks again only what had no answer.
/// </summary>
internal static class CallOrder
{
    // Lines after which nothing more belongs to their call.
    private static readonly HashSet<string> Answers = new(StringComparer.Ordinal) { "looked", "shown", "answered", "approved", "refused", "performed", "entered", "attested" };

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var open = new Dictionary<string, Place>(StringComparer.Ordinal);
        return Check.EachLine(line => line.Step is not null && (line.Call is not null || line.Kind is "corrected" or "step-started"), line =>
        {
            if (line.Call is null)
            {
                Begin(evidence, open, line);
                return [];
            }

            Place before = open.GetValueOrDefault(line.Step!, Place.Beginning);
            Place now = open[line.Step!] = new Place(line.Attempt!.Value, line.Call!.Value, line.Asks, Answers.Contains(line.Kind));
            return Problem(before, now) is { } problem ? [problem] : [];
        });
    }

    // A correction takes the answer's step back to before its call and all others to their beginning; the step that is begun again goes on in its new attempt.
    private static void Begin(Evidence evidence, Dictionary<string, Place> open, JournalLine line)
    {
        if (line.Kind == "step-started")
        {
            open[line.Step!] = open.GetValueOrDefault(line.Step!, Place.Beginning) with { Attempt = line.Attempt ?? 1 };
            return;
        }

        long call = evidence.Earlier(line.Json.Number("answered"), "answered", line)?.Call ?? 1;
        foreach (string step in open.Keys.ToList())
        {
            open[step] = Place.Beginning with { Attempt = open[step].Attempt, Call = step == line.Step ? call - 1 : 0 };
        }
    }

    private static string? Problem(Place before, Place now) => now switch
    {
        _ when now.Attempt < before.Attempt => $"it belongs to attempt {Evidence.Text(now.Attempt)}, but attempt {Evidence.Text(before.Attempt)} of the step had begun",
        _ when now.Call > before.Call + 1 => $"it belongs to call {Evidence.Text(now.Call)}, but call {Evidence.Text(before.Call + 1)} of the step had not been made",
        _ when now.Attempt > before.Attempt => null,
        _ when now.Call <= before.Call && (now.Call < before.Call || before.IsAnswered) => $"call {Evidence.Text(now.Call)} of the step had already been answered",
        _ when now.Call == before.Call && now.Asks != before.Asks => $"it answers another request than the lines before it of call {Evidence.Text(now.Call)}",
        _ => null,
    };

    private readonly record struct Place(long Attempt, long Call, string? Asks, bool IsAnswered)
    {
        public static Place Beginning { get; } = new(1, 0, null, true);
    }
}
