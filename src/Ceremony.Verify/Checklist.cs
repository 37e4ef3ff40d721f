namespace Ceremony.Verify;

/// <summary>Every check there is, by name; docs/verify.md explains each.</summary>
internal static class Checklist
{
    /// <summary>The name of the check whose failing alone does not make an archive invalid where nothing from outside was given.</summary>
    public const string ConsoleKeys = "console-keys";

    /// <summary>The name of the line that says that nothing from outside was given.</summary>
    public const string Outside = "outside";

    /// <summary>Checks of the journal, whether or not there is an archive.</summary>
    public static readonly IReadOnlyList<Check> OfJournal =
    [
        Always("journal", "Every line of the journal is canonical, numbered, and carries the hash of the one before.", JournalChecks.Chain),
        new("fields", "Every line is of a known kind, and has the fields of its kind and no others.", JournalChecks.Fields),
        new("quorum", "As many officers have to confirm as the script says.", QuorumCheck.Problems) { Words = QuorumCheck.Words },
        new("program", "One build of the program and one script held the ceremony, or another build was allowed before it went on.", ProgramCheck.Problems),
        new("time", "Within each start of the machine its time only goes forward.", JournalChecks.Time),
        new("ending", "There is no more than one seal, and nothing was done after it.", JournalChecks.Ending),
        new("steps", "The steps come in their order, and each was begun before anything happened in it.", StepsCheck.Problems),
        new("requests", "What was shown, asked, looked at and done is what the steps asked for.", JournalChecks.Requests),
        new("proposals", "What was laid before officers or operator are known actions, before those who must agree.", ProposalsCheck.Problems),
        new("confirmations", "Every confirmation is signed over its proposal, in time, by an officer in force who was in the room.", ConfirmationsCheck.Problems),
        new("approvals", "Every approval by officers has behind it enough of them: different officers, people and keys.", ApprovalsCheck.Problems),
        new("actions", "Everything that was done was approved before, and done once.", ActionsCheck.Problems),
        new("facts", "What each step says to hold rests on what was done or seen in it.", FactsCheck.Problems),
        new("ends", "What had ended was used no more: revoked CAs, destroyed keys, replaced officers.", EndsCheck.Problems),
        new("secrets", "No PIN stands in what was looked at, shown and edited of configurations.", SecretsCheck.Problems),
        new("certificates", "Every certificate verifies under its issuer and holds the key that the registry tells of.", CertificatesCheck.Problems),
        new("certificate-artifacts", "Every certificate, request and CRL of the registry is what its artifact holds.", ArtifactsCheck.Certificates),
        new("roster", "Those who have to sign are different officers in force, and as many as must agree.", RosterCheck.Problems),
        new(ConsoleKeys, "No officer's key was made at the ceremony's console, or that was allowed.", OutsideChecks.ConsoleKeys),
    ];

    /// <summary>Checks of an archive's files.</summary>
    public static readonly IReadOnlyList<Check> OfArchive =
    [
        Always("files", "Exactly the files that SHA256SUMS lists are there.", FilesChecks.Files),
        Always("sums", "SHA256SUMS has its one form.", FilesChecks.Sums),
        Always("hashes", "Every file has the hash that SHA256SUMS gives.", FilesChecks.Hashes),
        new("header", "SHA256SUMS says the same of the ceremony as the transcript.", FilesChecks.Header),
        new("script", "The script is the one that the transcript names.", FilesChecks.Script),
        new("artifacts", "The artifacts are those that the transcript kept.", ArtifactsCheck.Files),
        new("signatures", "Those who had to sign SHA256SUMS did, and nobody else, each with a key of their own.", SignaturesCheck.Problems)
        {
            Words = SignaturesCheck.Words,
            WhereNewer = new("signatures", "Every signature is one over SHA256SUMS, each with a key of its own; who had to sign depends on the edition.", SignaturesCheck.WhoeverSigned),
        },
        new("officers.pem", "officers.pem holds those who confirmed or signed and those above them, nothing else.", OfficersPemCheck.Problems),
    ];

    /// <summary>Where a ceremony's folder was given: what lies there beside journal and archive.</summary>
    public static readonly Check Folder = new("folder", "In the ceremony's folder, script and artifacts are those that the journal tells of.", FolderCheck.Problems) { Words = FolderCheck.Words };

    /// <summary>Where the journal goes on after the seal.</summary>
    public static readonly Check Continuation = new("continuation", "What follows the seal in the journal fits it.", AfterSeal.Problems) { Words = AfterSeal.Words };

    /// <summary>Where a fingerprint was given.</summary>
    public static readonly Check Fingerprint = Always("fingerprint", "The fingerprint given is the archive's.", OutsideChecks.Fingerprint);

    /// <summary>Where certificates were given as trusted.</summary>
    public static readonly Check Trust = new("trust", "Everyone who signed stands under a certificate that was given as trusted.", OutsideChecks.Trust);

    /// <summary>Where neither was given.</summary>
    public static readonly CheckResult NothingFromOutside = new(
        Outside,
        false,
        "Neither a fingerprint nor a trusted certificate was given: a forger could have made all of this.");

    // Not of the rules of an edition, but of what all have in common.
    private static Check Always(string name, string holds, Func<Evidence, IEnumerable<string>> problems) =>
        new(name, holds, problems) { WhereNewer = new(name, holds, problems) };
}
