using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Steps are confirmed together only where the script says so, and never what destroys, revokes, or makes a CA or an officer. What was signed for a later step holds in its turn only where it asks for exactly that, everything
/// before it was done as it was signed, and nothing has come in between.
/// </summary>
internal static class TogetherCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        var listed = new ListedSteps(evidence.Of("parameters").FirstOrDefault()?.Json["steps"].AsList() ?? []);
        bool isAnyTogether = listed.All.Any(step => step.Find("together") is not null);
        return Check.EachLine(["parameters"], line => !evidence.Rules.ConfirmsTogether && isAnyTogether ? ["it lists steps that are confirmed together, which this edition does not know"] : [])
            .Concat(Check.EachLine(line => line.Kind == "proposed" && Together.Are(line), line => OfProposal(listed, line)))
            .Concat(Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []))
            .Concat(Check.EachLine(["step-done"], line => OfAuthorities(evidence, line)));
    }

    private static IEnumerable<string> OfProposal(ListedSteps listed, JournalLine proposed)
    {
        string[] steps = [.. Together.All(proposed).Select(each => each.Step)];
        JsonMap[] neighbours = listed.PlaceOf(steps[0]) is { } first ? [.. listed.All.Skip(first).Take(steps.Length)] : [];
        if (proposed.Call is null || proposed.Json.Text("authority") != "officers")
        {
            yield return "several steps are confirmed at once, but it was not put to the officers by a step";
        }

        if (!neighbours.Select(step => step.Text("id")).SequenceEqual(steps) || neighbours.Any(step => step.Find("together") is not JsonText { Value: var group } || group != neighbours[0].Find("together")?.AsText()))
        {
            yield return "the steps that it has confirmed together are not neighbours in one act that the script has confirmed together";
        }

        foreach ((string step, JsonMap proposal) in Together.All(proposed))
        {
            foreach (JsonMap action in proposal["actions"].AsList().Select(action => action.AsMap()).Where(Together.StandsAlone))
            {
                yield return $"the action \"{action.Text("do")}\" of the step \"{step}\" is confirmed together with other steps, but it is always confirmed alone";
            }
        }
    }

    // What a key is for is told only when a CA is made with it.
    private static IEnumerable<string> OfAuthorities(Evidence evidence, JournalLine done)
    {
        if (!evidence.Rules.ConfirmsTogether)
        {
            yield break;
        }

        foreach (CaCreated ca in Evidence.Facts(done).OfType<CaCreated>())
        {
            if (evidence.RegistryBefore(done).Key(ca.Key) is { } key && evidence.Of("intended").Any(line => line.Seq < done.Seq && Makes(line, key) && evidence.Earlier(line.Json.Number("approved"), "approved", line) is { } approved
                && evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is { } proposed && Together.Are(proposed)))
            {
                yield return $"the key of the CA \"{ca.Ca}\" was confirmed together with other steps, but it is always confirmed alone";
            }
        }
    }

    private static bool Makes(JournalLine intended, KeyGenerated key) => intended.Json["action"].AsMap() is var action
        && action.Text("do") == "generate-key-pair" && action.Text("token") == key.Token.Name && action.Text("id") == key.Id;

    // What is confirmed together with earlier steps is the latest such proposal, as long as it holds.
    private sealed class Walk(Evidence evidence)
    {
        private readonly Dictionary<string, string> _asks = new(StringComparer.Ordinal);
        private readonly Queue<string> _steps = new();
        private readonly HashSet<string> _signers = new(StringComparer.Ordinal);
        private JournalLine? _proposed;
        private JournalLine? _broken;

        public string? Problem(JournalLine line)
        {
            switch (line.Kind)
            {
                case "proposed" when Together.Are(line):
                    Begin(line);
                    return null;
                case "confirmed" when _proposed?.Seq == line.Json.Number("proposed"):
                    _signers.Add(line.Json.Text("person"));
                    return null;
                case "approved":
                    return Approve(line);
                case "resumed" or "clock-compared" or "corrected":
                case "left" when _signers.Contains(line.Json["person"].AsMap().Text("name")):
                    _broken ??= line;
                    return null;
                default:
                    return null;
            }
        }

        private void Begin(JournalLine proposed)
        {
            (_proposed, _broken) = (proposed, null);
            _signers.Clear();
            _asks.Clear();
            _steps.Clear();
            foreach (JsonMap part in Together.Parts(proposed))
            {
                _asks.TryAdd(part.Text("step"), part.Text("asks"));
                _steps.Enqueue(part.Text("step"));
            }
        }

        // The first step's own approval is judged as that of any step.
        private string? Approve(JournalLine approved)
        {
            if (evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is not { } proposed || !Together.Are(proposed) || approved.Step == proposed.Step || approved.Step is not { } step)
            {
                return null;
            }

            JournalLine? broken = proposed == _proposed ? _broken : _proposed;
            string? skipped = _steps.TryPeek(out string? next) && next != step ? next : null;
            string? problem = broken is not null ? $"it was confirmed together with others in line {Evidence.Text(proposed.Seq)}, which no longer held after line {Evidence.Text(broken.Seq)} ({broken.Kind})"
                : _asks.GetValueOrDefault(step) != approved.Asks ? "the step asks for something else than what was confirmed together with others"
                : skipped is not null ? $"it was confirmed together with others, but the step \"{skipped}\" before it was not done as it was confirmed"
                : !ProposalsCheck.NamesThoseInForce(evidence, proposed, approved) ? "it was confirmed together with others by officers who were no longer those in force"
                : null;
            _ = problem is null && _steps.TryDequeue(out _);
            return problem;
        }
    }
}
