using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>A journal up to its <c>sealed</c> line, in the form that the archive is built from.</summary>
internal sealed class SealedTranscript
{
    /// <summary>Takes the lines. Throws <see cref="ArgumentException"/> where the last is not the one and only <c>sealed</c> line.</summary>
    public SealedTranscript(IReadOnlyList<JournalLine> lines)
    {
        if (lines.Count < 2 || lines[0].Entry is not Opened opening || lines[^1].Entry is not Sealed seal || lines.Take(lines.Count - 1).Any(line => line.Kind == seal.Kind))
        {
            throw new ArgumentException("An archive is built from the journal's lines up to its sealed line.", nameof(lines));
        }

        Lines = new JournalLines(lines);
        Opening = opening;
        Seal = seal;
        Facts = [.. Folds.Facts(Lines).Select(each => new DatedFact(each.Fact, each.Line))];
    }

    /// <summary>All lines, the last being the <c>sealed</c> one.</summary>
    public JournalLines Lines { get; }

    /// <summary>The facts of all finished steps, oldest first.</summary>
    public IReadOnlyList<DatedFact> Facts { get; }

    /// <summary>Who signs the archive.</summary>
    public IReadOnlyList<RosterEntry> Roster => Seal.Roster;

    /// <summary>The first line.</summary>
    public JournalLine FirstLine => Lines[0];

    /// <summary>What the first line tells.</summary>
    public Opened Opening { get; }

    /// <summary>The last line.</summary>
    public JournalLine LastLine => Lines[^1];

    /// <summary>What the last line tells.</summary>
    public Sealed Seal { get; }

    /// <summary>Whether it was a rehearsal.</summary>
    public bool IsRehearsal => Opening.IsRehearsal;

    /// <summary>The ceremony's title.</summary>
    public string Title => Opening.Title;

    /// <summary><c>completed</c> or <c>aborted</c>.</summary>
    public string Outcome => Seal.Outcome;

    /// <summary>How many officers must sign.</summary>
    public long Quorum => Seal.Quorum;

    /// <summary>The lines that tell such a thing, each with what it tells, oldest first.</summary>
    public IEnumerable<(JournalLine Line, T Entry)> Telling<T>()
        where T : Entry => Lines.Telling<T>();

    /// <summary>The lines that tell such a thing, oldest first.</summary>
    public IEnumerable<JournalLine> Of<T>()
        where T : Entry => Lines.LinesTelling<T>();

    /// <summary>Those of them that are meant.</summary>
    public IEnumerable<JournalLine> Of<T>(Func<T, bool> isMeant)
        where T : Entry => Telling<T>().Where(each => isMeant(each.Entry)).Select(each => each.Line);

    /// <summary>The facts of one kind, each with its line.</summary>
    public IEnumerable<(T Fact, JournalLine Line)> All<T>()
        where T : CeremonyFact => Facts.Where(each => each.Fact is T).Select(each => ((T)each.Fact, each.Line));

    /// <summary>The certificates of the Boot CA and of the CAs that were created: DER, the artifact, what people call it, and the line.</summary>
    public IEnumerable<(byte[] Certificate, string Artifact, string Name, JournalLine Line)> Authorities => Facts.Select(each => each.Fact switch
    {
        BootKitOpened boot => (boot.Certificate, boot.Artifact, boot.Ca, each.Line),
        CaCreated ca => (ca.Certificate, ca.Artifact, ca.Ca, each.Line),
        _ => default,
    }).Where(each => each.Certificate is not null);

    /// <summary>What the line of that number tells; null where no line has it, as in the record of an aborted ceremony, which need not be proven.</summary>
    public Entry? Told(long seq) => seq >= 1 && seq <= Lines.Count ? Lines[(int)(seq - 1)].Entry : null;
}

/// <summary>A fact and the <c>step-done</c> line that records it.</summary>
internal sealed record DatedFact(CeremonyFact Fact, JournalLine Line);
