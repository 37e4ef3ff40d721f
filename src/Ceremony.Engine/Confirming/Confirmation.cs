using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Has actions agreed to, and makes the approvals: by the officers in force, each with their own token, or by the operator.</summary>
internal sealed class Confirmation(RunPorts ports, RunPlan plan, Recorder recorder, RoomTalk talk, OfficerTokens officerTokens, string step, int stepNumber)
{
    private const int NonceBytes = 16;
    private const int MarginMilliseconds = 250;
    private readonly ActionWords _words = new(plan);
    private readonly OfficerStanding _standing = new(ports, recorder);

    /// <summary>
    /// What will be laid before officers or operator: the same for the same actions and the same registry, and so after a resume.
    /// </summary>
    public Proposal Compose(Screen screen, IReadOnlyList<CeremonyAction> actions)
    {
        bool byOfficers = actions.Any(action => action.Authority == Authority.Officers);
        IReadOnlyList<Confirmer> confirmers = byOfficers ? InForce(actions) : [];
        IReadOnlyList<string> text = [.. actions.Select(action => action.Sentence(_words))];
        return new Proposal(Whole(screen, actions, text, byOfficers, confirmers), actions, text, confirmers, byOfficers);
    }

    /// <summary>
    /// Proposes, and waits until everybody has confirmed or somebody refuses. The lines answer that call of the step, where there is one.
    /// </summary>
    /// <returns>The <c>approved</c> or <c>refused</c> line.</returns>
    public async Task<JournalLine> Propose(Proposal proposal, DeskCall? call)
    {
        string? trouble = null;
        while (true)
        {
            JournalLine proposed = RecordProposal(proposal, call);
            JournalLine? end = proposal.ByOfficers
                ? await Collect(proposal, proposed, trouble, call)
                : await AskOperator(proposal.Screen, proposed, call);
            if (end is not null)
            {
                return end;
            }

            recorder.Append(new Expired(proposed.Seq), step, null, call);
            trouble = "The proposal's time was over. This is a new one: every officer confirms again.";
        }
    }

    // Nobody is asked about their own replacement: the confirmers are those of the registry with it.
    private IReadOnlyList<Confirmer> InForce(IReadOnlyList<CeremonyAction> actions)
    {
        IEnumerable<OfficerReplaced> replaced = actions.OfType<EnterInRegistry>().Select(action => action.Entry).OfType<OfficerReplaced>();
        IReadOnlyList<Confirmer> confirmers = recorder.Registry.With(replaced).Confirmers(plan.Quorum);
        return confirmers.Count >= plan.Quorum
            ? confirmers
            : throw new BrokenInvariantException($"{plan.Quorum} officers must confirm, but only {confirmers.Count} can by now. Nothing was done; the script must recognise its officers first.");
    }

    private Screen Whole(Screen screen, IReadOnlyList<CeremonyAction> actions, IReadOnlyList<string> text, bool byOfficers, IReadOnlyList<Confirmer> confirmers)
    {
        // First what will be done, in the sentences that are signed; then what the step says about it; last the whole of each action,
        // digests at its end. Sentences and wholes come from the actions themselves.
        List<Block> blocks = [.. text.Select(sentence => new TextBlock(sentence)), .. screen.Blocks];
        if (confirmers.Any(each => each.IsBootstrap))
        {
            blocks.Add(new TextBlock("To be confirmed by both bootstrap officers, here and now (two-step signing is disabled for them)."));
        }

        for (int place = 0; place < actions.Count; place++)
        {
            IReadOnlyList<Detail> whole = actions[place].Details(_words);
            if (whole.Count > 0)
            {
                blocks.Add(new TextBlock(actions.Count == 1 ? "In full, exactly as it will be done:" : $"In full, exactly as it will be done, {place + 1} of {actions.Count}:"));
                blocks.Add(new FactsBlock(whole));
            }
        }

        return new Screen(screen.Title, [.. blocks]) { Help = screen.Help, Irreversible = byOfficers };
    }

    private JournalLine RecordProposal(Proposal proposal, DeskCall? call)
    {
        var proposed = new Proposed(
            proposal.ByOfficers ? Authority.Officers : Authority.Operator,
            proposal.Screen,
            proposal.Actions,
            proposal.Text,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)),
            ports.Machine.Now.AddSeconds(plan.WithinSeconds),
            [.. proposal.Confirmers.Select(each => new ProposedOfficer(each.Officer, each.Person, each.Origin, Convert.ToHexStringLower(SHA256.HashData(each.Certificate))))]);
        return recorder.Append(proposed, step, null, call);
    }

    private async Task<JournalLine?> AskOperator(Screen screen, JournalLine proposed, DeskCall? call)
    {
        await talk.Show(step, screen, "Do it");
        return IsOver(proposed) ? null : recorder.Append(new Approved(proposed.Seq), step, recorder.Operator, call);
    }

    private async Task<JournalLine?> Collect(Proposal proposal, JournalLine proposed, string? trouble, DeskCall? call)
    {
        IReadOnlyList<Confirmer> confirmers = proposal.Confirmers;
        byte[] signedText = SignedText(proposed, proposal.Text);
        // The text itself names the line by this hash, and so does the next line of the journal: whoever kept it finds it there by searching.
        var signed = new FingerprintBlock($"Line {proposed.Seq} of the journal: this proposal", proposed.Hash);
        var confirmed = new Dictionary<string, string>();
        while (true)
        {
            bool all = confirmed.Count >= plan.Quorum;
            RoomReply reply = await talk.Ask(step, proposal.Screen, new ConfirmPrompt(Panes(confirmers, confirmed), all ? NumberText : null, Hint(all), trouble, signed) { Until = Until(proposed).ToString("HH:mm:ssZ", CultureInfo.InvariantCulture) });
            if (IsOver(proposed))
            {
                (reply as OfficerPinTyped)?.Pin.Dispose();
                return null;
            }

            switch (reply)
            {
                case OfficerRefused(int pane, string reason):
                    return recorder.Append(new ConfirmationRefused(proposed.Seq, confirmers[pane].Officer, reason), step, confirmers[pane].Person, call);
                case OfficerPinTyped typed:
                    trouble = await TryConfirm(confirmers[typed.Pane], typed, Clash(confirmers[typed.Pane], confirmers, confirmed), signedText, proposed, confirmed, call);
                    if (IsOver(proposed))
                    {
                        return null;
                    }

                    break;
                case StepNumberTyped(string number) when all && number == NumberText:
                    return recorder.Append(new Approved(proposed.Seq), step, recorder.Operator, call);
                default:
                    trouble = $"This is step {NumberText}: type {NumberText} to do it, or F8 to refuse.";
                    break;
            }
        }
    }

    private string NumberText => stepNumber.ToString(CultureInfo.InvariantCulture);

    private string? Hint(bool all) => ports.IsRehearsal && all ? NumberText : null;

    // A line takes its own time a moment after this was asked, and must still stand within the proposal's.
    private bool IsOver(JournalLine proposed) =>
        ports.Machine.Now.AddMilliseconds(MarginMilliseconds) > Until(proposed);

    private static DateTimeOffset Until(JournalLine proposed) => ((Proposed)proposed.Entry).Until;

    private IReadOnlyList<ConfirmPane> Panes(IReadOnlyList<Confirmer> confirmers, Dictionary<string, string> confirmed) =>
    [
        .. confirmers.Select(each => new ConfirmPane(
            each.Officer,
            each.Person,
            OfficerTokens.Describe(each, plan),
            officerTokens.State(each),
            confirmed.GetValueOrDefault(each.Officer),
            ports.Hints?.Find(OfficerTokens.PinName(each)))),
    ];

    private async Task<string?> TryConfirm(Confirmer officer, OfficerPinTyped typed, string? clash, byte[] signedText, JournalLine proposed, Dictionary<string, string> confirmed, DeskCall? call)
    {
        using Core.Secrets.Secret pin = typed.Pin;
        if ((clash ?? _standing.RefuseToConfirm(officer)) is { } refusal)
        {
            return refusal;
        }

        try
        {
            OfficerSignature signature = await officerTokens.Sign(officer, pin, signedText, step, () => IsOver(proposed));

            // A token can be slow. What was signed too late is thrown away: the record would not hold.
            if (IsOver(proposed) || _standing.Refuse(officer) is not null)
            {
                return _standing.RefuseToConfirm(officer);
            }

            recorder.Append(
                new Confirmed(officer.Officer, officer.Person, officer.Origin, proposed.Seq, Encoding.UTF8.GetString(signedText), signature.Algorithm.Name, signature.Der, officer.Certificate),
                step,
                officer.Person,
                call);
            confirmed[officer.Officer] = ports.Machine.Now.UtcDateTime.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);
            return null;
        }
        catch (NotTriedFault fault)
        {
            return fault.Message;
        }
        catch (DeviceFault fault) when (!recorder.IsBroken)
        {
            recorder.Append(new SignInFailed(OfficerTokens.Describe(officer, plan), officer.Person, fault.Code), step, officer.Person);
            return fault.Message;
        }
    }

    // Two officers are two people with two keys.
    private static string? Clash(Confirmer officer, IReadOnlyList<Confirmer> confirmers, Dictionary<string, string> confirmed)
    {
        if (confirmed.ContainsKey(officer.Officer))
        {
            return $"{Hostile.Escape(officer.Officer)} has confirmed already.";
        }

        string Key(Confirmer each) => CertificateView.Read(each.Certificate).KeySha256;
        return confirmers.FirstOrDefault(each => confirmed.ContainsKey(each.Officer) && (each.Person == officer.Person || Key(each) == Key(officer))) is { } other
            ? $"{Hostile.Escape(officer.Officer)} and {Hostile.Escape(other.Officer)} are one person or have one key. Another officer must confirm."
            : null;
    }

    private byte[] SignedText(JournalLine proposed, IReadOnlyList<string> text)
    {
        var lines = new List<string>
        {
            "ceremony-confirmation/1",
            $"ceremony: {plan.Ceremony}",
            $"mode: {(ports.IsRehearsal ? "rehearsal" : "production")}",
            $"step: {step}",
        };
        lines.AddRange(text.Select(sentence => $"do: {sentence}"));
        lines.Add($"proposed: {proposed.Hash}");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }
}
