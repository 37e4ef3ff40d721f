using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Has actions agreed to, and makes the approvals: by the officers in force, each with their own token, or by the operator.</summary>
internal sealed class Confirmation(RunContext run, OfficerTokens officerTokens, string step, int stepNumber)
{
    private const int NonceBytes = 16;
    private static readonly TextBlock ByBothBootstrapOfficers = new("Both bootstrap officers confirm here and now: two-step signing is disabled.");
    private readonly ActionWords _words = new(run.Plan);
    private readonly SigningRound _round = new(run, officerTokens, step);

    /// <summary>
    /// What will be put to the officers or the operator: the same for the same actions and the same registry, and so after a resume.
    /// </summary>
    public Proposal Compose(Screen screen, IReadOnlyList<CeremonyAction> actions)
    {
        if (actions.DistinctBy(action => CanonicalJson.Hash(action.ToJson())).Count() < actions.Count)
        {
            throw new BrokenInvariantException("A step proposed the same action twice. Nothing was done.");
        }

        bool byOfficers = actions.Any(action => action.Authority == Authority.Officers);
        IReadOnlyList<Confirmer> confirmers = byOfficers ? InForce(actions) : [];
        IReadOnlyList<string> text = [.. actions.Select(action => action.Sentence(_words))];
        return new Proposal(Whole(screen, actions, confirmers), actions, text, confirmers, byOfficers);
    }

    /// <summary>
    /// Proposes, and waits until everybody has confirmed or somebody refuses. The lines answer that call of the step, where there is one.
    /// </summary>
    /// <param name="proposal">What is put to them.</param>
    /// <param name="call">The call that is answered.</param>
    /// <param name="gather">Finds out what later steps will propose, which is confirmed together with it; null where nothing is.</param>
    /// <returns>The <c>approved</c> or <c>refused</c> line. Throws <see cref="ClockSignal"/> where the clock was compared meanwhile: the step makes another proposal then.</returns>
    public async Task<JournalLine> Propose(Proposal proposal, DeskCall? call, Func<Proposal, Task<IReadOnlyList<ProposedPart>>>? gather = null)
    {
        string? trouble = null;
        while (true)
        {
            if (proposal.ByOfficers)
            {
                await run.AirGap.DemandConfirmed(step);
            }

            // What later steps will propose is found out anew for each proposal.
            JournalLine proposed = RecordProposal(proposal, gather is null ? [] : await gather(proposal), call);
            JournalLine? end = proposal.ByOfficers
                ? await Collect(proposal, proposed, trouble, call)
                : await AskOperator(proposal.Screen, proposed, call);
            if (end is not null)
            {
                return end;
            }

            run.Recorder.Append(new Expired(proposed.Seq), step, null, call);
            if (call is not null && run.Clock.ComparedAt > proposed.Seq)
            {
                throw new ClockSignal();
            }

            trouble = "The proposal has expired. This is a new one: every officer must confirm again.";
        }
    }

    /// <summary>The officers in force, as a proposal names them.</summary>
    public IEnumerable<ProposedOfficer> Asked() => run.Recorder.Registry.Confirmers(run.Plan.Quorum).Select(Asked);

    private static ProposedOfficer Asked(Confirmer officer) => new(officer.Officer, officer.Person, officer.Origin, Convert.ToHexStringLower(SHA256.HashData(officer.Certificate)));

    // Each step's screen as the record has it, behind its number and title.
    private static Screen Shown(Proposal proposal, IReadOnlyList<ProposedPart> together, string[] titles)
    {
        if (together.Count == 0)
        {
            return proposal.Screen;
        }

        // What is said of all of them, and which token they work with, is said once.
        var told = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<Block> Part(Screen screen, int place) => screen.Blocks
            .Where(block => block is not FactsBlock { Facts: [{ Name: "token" }, ..] } || told.Add(CanonicalJson.WriteText(block.ToJson())))
            .Where(block => !block.Equals(ByBothBootstrapOfficers) || place == together.Count)
            .Prepend(new TextBlock(titles[place]));
        return new Screen(
            $"{together.Count + 1} steps, confirmed together",
            [.. together.Select(part => part.Screen).Prepend(proposal.Screen).SelectMany(Part)])
        {
            Help = $"These {together.Count + 1} steps follow one another, and you confirm all of them at once: your signature names each. In its turn each step looks again; where it would do anything other than what stands here, "
                + "it stops and is confirmed anew. If you do not agree to one of them, refuse (F8) and say which: then each is put to you by itself. " + proposal.Screen.Help,
            Irreversible = proposal.Screen.Irreversible || together.Any(part => part.Screen.Irreversible),
        };
    }

    private string Title(string id, int place, int count) => $"{place} of {count}: step {stepNumber + place - 1}, {Hostile.Escape(run.Find(id)!.Title)}";

    // Nobody is asked about their own replacement: the confirmers are those of the registry with it.
    private IReadOnlyList<Confirmer> InForce(IReadOnlyList<CeremonyAction> actions)
    {
        IEnumerable<OfficerReplaced> replaced = actions.OfType<EnterInRegistry>().Select(action => action.Entry).OfType<OfficerReplaced>();
        IReadOnlyList<Confirmer> confirmers = run.Recorder.Registry.With(replaced).Confirmers(run.Plan.Quorum);
        return confirmers.Count >= run.Plan.Quorum
            ? confirmers
            : throw new BrokenInvariantException($"{run.Plan.Quorum} officers must confirm, but only {confirmers.Count} can at this point. Nothing was done; the script must recognise its officers first.");
    }

    private Screen Whole(Screen screen, IReadOnlyList<CeremonyAction> actions, IReadOnlyList<Confirmer> confirmers)
    {
        List<Block> blocks = [.. ProposalBlocks.Of(screen, actions, _words)];
        if (confirmers.Any(each => each.IsBootstrap))
        {
            blocks.Add(ByBothBootstrapOfficers);
        }

        return new Screen(screen.Title, [.. blocks]) { Help = screen.Help, Irreversible = actions.Any(action => action.Lasting(_words) is not null) };
    }

    private JournalLine RecordProposal(Proposal proposal, IReadOnlyList<ProposedPart> together, DeskCall? call)
    {
        var proposed = new Proposed(
            proposal.ByOfficers ? Authority.Officers : Authority.Operator,
            proposal.Screen,
            proposal.Actions,
            proposal.Text,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)),
            run.Ports.Machine.Now.AddSeconds(run.Plan.WithinSeconds),
            [.. proposal.Confirmers.Select(Asked)])
        {
            Together = together,
        };
        return run.Recorder.Append(proposed, step, null, call);
    }

    private async Task<JournalLine?> AskOperator(Screen screen, JournalLine proposed, DeskCall? call)
    {
        await run.Talk.Show(step, screen, "Do it");
        await new Attendance(run).Demand(step);
        return ProposedMatter.HasLapsed(run, proposed) ? null : run.Recorder.Append(new Approved(proposed.Seq), step, run.Recorder.Operator, call);
    }

    private async Task<JournalLine?> Collect(Proposal proposal, JournalLine proposed, string? trouble, DeskCall? call)
    {
        IReadOnlyList<ProposedPart> together = ((Proposed)proposed.Entry).Together;
        string[] titles = together.Count == 0 ? [] : [.. together.Select(part => part.Step).Prepend(step).Select((id, at) => Title(id, at + 1, together.Count + 1))];
        var matter = new ProposedMatter(run, (step, stepNumber), proposal, (Shown(proposal, together, titles), titles), proposed, call);
        await _round.Hold(matter, trouble);
        return matter.End;
    }
}
