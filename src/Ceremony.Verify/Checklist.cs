namespace Ceremony.Verify;

/// <summary>Every check there is, by name; docs/verify.md explains each.</summary>
internal static class Checklist
{
    /// <summary>The name of the check that, failing alone, does not make an archive invalid where nothing from outside was given.</summary>
    public const string ConsoleKeys = "console-keys";

    /// <summary>The name of the line that says that nothing from outside was given.</summary>
    public const string Outside = "outside";

    /// <summary>Checks of the journal, whether or not there is an archive.</summary>
    public static readonly IReadOnlyList<Check> OfJournal =
    [
        Always("journal", "Every line of the journal is canonical, numbered, and carries the hash of the one before.", JournalChecks.Chain),
        new("fields", "Every line is of a known kind, and has the fields of its kind and no others.", JournalChecks.Fields),
        new("quorum", "The number of officers who have to confirm is the one in the script.", QuorumCheck.Problems) { Words = QuorumCheck.Words },
        new("program", "The ceremony was held with one build of the program and the same PKCS#11 modules; any other was allowed before it went on.", ProgramCheck.Problems) { MayBeAccepted = true },
        new("one-script", "The whole ceremony was held with one script.", ProgramCheck.OtherScripts),
        new("time", "Between two starts of the machine, its time only goes forward.", JournalChecks.Time) { MayBeAccepted = true },
        new("ending", "There is no more than one seal, and nothing was done after it.", JournalChecks.Ending),
        new("sheet", "Before each time that the ceremony went on, a witness had named a line of this journal from paper, or said that there was none.", SheetCheck.Problems),
        new("leaves", "What officers signed when the program was left is this journal, and where the script asks for it they signed each time.", LeavesCheck.Problems),
        new("outline", "Ceremony, parameters, tokens and steps are those of script.yaml.", OutlineCheck.Problems) { Words = OutlineCheck.Words },
        new("by", "Each line says who acted where somebody did: the operator of that moment, a witness, or the person whom it names.", ByCheck.Problems),
        new("people", "Whoever had to act was in the room, from the gathering of the people to the end.", PeopleCheck.Problems) { Words = PeopleCheck.Words },
        new("steps", "The steps come in their order, and each was begun before anything happened in it.", StepsCheck.Problems) { Words = AirGap.Words },
        new("requests", "What was shown, asked, looked at and done is what the steps asked for.", JournalChecks.Requests),
        new("answers", "Every question was answered as it could be, and what rests on answers is what they say.", AnswersCheck.Problems) { Words = CorrectionsCheck.Words },
        new("proposals", "Everything that was proposed is a known action, and was put to those who must agree to it.", ProposalsCheck.Problems),
        new("confirmations", "Every confirmation is signed over its proposal, in time, by an officer in force who was in the room.", ConfirmationsCheck.Problems),
        new("approvals", "Behind every approval by officers are enough of them: different officers, people and keys.", ApprovalsCheck.Problems),
        new("actions", "Everything that was done was approved before, and done once.", ActionsCheck.Problems),
        new("names", "Each name stands for one thing, and what was done was done to the thing that the action names.", NamesCheck.Problems),
        new("tokens", "Each token was there when it was used, and what is on it is what was made and not destroyed; an inventory stands at the beginning, after each return and at the end.", TokensCheck.Problems),
        new("new-keys", "Each key is new: its id was drawn, its token was looked at before, and it was shown as the token made it.", NewKeysCheck.Problems),
        new("key-fates", "An abort names every key that was made or destroyed, and what became of it.", KeyFatesCheck.Problems),
        new("facts", "Each fact that a step states rests on what was done or seen in that step.", FactsCheck.Problems),
        new("outputs", "What steps put out for later ones is what their facts say.", OutputsCheck.Problems),
        new("ends", "Nothing was used after its end: revoked CAs, destroyed keys, replaced officers.", EndsCheck.Problems),
        new("secrets", "No PIN can be found in what was read, shown or edited in configurations.", SecretsCheck.Problems) { MayBeAccepted = true, Words = OldPins.Words },
        new("certificates", "Every certificate verifies under its issuer and holds the key that is in the registry.", CertificatesCheck.Problems),
        new("certificate-artifacts", "Every certificate, request and CRL in the registry is the one in its artifact.", ArtifactsCheck.Certificates),
        new("roster", "Those who have to sign are different officers in force, and as many as must agree.", RosterCheck.Problems),
        new(ConsoleKeys, "No officer's key was made at the ceremony's console, or such keys were accepted.", Whole(OutsideChecks.ConsoleKeys)),
    ];

    /// <summary>Checks of an archive's files.</summary>
    public static readonly IReadOnlyList<Check> OfArchive =
    [
        AlwaysOfFiles("files", "The archive contains exactly the files that SHA256SUMS lists.", FilesChecks.Files),
        AlwaysOfFiles("sums", "SHA256SUMS has the only form that it may have.", FilesChecks.Sums),
        AlwaysOfFiles("hashes", "Every file has the hash that SHA256SUMS gives.", FilesChecks.Hashes),
        new("header", "SHA256SUMS says the same about the ceremony as the transcript.", Whole(FilesChecks.Header)),
        new("script", "The script is the one that the transcript names.", Whole(FilesChecks.Script)),
        new("artifacts", "The artifacts are those that the transcript records as kept.", ArtifactsCheck.Files),
        new("signatures", "Those who had to sign SHA256SUMS did, and nobody else did, each with a different key.", Whole(SignaturesCheck.Problems))
        {
            Words = SignaturesCheck.Words,
            WhereNewer = new("signatures", "Every signature is over SHA256SUMS, each with a different key; who had to sign depends on the edition.", Whole(SignaturesCheck.WhoeverSigned)),
        },
        new("officers.pem", "officers.pem holds those who confirmed or signed and those above them, nothing else.", Whole(OfficersPemCheck.Problems)),
    ];

    /// <summary>Where a ceremony's folder was given: what is there beside journal and archive.</summary>
    public static readonly Check Folder = new("folder", "In the ceremony's folder, script and artifacts are those that the journal records.", FolderCheck.Problems) { Words = FolderCheck.Words };

    /// <summary>Where the journal continues after the seal.</summary>
    public static readonly Check Continuation = new("continuation", "What follows the seal in the journal agrees with it.", AfterSeal.Problems) { Words = AfterSeal.Words };

    /// <summary>Where a fingerprint was given.</summary>
    public static readonly Check Fingerprint = AlwaysOfFiles("fingerprint", "The given fingerprint is that of the archive.", OutsideChecks.Fingerprint);

    /// <summary>Where certificates were given as trusted.</summary>
    public static readonly Check Trust = new("trust", "Everyone who signed stands under a certificate that was given as trusted.", Whole(OutsideChecks.Trust));

    /// <summary>Where neither was given.</summary>
    public static readonly CheckResult NothingFromOutside = new(
        Outside,
        false,
        "Neither a fingerprint nor a trusted certificate was given: a forger could have made all of this.");

    // These depend on what all editions have in common, not on the rules of one.
    private static Check Always(string name, string holds, Func<Evidence, IEnumerable<LineWalk>> walks) =>
        new(name, holds, walks) { WhereNewer = new(name, holds, walks) };

    private static Check AlwaysOfFiles(string name, string holds, Func<Evidence, IEnumerable<string>> problems) => Always(name, holds, Whole(problems));

    // What is looked at as a whole, once all lines are there.
    private static Func<Evidence, IEnumerable<LineWalk>> Whole(Func<Evidence, IEnumerable<string>> problems) => evidence => Check.AtEnd(() => problems(evidence));
}
