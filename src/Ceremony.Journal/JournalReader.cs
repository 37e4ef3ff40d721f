using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// Reads a journal strictly: one canonical JSON object a line, a line feed after each, numbered from 1, each with the hash of the one before, of a known
/// kind. Only what comes after the very last line feed may be torn; anything else that is wrong is a problem.
/// </summary>
public static class JournalReader
{
    /// <summary>The format that the first line must name.</summary>
    public const string Format = "ceremony-journal/1";

    /// <summary>The longest line, in bytes; a file of 1 MiB that was looked at takes less than a quarter of it.</summary>
    public const int LongestLine = 8 << 20;

    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads the bytes of a whole journal. Never throws for what the bytes say.</summary>
    /// <param name="bytes">The journal.</param>
    /// <param name="anyKind">Whether lines of any kind are read: for whoever knows by themselves which kinds an edition has.</param>
    /// <param name="each">Is given each line as it is read, while what it says is at hand.</param>
    public static JournalFile Read(byte[] bytes, bool anyKind = false, Action<JournalLine>? each = null)
    {
        var lines = new List<JournalLine>();
        JournalProblem? unreadable = null;
        int start = 0;
        for (int end; (end = Array.IndexOf(bytes, LineFeed, start)) >= 0; start = end + 1)
        {
            string? trouble = Next(lines.Count > 0 ? lines[^1] : null, bytes.AsMemory(start, end - start), out JournalLine? line, anyKind);
            if (line is null)
            {
                return new JournalFile(lines, [], new JournalProblem(lines.Count + 1, $"line {lines.Count + 1} of the journal: {trouble}.")) { Unreadable = unreadable };
            }

            lines.Add(line);
            unreadable ??= anyKind ? null : Unreadable(line);
            each?.Invoke(line);
        }

        return new JournalFile(lines, bytes[start..], null) { Bytes = bytes, Unreadable = unreadable };
    }

    /// <summary>Reads further lines, without their line feeds; lines of any kind are read. Never throws for what the bytes say.</summary>
    /// <param name="before">The line before the first of them; null where there is none.</param>
    /// <param name="more">Their bytes.</param>
    public static JournalFile ReadOn(JournalLine? before, IEnumerable<ReadOnlyMemory<byte>> more)
    {
        var lines = new List<JournalLine>();
        foreach (ReadOnlyMemory<byte> bytes in more)
        {
            string? trouble = Next(before, bytes, out JournalLine? line, anyKind: true);
            if (line is null)
            {
                long at = (before?.Seq ?? 0) + 1;
                return new JournalFile(lines, [], new JournalProblem(at, $"line {at} of the journal: {trouble}."));
            }

            lines.Add(before = line);
        }

        return new JournalFile(lines, [], null);
    }

    /// <summary>
    /// Reads one line, without its line feed, that must follow another. Returns what is wrong with it, such as "it names no boot", or null;
    /// <paramref name="line"/> is set only then.
    /// </summary>
    internal static string? Next(JournalLine? before, ReadOnlyMemory<byte> bytes, out JournalLine? line, bool anyKind = false)
    {
        line = null;
        if (bytes.Length > LongestLine)
        {
            return "it is longer than 8 MiB";
        }

        try
        {
            var read = new JournalLine(CanonicalJson.ParseCanonical(bytes.Span).AsMap(), bytes, before);
            string? trouble = Check(read, before, anyKind);
            line = trouble is null ? read : null;
            return trouble;
        }
        catch (JsonFormatException wrong)
        {
            return wrong.Message;
        }
    }

    // What is wrong with the fields of a line, or null.
    private static JournalProblem? Unreadable(JournalLine line)
    {
        try
        {
            _ = line.Entry;
            return null;
        }
        catch (JsonFormatException wrong)
        {
            return new JournalProblem(line.Seq, $"line {line.Seq} of the journal: {wrong.Message}.");
        }
    }

    private static string? Check(JournalLine line, JournalLine? before, bool anyKind)
    {
        long expected = (before?.Seq ?? 0) + 1;
        return line switch
        {
            _ when line.Seq != expected => $"its number is {line.Seq} where {expected} was expected",
            _ when line.Prev != (before?.Hash ?? JournalLine.NoHash) => "it does not carry the hash of the line before it",
            _ when !line.HasTime => "its time is not of the form 2026-03-01T14:02:11.123Z",
            _ when line.Mono < 0 => "its monotonic time is negative",
            _ when line.Boot.Length == 0 => "it names no boot",
            _ when !anyKind && !JournalKinds.IsKnown(line.Kind) => $"its kind \"{Core.Screens.Hostile.Escape(line.Kind)}\" is not known",
            _ when before is null => CheckFirst(line),
            _ when line.Kind == Opened.EntryKind => "a journal is opened only once",
            _ => CheckCall(line),
        };
    }

    private static string? CheckFirst(JournalLine line) => line switch
    {
        _ when line.Kind != Opened.EntryKind => $"a journal begins with the kind \"{Opened.EntryKind}\", not \"{line.Kind}\"",
        _ when line.Json.Text("format") != Format => $"the format is not {Format}",
        _ => null,
    };

    // A line that answers a step carries the three together, or it cannot be given to the step again.
    private static string? CheckCall(JournalLine line) => line switch
    {
        { Call: < 1 } or { Attempt: < 1 } => "calls and attempts are counted from 1",
        { Call: not null, Step: null } => "it answers a call, but names no step",
        { Call: not null, Attempt: null } or { Call: not null, Asks: null } => "it answers a call, but does not say which attempt or what was asked",
        { Call: null, Asks: not null } => "it says what was asked, but not by which call",
        _ => null,
    };
}
