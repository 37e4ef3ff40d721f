using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Ends the transcript, has the officers sign the archive, and shows its fingerprint. It goes on where it was interrupted.</summary>
internal sealed class Sealing(RunContext run, ArtifactStore artifacts, OfficerTokens officerTokens, RecordProof proof)
{
    private readonly OfficerStanding _standing = new(run.Ports, run.Recorder);

    // What the room says while it seals belongs to no step of the script.
    private const string? Step = null;

    /// <summary>What somebody is told who wants to abort a ceremony whose transcript is closed.</summary>
    public static string NoAbort(Sealed seal) =>
        $"The transcript is closed, with the outcome {Hostile.Escape(seal.Outcome)}: what remains is to sign and compare it. Go on, or leave the program and resume.";

    /// <summary>Seals; returns the archive's fingerprint in lower-case hex.</summary>
    public async Task<string> Seal(string outcome, Func<Task> takeInventory)
    {
        if (!run.Recorder.Lines.Tell<Sealed>())
        {
            await run.Clock.Demand(Step);
            if (outcome == "completed")
            {
                await run.AirGap.DemandConfirmed(Step);

                // Once it is closed, a transcript that is not proven, or whose artifacts are damaged, could never become a valid archive.
                _ = artifacts.All();
                await proof.DemandAccepted(await proof.DemandProven(), null);
            }

            await RefuseUnsignable(outcome);
            await takeInventory();
            Sealed closing = Seal(outcome);
            if (outcome == "completed")
            {
                await proof.DemandProvenWith(new DraftLine(closing, null));
            }

            run.Recorder.Append(closing, null, null);
        }

        (JournalLine sealLine, Sealed seal) = run.Recorder.Lines.Telling<Sealed>().Last();
        run.Talk.NoAbort = NoAbort(seal);
        if (run.Recorder.Lines.Entries<Archived>().LastOrDefault() is not { } archived)
        {
            await DemandVersion(seal);
            IReadOnlyList<JournalLine> lines = [.. run.Recorder.Lines.TakeWhile(line => line.Seq <= sealLine.Seq)];
            byte[] sums = run.Ports.Archive.Build(run.Folder, lines, run.Plan.Script, seal.Outcome == "completed" ? artifacts.All() : artifacts.Intact());
            string fingerprint = Convert.ToHexStringLower(SHA256.HashData(sums));
            IReadOnlyList<Signed> signed = await CollectSignatures(sealLine, seal, fingerprint);
            run.Ports.Archive.Finish(run.Folder, signed.Count == 0 ? null : Compose(signed));
            archived = new Archived(fingerprint);
            run.Recorder.Append(archived, null, null);
        }

        string archive = archived.Fingerprint;
        if (!run.Recorder.Lines.Tell<Compared>())
        {
            await Compare(seal.Outcome, archive);
        }

        await run.Talk.Show(Step, LastScreen(seal.Outcome, archive), "End");

        return archive;
    }

    // The report is part of what officers sign, and another version may word it otherwise than the one that the seal names.
    private async Task DemandVersion(Sealed seal)
    {
        if (seal.ProgramVersion == run.Ports.Program.Version)
        {
            return;
        }

        await run.Talk.Show(Step, new Screen(
            "Another version closed the transcript",
            new WarningBlock($"Version {Hostile.Escape(seal.ProgramVersion)} of this program closed the transcript, and this is version {Hostile.Escape(run.Ports.Program.Version)}. The archive, with its report, is made by the version that closed it."),
            new TextBlock("Leave, and resume this ceremony with that version. Nothing is lost."))
        {
            Help = $"The program that closed the transcript has the SHA-256 {seal.ProgramSha256}: \"sha256sum FILE\" says whether a program is that one. Whatever was done stays done.",
            GoOn = "Leave",
        });
        throw new LeaveSignal();
    }

    // Nobody should have to ask what to take home.
    private Screen LastScreen(string outcome, string fingerprint) => new(
        outcome == "completed" ? "The ceremony is complete" : "The ceremony is aborted and sealed",
        new TextBlock(outcome == "completed"
            ? "Everything is done, signed and sealed. Nothing can be added to the archive any more; notes from now on are only in the journal."
            : "What was done so far is sealed. Nothing can be added to the archive any more; a new ceremony begins from the first step."),
        new FactsBlock(
        [
            .. run.Recorder.People.Select(person => new Detail(Hostile.Escape(person.Name), TakesHome(person))),
            new Detail("archive", Hostile.Escape(Path.Combine(run.Folder, "transcript"))),
            new Detail("fingerprint", HexText.Groups(fingerprint)),
        ]))
    {
        Help = "Each person in the room reads their own line, where there is one, and does what it says before leaving. Anybody can check a copy of the archive later with "
            + "\"ceremony verify FOLDER --fingerprint WORDS\", with the words from a witness's sheet. Enter ends the program; "
            + "where the archive is and its fingerprint stay on the terminal.",
    };

    private string TakesHome(Core.Desk.Person person) => person.Role switch
    {
        "operator" => "copies the archive to two media, and verifies both copies on another computer",
        "witness" => "takes the sheet with the fingerprint's words home, and keeps it apart from the archive",
        "officer" when Replaced(person) is { } gone => $"hands in the token of the officer \"{Hostile.Escape(gone.Officer)}\", who was replaced",
        "officer" when run.Recorder.Registry.All<CardPersonalised>().LastOrDefault(card => card.Holder == person.Name) is { } card =>
            $"keeps the card {Hostile.Escape(card.Number)}, and its PIN where nobody else can read it",
        "officer" when run.Recorder.Registry.ActiveOfficers.FirstOrDefault(officer => officer.Person == person.Name)?.File is { } file =>
            $"keeps the medium with {Hostile.Escape(Path.GetFileName(file))}, and its PIN where nobody else can read it",
        "officer" => "puts their own token where nobody else can reach it",
        _ => "may leave the room",
    };

    // Whoever was replaced and did not become an officer again.
    private OfficerCreated? Replaced(Core.Desk.Person person) =>
        run.Recorder.Registry.ActiveOfficers.Any(officer => officer.Person == person.Name)
            ? null
            : run.Recorder.Registry.Find<OfficerCreated>(officer => officer.Person == person.Name && run.Recorder.Registry.IsReplaced(officer.Officer));

    // Everybody in the roster has to sign, so those in force who went home, or whose certificates no longer hold, are not in it, as long as
    // enough are left. An aborted ceremony is sealed by whoever can.
    private IReadOnlyList<Confirmer> Roster(string outcome)
    {
        IReadOnlyList<Confirmer> inForce = run.Recorder.Registry.Confirmers(run.Plan.Quorum);
        IReadOnlyList<Confirmer> able = [.. inForce.Where(each => _standing.Refuse(each) is null)];
        IReadOnlyList<Confirmer> here = [.. able.Where(each => run.Recorder.IsHere(each.Person))];
        bool areEnough = able.Count >= run.Plan.Quorum || outcome != "completed";
        return here.Count >= run.Plan.Quorum ? here : areEnough ? able : inForce;
    }

    // Once the transcript is closed as completed nobody can be left out: who cannot sign is found out before.
    private async Task RefuseUnsignable(string outcome)
    {
        while (outcome == "completed" && Unable(outcome) is var (officer, reason, remedy))
        {
            var screen = new Screen(
                "An officer cannot sign the seal",
                new WarningBlock($"{Hostile.Escape(officer.Person)} cannot sign the seal: {reason}. Every officer in the room signs the archive."),
                new TextBlock($"{remedy}, then look again. If that is not possible, abort: an aborted ceremony is sealed by whoever can sign."))
            {
                Help = "After this the transcript is closed, and nobody named in it can be left out any more.",
            };
            switch (await run.Talk.Choose(Step, screen, "seal-card", new Choice("abort", "Abort the ceremony"), new Choice("leave", "Leave the program, resume later"), new Choice("again", "Look again")))
            {
                case "abort":
                    throw new AbortSignal($"{officer.Officer} cannot sign the seal: {reason}");
                case "leave":
                    throw new LeaveSignal();
                default:
                    break;
            }
        }
    }

    private (Confirmer Officer, string Reason, string Remedy)? Unable(string outcome)
    {
        foreach (Confirmer officer in Roster(outcome))
        {
            if (_standing.Refuse(officer) is { } broken)
            {
                return (officer, broken, "Compare the clock with a watch and set it right");
            }

            if (officerTokens.State(officer) is PinState.Locked)
            {
                return (officer, "the card is locked", "Have the card unlocked by somebody who may");
            }
        }

        return null;
    }

    private Sealed Seal(string outcome) => new(
        outcome,
        run.Plan.Quorum,
        [.. Roster(outcome).Select(each => new RosterEntry(each.Officer, each.Person, each.Origin, CertificateView.Read(each.Certificate).SpkiSha256, each.Certificate))],
        run.Ports.Program.Version,
        run.Ports.Program.Sha256);

    private async Task<IReadOnlyList<Signed>> CollectSignatures(JournalLine sealLine, Sealed seal, string fingerprint)
    {
        var matter = new SealedMatter(run.Plan, run.Recorder, sealLine, seal, fingerprint);
        await new SigningRound(run, officerTokens, Step).Hold(matter, null);
        return [.. matter.Signatures.Select(each => each.Entry)];
    }

    // An aborted ceremony is ended by whoever is left.
    private Task DemandWitness(string outcome) => outcome == "completed" ? new Attendance(run).DemandWitness() : Task.CompletedTask;

    private static byte[] Compose(IReadOnlyList<Signed> signed) =>
        Cms.Compose([.. signed.Select(each => each.SignerInfo)], [.. signed.Select(each => each.Certificate)]);

    // What witnesses take home is the one thing that a forger cannot make again, so it is written down, hidden, and asked for.
    private async Task Compare(string outcome, string fingerprint)
    {
        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(fingerprint));
        string? wrong = null;
        while (true)
        {
            await DemandWitness(outcome);
            await run.Talk.Show(Step, new Screen(
                "The ceremony's fingerprint",
                [
                    .. wrong is null ? Array.Empty<Block>() : [new WarningBlock(wrong)],
                    new FingerprintBlock("Archive of this ceremony", fingerprint),
                    new TextBlock("Every witness writes the words on their own sheet and takes it home. Enter hides them; then three of them are asked for."),
                ])
            {
                Help = "Every witness writes the fingerprint down and takes it home: it commits to the whole archive. Enter hides it; then three of the words are asked for.",
                GoOn = "Hide it",
            });
            IReadOnlyList<int> places = [.. Enumerable.Range(0, words.Count).OrderBy(_ => RandomNumberGenerator.GetInt32(int.MaxValue)).Take(WordField.Asked).Order()];
            var form = new Form([.. places.Select(place => WordField.Of(place, words[place]))]);
            var screen = new Screen("From the witness's sheet", new TextBlock("The fingerprint is hidden now. A witness reads these three words from their own sheet.\n\nIf a word is missing on the sheet, type - in its place, and the fingerprint is shown again."))
            {
                Help = "You are the witness: find the words of these numbers on your sheet and read them to the operator. Upper and lower case do not matter. If a word is not as it was shown, the fingerprint is shown once more, and three other words are asked for.",
            };
            Core.Desk.Answers typed = (await run.Talk.Ask(Step, screen, new FormPrompt(form, wrong))).Answers;
            int[] other = [.. places.Where(place => !WordField.IsTyped(typed, place, words[place]))];
            if (other.Length == 0)
            {
                await DemandWitness(outcome);
                run.Recorder.Append(new Compared("archive", fingerprint), null, run.Recorder.Comparer);
                return;
            }

            wrong = $"{string.Join(", ", other.Select(place => $"Word {place + 1}"))} on the sheet does not match the words below. Correct the sheet; then three other words are asked for.";
        }
    }
}
