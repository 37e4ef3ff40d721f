using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// The one writer of a journal. A line is written and fsynced before <see cref="Append"/> returns, so nothing follows from a line that a power
/// cut could take back. Once a write or an fsync has failed, nobody knows what is in the file: no further line is accepted. For one thread at a time.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>The journal's name in the ceremony's folder.</summary>
    public const string FileName = "journal.jsonl";

    private readonly IAppendFile _file;
    private readonly IMachine _machine;
    private readonly JournalLines _lines;
    private JournalLine? _drafted;

    private JournalWriter(IAppendFile file, IMachine machine, IEnumerable<JournalLine> lines)
    {
        _file = file;
        _machine = machine;
        _lines = new JournalLines(lines);
    }

    /// <summary>All lines, oldest first.</summary>
    public JournalLines Lines => _lines;

    /// <summary>The latest line. Throws <see cref="InvalidOperationException"/> before the first.</summary>
    public JournalLine Last => _lines.Count > 0 ? _lines[^1] : throw new InvalidOperationException("The journal has no lines yet.");

    /// <summary>Whether a write failed; the program is to be left and the ceremony resumed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Begins a journal in a folder that exists; it stays locked against a second writer from then on. A journal that ends within its first write
    /// records nothing that was done, and is begun again. Throws <see cref="DeviceFault"/>, and <see cref="JournalBrokenException"/> where a
    /// ceremony was begun there already.
    /// </summary>
    public static JournalWriter Create(IDurableFiles files, IMachine machine, string dir)
    {
        IAppendFile file = files.OpenAppend(Path.Combine(dir, FileName));
        try
        {
            if (HasBegun(JournalReader.Read(file.Content)))
            {
                throw new JournalBrokenException($"{Path.Combine(dir, FileName)} already exists: resume that ceremony, or choose another folder.");
            }

            if (file.Content.Length > 0)
            {
                file.Truncate(0);
            }

            return new JournalWriter(file, machine, []);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a ceremony was begun: its parameters are known. A journal with a problem may hold a ceremony, and counts as begun.</summary>
    public static bool HasBegun(JournalFile journal) => journal.Problem is not null || journal.Lines.Any(line => line.Kind == Parameters.EntryKind);

    /// <summary>
    /// Opens a journal to continue it. The bytes of a torn last line are kept in a file of their own, cut off, and recorded by a
    /// <c>recovered</c> line. Throws <see cref="DeviceFault"/>, and <see cref="JournalBrokenException"/> where the journal
    /// has a problem or is of another edition.
    /// </summary>
    /// <param name="files">The files.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="dir">The ceremony's folder.</param>
    /// <param name="before">What was read of it before it was locked; where its bytes are the same still, they are not read a second time.</param>
    public static JournalWriter Open(IDurableFiles files, IMachine machine, string dir, JournalFile? before = null)
    {
        string path = Path.Combine(dir, FileName);
        IAppendFile file = files.OpenAppend(path);
        try
        {
            JournalFile read = before is not null && before.Bytes.AsSpan().SequenceEqual(file.Content) ? before : JournalReader.Read(file.Content);
            RefuseOtherEdition(read, dir);
            if (read.Problem is { } problem)
            {
                throw new JournalBrokenException($"{path} cannot be continued: {problem.Sentence}");
            }

            if (!HasBegun(read))
            {
                throw new JournalBrokenException($"{path} ends before the ceremony began: nothing was done, so begin it again with the same folder.");
            }

            if (read.Unreadable is { } unreadable)
            {
                throw new JournalBrokenException($"{path} cannot be continued: {unreadable.Sentence}");
            }

            var writer = new JournalWriter(file, machine, read.Lines);
            writer.Recover(files, dir, file.Content, read.TornTail, "torn");
            return writer;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a journal to abort its ceremony, whatever is in it: from the first line on that cannot be read, its bytes are kept in a file of their own, cut off, and recorded by a
    /// <c>recovered</c> line. Throws <see cref="DeviceFault"/>, and <see cref="JournalBrokenException"/> where the journal is of another edition, or does not even tell which ceremony
    /// was begun.
    /// </summary>
    /// <param name="files">The files.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="dir">The ceremony's folder.</param>
    /// <param name="unproven">A line that can be read but not be gone on from: it is cut off, and what comes after it; null where there is none.</param>
    public static JournalWriter OpenToAbort(IDurableFiles files, IMachine machine, string dir, JournalProblem? unproven = null)
    {
        IAppendFile file = files.OpenAppend(Path.Combine(dir, FileName));
        try
        {
            JournalFile read = JournalReader.Read(file.Content);
            RefuseOtherEdition(read, dir);
            JournalProblem? problem = new[] { unproven, read.Unreadable, read.Problem }.OfType<JournalProblem>().MinBy(each => each.Line);
            IReadOnlyList<JournalLine> lines = problem is null ? read.Lines : [.. read.Lines.TakeWhile(line => line.Seq < problem.Line)];
            if (!lines.Any(line => line.Kind == Parameters.EntryKind))
            {
                throw new JournalBrokenException($"{Path.Combine(dir, FileName)} does not tell which ceremony was begun, so there is nothing to seal: {problem?.Sentence ?? "it has no parameters."}");
            }

            byte[] rest = file.Content[lines.Sum(line => line.Bytes.Length + 1)..];
            var writer = new JournalWriter(file, machine, lines) { CutOff = problem is null ? null : new CutOff(problem, rest) };
            writer.Recover(files, dir, file.Content, rest, problem is null ? "torn" : Recovered.Unread);
            return writer;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What could not be read when the journal was opened to abort its ceremony; null where all of it could.</summary>
    public CutOff? CutOff { get; private init; }

    private static void RefuseOtherEdition(JournalFile read, string dir)
    {
        if (read.Lines is [var opened, ..] && JournalEdition.Refusal(opened, dir) is { } refusal)
        {
            throw new JournalBrokenException(refusal);
        }
    }

    /// <summary>
    /// Appends a line in one write and fsyncs it; one that was drafted last is written as it was drafted, since that one was judged. Throws <see cref="LineRefusedException"/>, and then nothing was written, and
    /// <see cref="DeviceFault"/>; after that, every further call throws <see cref="DeviceFault"/> with code <c>JournalBroken</c>.
    /// </summary>
    /// <param name="entry">What the line tells.</param>
    /// <param name="step">The step that it belongs to, or null.</param>
    /// <param name="by">Who acted, or null.</param>
    /// <param name="answers">The call of the step that it answers, or null.</param>
    public JournalLine Append(Entry entry, string? step, string? by, DeskCall? answers = null)
    {
        JournalLine line = Compose(_lines.LastOrDefault(), entry, step, by, answers);
        return Write([_drafted is { } drafted && IsSame(drafted, line) ? drafted : line])[0];
    }

    /// <summary>
    /// Appends the lines that a ceremony begins with, in one write and one fsync: a power cut leaves all of them or a journal that
    /// <see cref="Create"/> begins again. Throws as <see cref="Append"/> does.
    /// </summary>
    public void Begin(params IReadOnlyList<Entry> beginning)
    {
        var lines = new List<JournalLine>();
        foreach (Entry entry in beginning)
        {
            lines.Add(Compose(lines.LastOrDefault(), entry, null, null, null));
        }

        Write(lines);
    }

    /// <summary>The lines as they would be appended now, for whoever judges them first; nothing is written. Throws as <see cref="Append"/> does.</summary>
    public IReadOnlyList<JournalLine> Draft(params IReadOnlyList<DraftLine> drafts)
    {
        var lines = new List<JournalLine>();
        foreach (DraftLine draft in drafts)
        {
            lines.Add(Compose(lines.LastOrDefault() ?? _lines.LastOrDefault(), draft.Entry, draft.Step, null, draft.Answers));
        }

        _drafted = lines is [var only] ? only : null;
        return lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // But for the moment at which it was made.
    private static bool IsSame(JournalLine drafted, JournalLine line) =>
        (drafted.Prev, drafted.Boot) == (line.Prev, line.Boot) && drafted.Json.Without("at").Without("mono") == line.Json.Without("at").Without("mono");

    private IReadOnlyList<JournalLine> Write(IReadOnlyList<JournalLine> lines)
    {
        if (IsBroken)
        {
            throw new DeviceFault("JournalBroken", "An earlier write to the journal failed: leave the program, repair the disk, then resume.");
        }

        IsBroken = true;
        _file.Append(lines.ToFile());
        IsBroken = false;
        foreach (JournalLine line in lines)
        {
            _lines.Add(line);
        }

        return lines;
    }

    // A line that our own readers would refuse must not reach the disk: it is read back before it is written, to the last fact in it, and
    // must come to the same bytes again.
    private JournalLine Compose(JournalLine? before, Entry entry, string? step, string? by, DeskCall? answers)
    {
        try
        {
            byte[] bytes = Bytes((before?.Seq ?? 0) + 1, At(before, entry), _machine.BootId, _machine.MonotonicMilliseconds, by, before?.Hash ?? JournalLine.NoHash, step, answers, entry);
            string? trouble = JournalReader.Next(before, bytes, out JournalLine? line);
            return trouble is null && !bytes.AsSpan().SequenceEqual(BytesAgain(line!))
                ? throw new JsonFormatException("what is read back from it is not what was to be written")
                : line ?? throw new JsonFormatException(trouble!);
        }
        catch (JsonFormatException wrong)
        {
            throw new LineRefusedException($"A line of the kind {Hostile.Escape(entry.Kind)} cannot be written to the journal: {wrong.Message}.");
        }
    }

    // No line is earlier than the one before it, but for the one that tells that the clock runs behind: a clock may be put right by a moment, and what is found as the journal is
    // opened is recorded before anybody can be asked about the clock.
    private string At(JournalLine? before, Entry entry)
    {
        string now = JournalTime.Write(_machine.Now);
        return before is null || entry is ClockJumped || JournalTime.Read(now) >= before.Time ? now : before.At;
    }

    private static byte[] BytesAgain(JournalLine line) => Bytes(line.Seq, line.At, line.Boot, line.Mono, line.By, line.Prev, line.Step, line.Answers, line.Entry);

    private static byte[] Bytes(long seq, string at, string boot, long mono, string? by, string prev, string? step, DeskCall? answers, Entry entry)
    {
        var common = new JsonMap
        {
            { "seq", seq },
            { "at", at },
            { "boot", boot },
            { "mono", mono },
            { "by", by is null ? null : new JsonText(by) },
            { "prev", prev },
            { "kind", entry.Kind },
            { "step", step is null ? null : new JsonText(step) },
        };
        return CanonicalJson.Write(common.With(answers?.Fields() ?? []).With(entry.Fields()));
    }

    private void Recover(IDurableFiles files, string dir, byte[] content, byte[] torn, string called)
    {
        if (torn.Length == 0)
        {
            return;
        }

        // Kept before they are cut off: a crash between the two leaves them twice, never lost.
        string kept = Keep(files, dir, torn, called);
        _file.Truncate(content.Length - torn.Length);
        Append(new Recovered(torn.Length, Convert.ToHexStringLower(SHA256.HashData(torn)), kept), null, null);
    }

    private string Keep(IDurableFiles files, string dir, byte[] torn, string called)
    {
        string stem = string.Create(CultureInfo.InvariantCulture, $"{called}-{_lines.Count + 1}");
        for (int again = 1; ; again++)
        {
            string name = again == 1 ? $"{stem}.bin" : string.Create(CultureInfo.InvariantCulture, $"{stem}-{again}.bin");
            try
            {
                files.WriteNew(Path.Combine(dir, name), torn);
                return name;
            }
            catch (DeviceFault fault) when (fault.Code == "Exists" && again < 100)
            {
                // An earlier recovery was itself interrupted; its file stays as it is.
            }
        }
    }
}
