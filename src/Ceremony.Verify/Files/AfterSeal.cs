using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// What follows the seal in the journal: only kinds from a closed list, which say about the archive what is true of it. Nothing else vouches
/// for these lines, since both the signatures and the fingerprint end with the seal.
/// </summary>
internal static class AfterSeal
{
    /// <summary>Whether the archive is there but no line says so: the program was stopped while it sealed, and a resume finishes it.</summary>
    public static bool IsInterrupted(Evidence evidence) => evidence.Archive is not null && evidence.JournalGoesOn && !evidence.Of("archived").Any();

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (evidence.Archive is not null && !BeginsWithTranscript(evidence))
        {
            return Check.AtBeginning(() => ["The journal of the folder, up to its seal, is not the archive's transcript."]);
        }

        var walk = new Walk(evidence);
        return Check.EachLine(line => line.Seq > evidence.Sealed?.Seq, line => walk.Problem(line) is { } problem ? [problem] : []).Concat(Check.AtEnd(walk.Untold));
    }

    /// <summary>What holds, and for which lines nothing vouches.</summary>
    public static string Words(Evidence evidence)
    {
        JournalLine[] lines = [.. Lines(evidence)];
        string archive = evidence switch
        {
            { Archive: null } => "What follows the seal in the journal agrees with it",
            _ when IsInterrupted(evidence) => "The journal begins with the transcript; no line says yet that the archive was made: its sealing was interrupted, and \"ceremony resume\" finishes it",
            _ => "The journal of the folder begins with the transcript and continues with this archive",
        };
        return lines.Length == 0 ? archive + "." : $"{archive}; what stands after line {lines[0].Seq - 1} is covered by neither signatures nor fingerprint.";
    }

    private static IEnumerable<JournalLine> Lines(Evidence evidence) => evidence.Lines.Where(line => line.Seq > evidence.Sealed?.Seq);

    private static bool BeginsWithTranscript(Evidence evidence)
    {
        int sealedLength = evidence.Lines.TakeWhile(line => line.Seq <= evidence.Sealed?.Seq).Sum(line => line.Bytes.Length + 1);
        return evidence.JournalBytes.AsSpan(0, sealedLength).SequenceEqual(evidence.Archive!.Bytes(ArchiveFolder.Transcript) ?? []);
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly string? _here = evidence.Archive?.Files.GetValueOrDefault(ArchiveFolder.Sums)?.Sha256;
        private readonly HashSet<string> _signed = new(StringComparer.Ordinal);
        private readonly HashSet<string> _told = new(StringComparer.Ordinal);
        private readonly Lazy<IReadOnlyList<ArchiveSigner>> _roster = new(() => RosterCheck.Of(evidence));
        private readonly Lazy<HashSet<string>> _inArchive = new(() => [.. Signers(evidence).Select(signer => Convert.ToBase64String(signer.SignerInfo))]);
        private readonly Lazy<long> _lastExchange = new(() => LastExchange(evidence));
        private string? _archived;

        public string? Problem(JournalLine line) => line.Kind switch
        {
            _ when evidence.Rules.Lines.Find(line.Kind) is not { CanFollowSeal: true } => "a line of this kind cannot come after the seal",
            "signed" => Signed(line),
            "archived" => Archived(line.Json.Text("fingerprint")),
            "compared" => Compared(line),
            "proposed" when !CallsCheck.AllowsException(line) => "nothing but an exception can be put to the officers after the seal",
            _ => null,
        };

        /// <summary>Signatures in the archive that no line mentions.</summary>
        public IEnumerable<string> Untold() => Signers(evidence)
            .Where(signer => !_told.Contains(Convert.ToBase64String(signer.SignerInfo)))
            .Select(signer => $"SHA256SUMS.p7s holds a signature of {(signer.Certificate is null ? "somebody" : CertificateView.Read(signer.Certificate).Subject)}, but no line of the journal mentions it.");

        private string? Signed(JournalLine line)
        {
            var signer = ArchiveSigner.Of(evidence, line.Json);
            string sums = line.Json.Text("sha256sums");
            byte[] info = line.Json.Bytes("signer-info");
            _told.Add(line.Json.Text("signer-info"));
            return line switch
            {
                _ when _archived is not null => "nobody can sign an archive that is already complete",
                _ when !_roster.Value.Any(each => each.Officer == signer.Officer && each.Person == signer.Person && each.Certificate.Sha256 == signer.Certificate.Sha256) =>
                    $"{signer.Officer}, {signer.Person}, is not in the roster with that certificate",
                _ when !_signed.Add($"{sums} {signer.Certificate.Sha256}") => $"{signer.Officer} had already signed",
                _ when !Holds(info, signer.Certificate.Der, sums) => $"what it holds is not a signature by {signer.Officer}",
                _ when _here is not null && sums != _here => IsSuperseded(line) ? null : "it is about another archive than this one",
                _ when _here is not null && !_inArchive.Value.Contains(Convert.ToBase64String(info)) => $"the signature of {signer.Officer} is not in SHA256SUMS.p7s",
                _ => null,
            };
        }

        private string? Archived(string fingerprint)
        {
            string? problem = _archived is not null ? "the archive had already been made"
                : _here is not null && fingerprint != _here ? "it is about another archive than this one" : null;
            _archived ??= fingerprint;
            return problem;
        }

        private string? Compared(JournalLine line) => line switch
        {
            _ when line.Json.Text("of") != "archive" => "nothing but the archive can be compared after the seal",
            _ when _archived is null => "there was no archive yet to compare",
            _ when line.Json.Text("sha256") != _archived => "what was compared is not the fingerprint of the archive",
            _ => null,
        };

        private static bool Holds(byte[] info, byte[] certificate, string sums) =>
            sums.Length == 64 && sums.All(char.IsAsciiHexDigitLower) && CmsSigner.Read(info, [certificate]).SignatureHolds(Convert.FromHexString(sums));

        private static IReadOnlyList<CmsSigner> Signers(Evidence evidence) => evidence.Archive?.Bytes(ArchiveFolder.Signatures) is { } p7s ? CmsView.Read(p7s).Signers : [];

        // Another build of the program can make another archive of the same transcript; signatures for the earlier one are then of no use.
        private bool IsSuperseded(JournalLine line) => _lastExchange.Value > line.Seq;

        // The last line by which another build went on; 0 where none did.
        private static long LastExchange(Evidence evidence)
        {
            JournalLine[] builds = [.. evidence.Of("opened", "resumed")];
            return builds.Zip(builds.Skip(1)).LastOrDefault(pair => pair.First.Json.Text("program-sha256") != pair.Second.Json.Text("program-sha256")).Second?.Seq ?? 0;
        }
    }
}
