using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Everything that the checks look at: the files as they were read, the journal's lines, and what follows from them.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<long, JournalLine> _bySeq;
    private readonly List<CeremonyFact> _facts = [];
    private List<(long Seq, int Facts)>? _folded;

    public Evidence(ArchiveFolder? archive, CeremonyFolder? folder, JournalFile journal, byte[] journalBytes, bool journalGoesOn, VerifyOptions options)
    {
        Archive = archive;
        Folder = folder;
        Journal = journal;
        JournalBytes = journalBytes;
        JournalGoesOn = journalGoesOn;
        Options = options;
        _bySeq = journal.Lines.ToDictionary(line => line.Seq);
        if (archive?.Bytes(ArchiveFolder.Sums) is { } sums)
        {
            Sums = SumsFile.Read(sums, out string? problem);
            SumsProblem = problem;
        }
        else
        {
            SumsProblem = "SHA256SUMS is missing.";
        }
    }

    /// <summary>The archive's files; null where there is only a journal.</summary>
    public ArchiveFolder? Archive { get; }

    /// <summary>What else is in the ceremony's folder; null where only an archive or a journal was given.</summary>
    public CeremonyFolder? Folder { get; }

    /// <summary>The journal of the ceremony's folder, or else the archive's transcript.</summary>
    public JournalFile Journal { get; }

    /// <summary>The same as bytes.</summary>
    public byte[] JournalBytes { get; }

    /// <summary>Whether the journal is the folder's own, which may continue after the archive's transcript.</summary>
    public bool JournalGoesOn { get; }

    public VerifyOptions Options { get; }

    /// <summary>What SHA256SUMS says; null where it cannot be read.</summary>
    public SumsFile? Sums { get; }

    /// <summary>Why SHA256SUMS cannot be read; one sentence.</summary>
    public string? SumsProblem { get; }

    public IReadOnlyList<JournalLine> Lines => Journal.Lines;

    /// <summary>The script's bytes; null where there is none.</summary>
    public byte[]? Script => Archive is null ? Folder?.Script?.Bytes : Archive.Bytes(ArchiveFolder.Script);

    /// <summary>The first line. Throws <see cref="JsonFormatException"/> where there is none.</summary>
    public JournalLine Opened => Lines is [{ Kind: "opened" } first, ..] ? first : throw new JsonFormatException("the journal has no opening line");

    /// <summary>The edition that the first line names, 1 where it names none; null where that cannot be read.</summary>
    public long? Edition => Lines is not [{ Kind: "opened" } first, ..] ? null : first.Json.Find("edition") switch
    {
        null => KnownEditions.First.Edition,
        JsonNumber { Value: > 0 } number => number.Value,
        _ => null,
    };

    /// <summary>Whether a newer program made it, whose rules this one does not know.</summary>
    public bool IsNewer => Edition is { } edition && KnownEditions.Find(edition) is null;

    /// <summary>
    /// The rules that it is judged by: those of the first edition where the edition cannot be read, since a field that names none does not belong there. Throws
    /// <see cref="JsonFormatException"/> where they are not known.
    /// </summary>
    public Rules Rules => KnownEditions.Find(Edition ?? KnownEditions.First.Edition) ?? throw new JsonFormatException($"edition {Edition} is not known");

    /// <summary>The line that seals the journal; null where there is none.</summary>
    public JournalLine? Sealed => Lines.FirstOrDefault(line => line.Kind == "sealed");

    /// <summary>Whether the seal says that the ceremony was completed.</summary>
    public bool IsCompleted => Sealed?.Json.Find("outcome") is JsonText { Value: "completed" };

    /// <summary>How many officers must confirm.</summary>
    public int Quorum => checked((int)Math.Clamp(Opened.Json["confirm"].AsMap().Number("officers"), 0, int.MaxValue));

    public IEnumerable<JournalLine> Of(params string[] kinds) => Lines.Where(line => kinds.Contains(line.Kind));

    /// <summary>The line of that number and kind, if it comes before another.</summary>
    public JournalLine? Earlier(long seq, string kind, JournalLine before) =>
        seq < before.Seq && _bySeq.TryGetValue(seq, out JournalLine? line) && line.Kind == kind ? line : null;

    /// <summary>The line of that number.</summary>
    public JournalLine At(long seq) => _bySeq[seq];

    /// <summary>The registry just before a line.</summary>
    public Registry RegistryBefore(JournalLine line) => RegistryBefore(line.Seq);

    /// <summary>The registry after a line, with the line's own facts.</summary>
    public Registry RegistryAfter(JournalLine line) => RegistryBefore(line.Seq + 1);

    /// <summary>The registry after all lines.</summary>
    public Registry Registry => RegistryBefore(long.MaxValue);

    /// <summary>Whose confirmation counted just before a line.</summary>
    public IReadOnlyList<Confirmer> ConfirmersBefore(JournalLine line) => RegistryBefore(line).Confirmers(Quorum);

    /// <summary>
    /// Whose confirmation of a proposal counted just before a line: an officer whom it would replace is not asked, and the officer
    /// who takes over is asked instead.
    /// </summary>
    public IReadOnlyList<Confirmer> ConfirmersBefore(JournalLine line, JournalLine proposed) => RegistryBefore(line).With(Replacements(proposed)).Confirmers(Quorum);

    /// <summary>The facts of a line of kind <c>step-done</c>. Throws <see cref="JsonFormatException"/>.</summary>
    public static IReadOnlyList<CeremonyFact> Facts(JournalLine line) =>
        [.. line.Json["facts"].AsList().Select(fact => CeremonyFact.FromJson(fact.AsMap()))];

    /// <summary>The certificates of authorities that this ceremony knows: the boot kit's, those it made, and self-signed ones of officers.</summary>
    public static IReadOnlyList<byte[]> Authorities(Registry registry) => Authorities(registry, _ => true);

    /// <summary>The same without those that are revoked: no chain leads to them any more.</summary>
    public static IReadOnlyList<byte[]> AuthoritiesInForce(Registry registry) => Authorities(registry, ca => !registry.IsRevoked(ca));

    /// <summary>When a line was written.</summary>
    public static DateTimeOffset TimeOf(JournalLine line) => ParseTime(line.At);

    /// <summary>Reads a time of the journal's form. Throws <see cref="JsonFormatException"/>.</summary>
    public static DateTimeOffset ParseTime(string text) => JournalTime.IsWellFormed(text)
        ? JournalTime.Read(text)
        : throw new JsonFormatException($"\"{text}\" is not a time of the form 2026-03-01T14:02:11.123Z");

    /// <summary>A whole number as text.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<byte[]> Authorities(Registry registry, Func<string, bool> counts) =>
    [
        .. registry.All<BootKitOpened>().Where(fact => counts(fact.Ca)).Select(fact => fact.Certificate),
        .. registry.All<CaCreated>().Where(fact => counts(fact.Ca)).Select(fact => fact.Certificate),
        .. registry.All<OfficerRecognised>().Select(fact => fact.Certificate).Where(IsSelfIssued),
    ];

    private static IEnumerable<CeremonyFact> Replacements(JournalLine proposed) => proposed.Json["actions"].AsList().Select(action => action.AsMap())
        .Where(action => action.Text("do") == "enter-in-registry")
        .Select(action => CeremonyFact.FromJson(action["entry"].AsMap()))
        .OfType<OfficerReplaced>();

    private static bool IsSelfIssued(byte[] certificate) => CertificateView.Read(certificate).IsSelfIssued;

    // The registry changes only where a step is done. It is folded once, and every registry is the beginning of one list: a copy for each
    // step would take memory that grows with the square of a hostile journal.
    private Registry RegistryBefore(long seq)
    {
        _folded ??= Fold();
        int low = 0;
        int high = _folded.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _folded[middle].Seq < seq ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? Registry.Empty : new Registry(new FirstOf<CeremonyFact>(_facts, _folded[low - 1].Facts));
    }

    private List<(long Seq, int Facts)> Fold()
    {
        var folded = new List<(long Seq, int Facts)>();
        _facts.Clear();
        foreach (JournalLine line in Of("step-done"))
        {
            _facts.AddRange(Facts(line));
            folded.Add((line.Seq, _facts.Count));
        }

        return folded;
    }
}
