using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The steps come in the order of the outline, each begun before anything happens in it, and all done before a seal says "completed".</summary>
internal static class StepsCheck
{
    private const string Seal = "seal-transcript";
    private const string Resuming = "resume";
    private const string Sealing = "seal";

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        JournalLine[] parameters = [.. evidence.Of("parameters")];
        if (parameters.Length > 1)
        {
            return Check.AtBeginning(() => [$"Line {parameters[1].Seq} ({parameters[1].Kind}): the parameters had already been fixed."]);
        }

        IReadOnlyList<(string Id, string Do)> outline = parameters.Length == 0
            ? []
            : [.. parameters[0].Json["steps"].AsList().Select(step => (step.AsMap().Text("id"), step.AsMap().Text("do")))];
        var walk = new Walk(evidence, outline);
        return Check.EachLine(walk.Problems)
            .Concat(StepRuns.Problems(evidence))
            .Concat(TornLines.Problems(evidence))
            .Concat(AirGap.Problems(evidence))
            .Concat(Check.AtEnd(() => Undone(evidence, outline, walk)));
    }

    // Steps after the sealing step in the outline can only be done after the transcript has ended.
    private static IEnumerable<string> Undone(Evidence evidence, IReadOnlyList<(string Id, string Do)> outline, Walk walk)
    {
        if (evidence.Sealed?.Json.Find("outcome") is JsonText { Value: "completed" })
        {
            foreach ((string id, _) in outline.TakeWhile(step => step.Do != Seal).Where(step => !walk.Done.Contains(step.Id)))
            {
                yield return $"The seal says that the ceremony was completed, but the step \"{id}\" was not done.";
            }

            if (outline.Count == 0)
            {
                yield return "The seal says that the ceremony was completed, but there is no list of its steps.";
            }
        }
    }

    private sealed class Walk(Evidence evidence, IReadOnlyList<(string Id, string Do)> outline)
    {
        private readonly Dictionary<string, int> _places = outline.Select((step, place) => (step.Id, place)).ToDictionary(step => step.Id, step => step.place, StringComparer.Ordinal);
        private readonly HashSet<string> _started = new(StringComparer.Ordinal);
        private readonly HashSet<string> _attested = new(StringComparer.Ordinal);

        // What was done since a correction's answer is to be begun and done again.
        private readonly Dictionary<string, long> _doneAt = new(StringComparer.Ordinal);
        private readonly HashSet<string> _toBegin = new(StringComparer.Ordinal);

        // All before this place are done, and what is done stays done unless an answer is corrected.
        private int _firstUndone;

        public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

        public IEnumerable<string> Problems(JournalLine line)
        {
            if (line.Step is not { } step)
            {
                return line.Kind is "step-started" or "step-done" or "proposed" or "confirmed" or "approved" or "intended" or "performed"
                    ? ["it belongs to no step"]
                    : [];
            }

            // What officers had removed from a token is the room's, and no step rests on it.
            if (CallsCheck.IsRemovalByRoom(evidence, line))
            {
                return [];
            }

            // Before a resume and at the seal, lines come from the room and not from a step of the script: nothing is done there.
            if (step is Resuming or Sealing && line.Call is null && line.Kind is not ("step-started" or "step-done" or "intended" or "performed"))
            {
                return [];
            }

            if (!_places.TryGetValue(step, out int place))
            {
                return [$"the step \"{step}\" is not in the list of steps"];
            }

            return line.Kind switch
            {
                "step-started" => Start(line, step, place),
                "step-done" => Finish(line, step, outline[place].Do),
                _ when !_started.Contains(step) => [$"the step \"{step}\" was not begun"],

                // Else what one step asked could be answered while another one is open, which then rests on it.
                _ when Done.Contains(step) && (line.Call is not null || line.Kind is "intended" or "performed") => [$"the step \"{step}\" had already been done"],
                _ when _toBegin.Contains(step) && line.Call is not null => [$"the step \"{step}\" was not begun again after an answer had been corrected"],
                "corrected" => GoBack(line),
                "attested" => Attest(step),
                _ => [],
            };
        }

        private string[] GoBack(JournalLine corrected)
        {
            long answer = corrected.Json.Number("answered");
            Done.RemoveWhere(step => _doneAt[step] > answer);
            _toBegin.UnionWith(_started.Where(step => !Done.Contains(step)));
            _firstUndone = 0;
            return [];
        }

        private string[] Start(JournalLine line, string step, int place)
        {
            _started.Add(step);
            _toBegin.Remove(step);
            return line switch
            {
                _ when Done.Contains(step) => [$"the step \"{step}\" had already been done"],
                _ when line.Json.Text("do") != outline[place].Do => [$"the step \"{step}\" has another kind than in the list of steps"],
                _ when Skipped(place) is { } skipped => [$"the step \"{skipped}\" comes first and had not been done"],
                _ => [],
            };
        }

        private string? Skipped(int place)
        {
            while (_firstUndone < outline.Count && Done.Contains(outline[_firstUndone].Id))
            {
                _firstUndone++;
            }

            return _firstUndone < place ? outline[_firstUndone].Id : null;
        }

        private string[] Attest(string step)
        {
            _attested.Add(step);
            return [];
        }

        private string[] Finish(JournalLine line, string step, string kind)
        {
            if (!_started.Contains(step) || _toBegin.Contains(step) || !Done.Add(step))
            {
                return [$"the step \"{step}\" was not begun, or had already been done"];
            }

            _doneAt[step] = line.Seq;

            if (ExceptionEnd.Is(line))
            {
                return ExceptionEnd.Problem(evidence, line, kind) is { } problem ? [problem] : [];
            }

            return kind == "attest" && !_attested.Contains(step) ? [$"nobody attested anything in the step \"{step}\""] : [];
        }
    }
}
