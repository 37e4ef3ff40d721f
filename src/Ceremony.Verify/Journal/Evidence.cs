using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Everything that the checks look at: the files as they were read, the journal's lines, and what follows from them.</summary>
internal sealed class Evidence
{
    private readonly List<JournalLine> _lines;
    private readonly Dictionary<string, List<JournalLine>> _byKind;
    private readonly PastJudged _past = new();
    private readonly Lazy<History> _history;
    private Dictionary<string, List<JournalLine>>? _passages;
    private Dictionary<string, string>? _kinds;
    private Dictionary<string, string>? _kept;
    private readonly Dictionary<string, JournalLine> _begun = new(StringComparer.Ordinal);
    private int _begunKnown;
    private Lazy<ScriptOutline?>? _outline;

    public Evidence(ArchiveFolder? archive, CeremonyFolder? folder, JournalFile journal, byte[] journalBytes, bool journalGoesOn, VerifyOptions options)
    {
        Archive = archive;
        Folder = folder;
        Journal = journal;
        JournalBytes = journalBytes;
        JournalGoesOn = journalGoesOn;
        Options = options;
        _lines = [.. journal.Lines];
        _byKind = _lines.GroupBy(line => line.Kind, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        _history = new Lazy<History>(() => new History(this), LazyThreadSafetyMode.PublicationOnly);
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

    /// <summary>The journal of the ceremony's folder, or else the archive's transcript, as it was read at the beginning.</summary>
    public JournalFile Journal { get; }

    /// <summary>The same as bytes.</summary>
    public byte[] JournalBytes { get; }

    /// <summary>Whether the journal is the folder's own, which may continue after the archive's transcript; false only where there is an archive.</summary>
    public bool JournalGoesOn { get; }

    public VerifyOptions Options { get; }

    /// <summary>What SHA256SUMS says; null where it cannot be read.</summary>
    public SumsFile? Sums { get; }

    /// <summary>Why SHA256SUMS cannot be read; one sentence.</summary>
    public string? SumsProblem { get; }

    public IReadOnlyList<JournalLine> Lines => _lines;

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
    public JournalLine? Sealed => Of("sealed").FirstOrDefault();

    /// <summary>Whether the seal says that the ceremony was completed.</summary>
    public bool IsCompleted => Sealed?.Json.Find("outcome") is JsonText { Value: "completed" };

    /// <summary>How many officers must confirm.</summary>
    public int Quorum => checked((int)Math.Clamp(Opened.Json["confirm"].AsMap().Number("officers"), 0, int.MaxValue));

    /// <summary>The lines of these kinds, in their order.</summary>
    public IEnumerable<JournalLine> Of(params string[] kinds) => kinds is [var one] ? _byKind.GetValueOrDefault(one, []) : Lines.Where(line => kinds.Contains(line.Kind));

    /// <summary>The lines of a kind between two others. They are found, not counted through: there may be many of both.</summary>
    public IEnumerable<JournalLine> Between(JournalLine after, JournalLine before, string kind)
    {
        List<JournalLine> lines = _byKind.GetValueOrDefault(kind, []);
        for (int at = FirstAfter(lines, after.Seq); at < lines.Count && lines[at].Seq < before.Seq; at++)
        {
            yield return lines[at];
        }
    }

    /// <summary>The exceptions that officers approved. Throws <see cref="JsonFormatException"/>.</summary>
    public AllowedExceptions Allowed => field ??= new AllowedExceptions(this);

    /// <summary>What of the record officers knowingly went on with. Throws <see cref="JsonFormatException"/>.</summary>
    public AcceptedFindings Accepted => field ??= new AcceptedFindings(this);

    /// <summary>What people call each token of the script, by its name. Throws <see cref="JsonFormatException"/>.</summary>
    public IReadOnlyDictionary<string, string> TokensCalled => field ??= Of("parameters").FirstOrDefault()?.Json["tokens"].AsList()
        .Select(token => token.AsMap())
        .ToDictionary(token => token.Text("token"), token => token.Text("called"), StringComparer.Ordinal) ?? [];

    /// <summary>The kind of the step that a line belongs to; null where none was begun. Throws <see cref="JsonFormatException"/>.</summary>
    public string? KindOf(JournalLine line)
    {
        if (_kinds is null)
        {
            var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JournalLine started in Of("step-started").Where(started => started.Step is not null))
            {
                kinds[started.Step!] = started.Json.Text("do");
            }

            _kinds = kinds;
        }

        return _kinds.GetValueOrDefault(line.Step ?? "");
    }

    /// <summary>The line that first began a step. Throws <see cref="KeyNotFoundException"/> where none did.</summary>
    public JournalLine FirstBegun(string step)
    {
        List<JournalLine> started = _byKind.GetValueOrDefault("step-started", []);
        for (; _begunKnown < started.Count; _begunKnown++)
        {
            _ = started[_begunKnown].Step is { } begun && _begun.TryAdd(begun, started[_begunKnown]);
        }

        return _begun[step];
    }

    /// <summary>Whether the last that the lines before another one tell of somebody is that they entered; in that role, where one is named.</summary>
    public bool IsInRoom(string person, JournalLine line, string? role = null)
    {
        _passages ??= Of("entered", "left").ToLookup(each => each.Json["person"].AsMap().Text("name"), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        List<JournalLine> passages = _passages.GetValueOrDefault(person, []);
        return FirstAfter(passages, line.Seq - 1) is var next and > 0 && passages[next - 1] is { Kind: "entered" } last
            && (role is null || last.Json["person"].AsMap().Text("role") == role);
    }

    /// <summary>What the script asks for with the recorded parameters; null where nothing can say so. Throws <see cref="JsonFormatException"/>.</summary>
    public ScriptOutline? Outline => (_outline ??= new Lazy<ScriptOutline?>(Bound)).Value;

    /// <summary>What certificates say, each read once.</summary>
    public CertificateBook Certificates { get; } = new();

    /// <summary>The hash of each artifact by its name; a later artifact replaces an earlier one with the same name. Throws <see cref="JsonFormatException"/>.</summary>
    public IReadOnlyDictionary<string, string> Kept => _kept ??= ArtifactsCheck.Kept(this);

    /// <summary>
    /// Adds a line that comes next. False where it changes what is to be said of lines before it: then nothing was added, and all has to be judged anew.
    /// </summary>
    public bool Extend(JournalLine line)
    {
        if (!_past.Stands(this, line))
        {
            return false;
        }

        if (line.Kind == "step-done" && _history.IsValueCreated)
        {
            _history.Value.Take(line);
        }

        _lines.Add(line);
        if (!_byKind.TryGetValue(line.Kind, out List<JournalLine>? ofKind))
        {
            _byKind.Add(line.Kind, ofKind = []);
        }

        ofKind.Add(line);
        switch (line.Kind)
        {
            case "step-started" when line.Step is { } step:
                _kinds?.Add(step, line.Json.Text("do"));
                break;
            case "entered" or "left":
                _passages = null;
                break;
            case "performed" when ArtifactsCheck.IsKept(line):
                _kept?.TryAdd(line.Json["action"].AsMap().Text("name"), line.Json["receipt"].AsMap().Text("sha256"));
                break;
        }

        return true;
    }

    /// <summary>The line of that number and kind, if it comes before another.</summary>
    public JournalLine? Earlier(long seq, string kind, JournalLine before) =>
        seq > 0 && seq < before.Seq && _lines[(int)seq - 1] is var line && line.Kind == kind ? line : null;

    /// <summary>The line of that number.</summary>
    public JournalLine At(long seq) => _lines[(int)seq - 1];

    /// <summary>The registry just before a line.</summary>
    public Registry RegistryBefore(JournalLine line) => _history.Value.RegistryBefore(line.Seq);

    /// <summary>The registry after a line, with the line's own facts.</summary>
    public Registry RegistryAfter(JournalLine line) => _history.Value.RegistryBefore(line.Seq + 1);

    /// <summary>The registry after all lines.</summary>
    public Registry Registry => _history.Value.RegistryBefore(long.MaxValue);

    /// <summary>Whose confirmation counted just before a line.</summary>
    public IReadOnlyList<Confirmer> ConfirmersBefore(JournalLine line) => _history.Value.Before(line.Seq).Confirmers;

    /// <summary>
    /// Whose confirmation of a proposal counted just before a line: an officer whom it would replace is not asked, and the officer
    /// who takes over is asked instead.
    /// </summary>
    public IReadOnlyList<Confirmer> ConfirmersBefore(JournalLine line, JournalLine proposed) => _history.Value.ConfirmersBefore(line.Seq, proposed);

    /// <summary>The authorities just before a line, without those that are revoked: no chain leads to them any more.</summary>
    public IReadOnlyList<CertificateView> AuthoritiesBefore(JournalLine line) => _history.Value.Before(line.Seq).AuthoritiesInForce;

    /// <summary>The same after a line, with the line's own facts.</summary>
    public IReadOnlyList<CertificateView> AuthoritiesAfter(JournalLine line) => _history.Value.Before(line.Seq + 1).AuthoritiesInForce;

    /// <summary>The same after all lines.</summary>
    public IReadOnlyList<CertificateView> AuthoritiesAtTheEnd => _history.Value.Before(long.MaxValue).AuthoritiesInForce;

    /// <summary>The authorities that this ceremony knows, revoked or not: the boot kit's, those it made, and self-signed ones of officers.</summary>
    public IReadOnlyList<CertificateView> Authorities => _history.Value.Before(long.MaxValue).Authorities;

    /// <summary>The facts of a line of kind <c>step-done</c>. Throws <see cref="JsonFormatException"/>.</summary>
    public static IReadOnlyList<CeremonyFact> Facts(JournalLine line) =>
        [.. line.Json["facts"].AsList().Select(fact => CeremonyFact.FromJson(fact.AsMap()))];

    /// <summary>Reads a time of the journal's form. Throws <see cref="JsonFormatException"/>.</summary>
    public static DateTimeOffset ParseTime(string text) => JournalTime.TryRead(text, out DateTimeOffset time)
        ? time
        : throw new JsonFormatException($"\"{text}\" is not a time of the form 2026-03-01T14:02:11.123Z");

    /// <summary>A whole number as text.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private ScriptOutline? Bound() => Script is { } script && Options.Binder is { } binder && Of("parameters").FirstOrDefault() is { } parameters
        ? binder.Bind(script, parameters.Json["values"].AsMap().ToDictionary(value => value.Key, value => value.Value.AsText(), StringComparer.Ordinal))
        : null;

    /// <summary>The place of the first line after a number, in a list that is in order.</summary>
    public static int FirstAfter(IReadOnlyList<JournalLine> lines, long seq)
    {
        int low = 0;
        int high = lines.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = lines[middle].Seq <= seq ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
