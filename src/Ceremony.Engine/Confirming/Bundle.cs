using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// Steps that the script has confirmed together. When the first of them proposes something, those after it are run up to their proposals, and the officers read and sign all of it once. In its own
/// turn each step looks again and asks again; it is approved without asking anybody where it asks for exactly what was signed. A step that asks for something else is confirmed anew, and with it those that follow.
/// </summary>
/// <param name="context">What the open step works with.</param>
internal sealed class Bundle(StepContext context)
{
    private const int MostSteps = 16;

    // The verifier takes a look at the clock for what it says up to ten minutes later.
    private const int MostSecondsAhead = 540;

    private RunContext Run => context.Run;

    /// <summary>The proposal by which what the open step asks for was confirmed together with earlier steps; null where it was not.</summary>
    /// <param name="asks">The hash of its request.</param>
    public JournalLine? Confirmed(string asks)
    {
        if (Standing() is not ({ } line, { } part))
        {
            return null;
        }

        if (part.Asks == asks)
        {
            return line;
        }

        Run.Ports.ConfirmedAlone?.Invoke(context.Step.Id, "it would do something else once the steps before it are done");
        return null;
    }

    /// <summary>What a look of the open step saw when it was confirmed together with earlier steps; null where it is to look now.</summary>
    /// <param name="call">The number of the call.</param>
    /// <param name="look">The look.</param>
    public JsonMap? SeenAhead(long call, JsonMap look) =>
        Standing() is ({ } line, { } part)
        && part.Seen.FirstOrDefault(each => each.Call == call && CanonicalJson.WriteText(each.Look) == CanonicalJson.WriteText(look)) is { } seen
        && !(seen.Seen.Find("seconds") is JsonNumber { Value: var seconds } && Run.Clock.IsPast(line, seconds, Math.Min(Run.Plan.WithinSeconds, MostSecondsAhead)))
            ? seen.Seen
            : null;

    /// <summary>What the steps after the open one will propose, as far as it can be confirmed together with what that one proposes; empty where it is confirmed alone.</summary>
    /// <param name="proposal">What the open step proposes.</param>
    public async Task<IReadOnlyList<ProposedPart>> Gather(Proposal proposal)
    {
        IReadOnlyList<PlannedStep> group = Group();
        if (group.Count == 0 || !proposal.ByOfficers || WasRefused(group) || WasTogether())
        {
            return [];
        }

        if (proposal.Actions.Select(StandsAlone.Why).FirstOrDefault(why => why is not null) is { } alone)
        {
            Run.Ports.ConfirmedAlone?.Invoke(context.Step.Id, alone);
            return [];
        }

        Dictionary<string, IReadOnlyDictionary<string, string>> outputs = new(Folds.DoneSteps(Run.Recorder.Lines));
        Registry registry = Run.Recorder.Registry;
        var edited = new Dictionary<LookAtConfig, ConfigView>();
        var own = new ForeseeingDesk(context, context.Step, registry, Folds.OpenCalls(Run.Recorder.Lines, context.Step.Id), edited);
        _ = await Foresee(own, context.Step, outputs, facts => registry = registry.With(facts));
        var parts = new List<ProposedPart>();
        foreach (PlannedStep step in group)
        {
            var desk = new ForeseeingDesk(context, step, registry, [], edited);
            string? why = await Foresee(desk, step, outputs, facts => registry = registry.With(facts));
            if (why is not null || desk.Proposal is not { } foreseen || (why = WhyNot(foreseen)) is not null)
            {
                Run.Ports.ConfirmedAlone?.Invoke(step.Id, why ?? "it proposes nothing");
                break;
            }

            parts.Add(new ProposedPart(step.Id, foreseen.Asks, foreseen.Screen, foreseen.Actions, foreseen.Text, desk.Seen));
        }

        return parts;
    }

    private static string? WhyNot(Proposal proposal) =>
        proposal.ByOfficers ? proposal.Actions.Select(StandsAlone.Why).FirstOrDefault(why => why is not null) : "the operator alone decides on it";

    // Why it is not known what the step will propose, as a clause, or null.
    private static async Task<string?> Foresee(ForeseeingDesk desk, PlannedStep step, Dictionary<string, IReadOnlyDictionary<string, string>> outputs, Action<IReadOnlyList<CeremonyFact>> take)
    {
        try
        {
            switch (await step.Foresee(outputs).Run(desk))
            {
                case StepResult.Done done:
                    take(done.Facts);
                    outputs[step.Id] = done.Outputs;
                    return null;
                case StepResult.Refused refused:
                    return Clause.Of(refused.Reason);
                default:
                    return null;
            }
        }
        catch (ForeseenException)
        {
            return null;
        }
        catch (Exception unknown) when (unknown is NotForeseenException or ScriptProblemException or DeviceFault or PkiException)
        {
            return unknown is ScriptProblemException ? "it needs what an earlier one of them makes" : Clause.Of(unknown.Message);
        }
    }

    // Those after the open step.
    private IReadOnlyList<PlannedStep> Group() => context.Step.Together is null ? [] :
    [
        .. Run.Plan.Steps.SkipWhile(step => step.Id != context.Step.Id).Skip(1).TakeWhile(step => step.Together == context.Step.Together).Take(MostSteps - 1),
    ];

    // What the open step proposes once more is its own.
    private bool WasTogether() => Run.Recorder.Lines.OfStep(context.Step.Id).Any(line => line.Entry is Approved approved && Run.Recorder.Lines[(int)approved.Proposal - 1].Entry is Proposed { Together.Count: > 0 });

    // Whoever refused some of it can be asked for each by itself.
    private bool WasRefused(IReadOnlyList<PlannedStep> group) => Run.Recorder.Lines.Entries<ConfirmationRefused>()
        .Select(refused => Run.Recorder.Lines[(int)refused.Proposal - 1])
        .Any(line => line.Entry is Proposed { Together.Count: > 0 } proposed && (line.Step == context.Step.Id || proposed.Together.Any(part => part.Step == context.Step.Id || group.Any(step => step.Id == part.Step))));

    // What was signed stands while the program runs on, by the same clock and the same officers, all of them in the room, and everything before it was done as it was signed.
    private (JournalLine? Line, ProposedPart? Part) Standing()
    {
        JournalLines lines = Run.Recorder.Lines;
        if (context.Step.Together is null || !LineFold.Of<Gathered>(lines).Last.TryGetValue(context.Step.Id, out JournalLine? line))
        {
            return default;
        }

        var signed = (Proposed)line.Entry;
        JournalLine[] after = [.. lines.Skip((int)line.Seq)];
        HashSet<string?> approved = [.. after.Where(each => each.Entry is Approved given && given.Proposal == line.Seq).Select(each => each.Step)];
        HashSet<string> officers = [.. after.Select(each => each.Entry).OfType<Confirmed>().Where(each => each.Proposal == line.Seq).Select(each => each.Person)];
        ProposedPart[] before = [.. signed.Together.TakeWhile(part => part.Step != context.Step.Id)];
        bool stands = approved.Contains(line.Step) && before.All(part => approved.Contains(part.Step)) && !approved.Contains(context.Step.Id)
            && !after.Any(each => each.Entry is Resumed or ClockCompared or Corrected || (each.Entry is Left left && officers.Contains(left.Person.Name)))
            && context.Confirmation.Asked().SequenceEqual(signed.Officers);
        return stands ? (line, signed.Together[before.Length]) : default;
    }

    // The proposals by which steps were confirmed together with earlier ones, the last of each step.
    private sealed class Gathered : LineFold
    {
        public override IReadOnlyList<Type>? About { get; } = [typeof(Proposed)];

        public Dictionary<string, JournalLine> Last { get; } = new(StringComparer.Ordinal);

        public override void Take(JournalLine line)
        {
            foreach (ProposedPart part in line.As<Proposed>()?.Together ?? [])
            {
                Last[part.Step] = line;
            }
        }
    }
}
