using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>A journal up to its <c>sealed</c> line, in the form that the archive is built from.</summary>
internal sealed class SealedTranscript
{
    /// <summary>Takes the lines. Throws <see cref="ArgumentException"/> where the last is not the one and only <c>sealed</c> line.</summary>
    public SealedTranscript(IReadOnlyList<JournalLine> lines)
    {
        if (lines.Count < 2 || lines[0].Kind != "opened" || lines[^1].Kind != "sealed" || lines.Count(line => line.Kind == "sealed") != 1)
        {
            throw new ArgumentException("An archive is built from the journal's lines up to its sealed line.", nameof(lines));
        }

        Lines = lines;
        Facts = [.. Of("step-done").SelectMany(line => line.Json["facts"].AsList().Select(fact => new DatedFact(CeremonyFact.FromJson(fact.AsMap()), line)))];
        Roster = [.. Sealed.Json["roster"].AsList().Select(each => RosterEntry.FromJson(each.AsMap()))];
    }

    /// <summary>All lines, the last being the <c>sealed</c> one.</summary>
    public IReadOnlyList<JournalLine> Lines { get; }

    /// <summary>The facts of all finished steps, oldest first.</summary>
    public IReadOnlyList<DatedFact> Facts { get; }

    /// <summary>Who signs the archive.</summary>
    public IReadOnlyList<RosterEntry> Roster { get; }

    /// <summary>The first line.</summary>
    public JournalLine Opened => Lines[0];

    /// <summary>The last line.</summary>
    public JournalLine Sealed => Lines[^1];

    /// <summary>Whether it was a rehearsal.</summary>
    public bool IsRehearsal => Opened.Json.Text("mode") != "production";

    /// <summary>The ceremony's title.</summary>
    public string Title => Opened.Json.Text("title");

    /// <summary><c>completed</c> or <c>aborted</c>.</summary>
    public string Outcome => Sealed.Json.Text("outcome");

    /// <summary>How many officers must sign.</summary>
    public long Quorum => Sealed.Json.Number("quorum");

    /// <summary>The lines of some kinds, oldest first.</summary>
    public IEnumerable<JournalLine> Of(params IEnumerable<string> kinds) => Lines.Where(line => kinds.Contains(line.Kind));

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

    /// <summary>The line of that number.</summary>
    public JournalLine Line(long seq) => Lines[(int)(seq - 1)];
}

/// <summary>A fact and the <c>step-done</c> line that records it.</summary>
internal sealed record DatedFact(CeremonyFact Fact, JournalLine Line);

/// <summary>Somebody who signs the archive.</summary>
internal sealed record RosterEntry(string Officer, string Person, string Origin, string SpkiSha256, byte[] Certificate)
{
    public static RosterEntry FromJson(JsonMap json) =>
        new(json.Text("officer"), json.Text("person"), json.Text("origin"), json.Text("spki-sha256"), json.Bytes("certificate"));
}
