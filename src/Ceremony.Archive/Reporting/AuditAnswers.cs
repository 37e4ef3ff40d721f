using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>
/// The points that the usual audit criteria ask of a key ceremony's record, each answered with the journal's lines, or with why the journal
/// cannot answer it. Where the journal cannot, the report says so: silence would look like a yes.
/// </summary>
internal static class AuditAnswers
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("An auditor's questions");
        text.Paragraph("Lines are those of transcript.jsonl, by their member seq.");
        int number = 0;
        foreach ((string question, string answer) in All(transcript))
        {
            text.Topic(string.Create(CultureInfo.InvariantCulture, $"{++number}. {question}"));
            text.Paragraph(answer, indent: 2);
        }
    }

    private static IEnumerable<(string Question, string Answer)> All(SealedTranscript t) =>
    [
        ("Which script was followed, and who approved the ceremony?",
            $"{t.Opening.Ceremony}, version {t.Opening.Version}; its hash is in line 1 and on the first page; the script itself is "
            + $"script.yaml. The people in the room compared it in {ReportWords.Numbers(StepsThat(t, "check-room"))}. This program does not know who approved "
            + "the ceremony: see the paper."),
        ("Which roles took part, and what did each do?",
            $"People and roles: {ReportWords.Numbers(t.Of<Entered>())}. The member \"by\" of a line names who acted in it. This program knows nothing of duties before and "
            + "after the ceremony."),
        ("Who was present, and how was identity checked?",
            $"Came: {ReportWords.Numbers(t.Of<Entered>())}; left: {ReportWords.Numbers(t.Of<Left>())}. Statements, including those on identity where the script asks for them: {ReportWords.Numbers(t.Of<StatementAttested>())}. "
            + "This program does not know anyone's trusted-role status."),
        ("Was each step under the control of several people?", ControlBySeveral(t)),
        ("Where and when was the ceremony held, and where does its time come from?",
            $"Begun {ReportWords.Time(t.FirstLine)} (line 1), sealed {ReportWords.Time(t.LastLine)} (line {t.LastLine.Seq}), on {t.Opening.Machine}. The time is that of the "
            + $"machine's clock, which the people compared in {ReportWords.Numbers(StepsThat(t, "check-room"))}{Again(t)}; jumps of the clock: {ReportWords.Numbers(t.Of<ClockJumped>())}. "
            + "Every step-started line has the network's state. This program does not know the place or its physical controls."),
        ("Was a qualified witness or auditor present, or is there a video?",
            $"Witnesses and auditors came in {ReportWords.Numbers(t.Of<Entered>(entered => entered.Person.Role is "witness" or "auditor"))}. This program knows nothing of a video."),
        ("Which security modules were used?",
            $"Make, model, serial number and firmware as the tokens report them: {ReportWords.Numbers(t.Of<Inventory>().Concat(t.Of<Looked>(looked => looked.IsAtToken())))}. "
            + "An inventory is taken without a login and lists public objects only; private keys were seen when they were made and, after an interruption, at the next login to their token. "
            + $"PKCS#11 does not report certification or approved mode: see the maker's certificate. Audit logs of their own, which this program does not read: {FactLines<AuditLogKept>(t)}."),
        ("Which software ran, and who verified it?",
            $"Version and hash of the program, the machine's system and the hashes of the PKCS#11 modules: line 1, and {ReportWords.Numbers(t.Of<Resumed>())} after restarts. "
            + $"They were compared with paper in {ReportWords.Numbers(StepsThat(t, "check-room"))}."),
        ("What is known of each key?",
            $"Purpose, algorithm, size, label, id, attributes and the public key: {FactLines<KeyGenerated>(t)}; secret keys: {FactLines<SecretKeyGenerated>(t)}; "
            + $"keys on cards: {FactLines<CardProduced>(t)}; keys in soft tokens: {FactLines<SoftTokenIssued>(t)}. The attributes were read back after the key "
            + $"was made; CKA_SENSITIVE, CKA_NEVER_EXTRACTABLE and CKA_LOCAL are what a token states about itself. Statements of tokens or their vendors about keys, and what of them was checked: {FactLines<KeyAttested>(t)}."),
        ("What is known of each certificate and revocation list?",
            $"Authorities: {FactLines<CaCreated>(t)}; requests: {FactLines<CertificateRequested>(t)}; certificates: {FactLines<CertificateIssued>(t)}; "
            + $"their profiles: {FactLines<CertificateProcedureCreated>(t)}. What linting refused is among the refusals. This program does not know the clauses of a "
            + $"practice statement. {Revocations(t)}"),
        ("Which backups and shares exist, and was a restore tested?", "Not applicable: this program made no backups or shares of keys."),
        ("Which materials, seals and bags were used?",
            $"Cards, by the numbers printed on them: {FactLines<CardProduced>(t)}. No card is ever accepted in place of another. Seals and bags, where the script asks "
            + $"for them: {ReportWords.Numbers(StepsThat(t, "record"))}. This program does not know where materials are kept afterwards."),
        ("What did not go as planned?",
            $"Exceptions: {ReportWords.Numbers(t.Of<ExceptionDecided>().Concat(Deviations.Allowed(t)))}; steps ended by an exception, and so not done: {ReportWords.Numbers(Deviations.Ended(t))}; refusals: {ReportWords.Numbers(t.Of<Refused>().Concat(t.Of<Expired>()))}; device faults: "
            + $"{ReportWords.Numbers(t.Of<Failed>())}; failed sign-ins: {ReportWords.Numbers(t.Of<SignInFailed>())}; interruptions: {ReportWords.Numbers(t.Of<Resumed>().Concat(t.Of<Recovered>()).Concat(t.Of<Aborted>()))}."),
        ("Does every entry have a date, a time, a person and a description?",
            "Yes: every line has at, kind and its fields, and by where somebody acted; each carries the hash of the line before it. Failed access, "
            + $"crashes and restarts are included: {ReportWords.Numbers(t.Of<SignInFailed>().Concat(t.Of<Resumed>()).Concat(t.Of<Recovered>()))}."),
        ("What was destroyed, and what proves it?",
            $"{Destroyed(t)} The fate of the keys of an aborted ceremony, including those on cards: {ReportWords.Numbers(t.Of<Aborted>())}."),
        ("Did the participants sign off that the script was followed?",
            $"Statements: {ReportWords.Numbers(t.Of<StatementAttested>())}. The officers of the roster sign this report with the whole archive. Anyone who disagrees says so on paper."),
        ("Who signs this report?",
            t.Roster.Count == 0
                ? "Nobody: the roster is empty, which only an aborted ceremony allows."
                : $"{string.Join(" and ", t.Roster.Select(entry => $"{entry.Officer} ({entry.Person})"))}, by SHA256SUMS.p7s. An independent person signs on paper."),
        ("How was the public key delivered and authenticated?",
            $"In the artifacts and the folder fingerprints of this archive. Compared with paper: {FactLines<FingerprintCompared>(t)}; the whole archive by the "
            + "ceremony fingerprint, which the witnesses took home on paper."),
        ("How long must this record be kept?", Retention(t)),
    ];

    // A report of a ceremony in which nobody compared it again reads as before there was such a line.
    private static string Again(SealedTranscript t) => t.Of<ClockCompared>().Any() ? $", and again in {ReportWords.Numbers(t.Of<ClockCompared>())}" : "";

    private static string ControlBySeveral(SealedTranscript t)
    {
        JournalLine[] proposed = [.. t.Of<Proposed>(proposed => proposed.Authority == Authority.Officers)];
        HashSet<long> approved = [.. t.Lines.Entries<Approved>().Select(entry => entry.Proposal)];
        return $"Proposals to the officers of what cannot be undone: {ReportWords.Numbers(proposed)}; approved: "
            + $"{ReportWords.Numbers(proposed.Where(line => approved.Contains(line.Seq)))}, each by {t.Quorum} officers with keys of their own: {ReportWords.Numbers(t.Of<Confirmed>())}. "
            + "Knowledge of PINs is split among their holders: each custodian or officer types their own, and none is recorded.";
    }

    private static string Revocations(SealedTranscript t) => t.All<CrlIssued>().Any()
        ? $"Revocation lists: {FactLines<CrlIssued>(t)}; authorities revoked: {FactLines<CaRevoked>(t)}."
        : "No revocation list was issued.";

    private static string Destroyed(SealedTranscript t)
    {
        string keys = t.All<KeyDestroyed>().Any()
            ? $"Keys: {FactLines<KeyDestroyed>(t)}, each in its token, the private half first; a fresh login to the token then saw no key with that CKA_ID."
            : "This program destroyed no key.";
        JournalLine[] files = [.. t.All<FileRemoved>().Where(each => each.Fact.Backup is null).Select(each => each.Line)];
        return files.Length == 0 ? keys : $"{keys} Files removed without a backup: {ReportWords.Numbers(files)}; deleting a file on flash memory does not erase it.";
    }

    private static string Retention(SealedTranscript t)
    {
        DateTime? last = null;
        foreach ((byte[] der, _, _, _) in t.Authorities)
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            DateTime end = certificate.NotAfter.ToUniversalTime();
            last = last is null || end > last ? end : last;
        }

        return last is { } ends
            ? $"At least two years past the later of the keys' destruction and {ReportWords.Date(ends)}, when the last certificate of an authority made or opened here expires."
            : "No authority was made or opened here. At least two years past the destruction of the keys.";
    }

    private static string FactLines<T>(SealedTranscript t)
        where T : CeremonyFact => ReportWords.Numbers(t.All<T>().Select(each => each.Line));

    private static IEnumerable<JournalLine> StepsThat(SealedTranscript t, string kind)
    {
        HashSet<string?> steps = [.. t.Telling<StepStarted>().Where(started => started.Entry.Do == kind).Select(started => started.Line.Step)];
        return Corrections.Standing(t.Lines).Where(line => steps.Contains(line.Step) && line.Entry is StepDone { Exception: null });
    }
}
