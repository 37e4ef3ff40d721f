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

    /// <summary>How many values all lines of a journal hold together. A day's ceremony has some ten thousand.</summary>
    public const int MostValues = 1_000_000;

    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads the bytes of a whole journal. Never throws for what the bytes say.</summary>
    /// <param name="bytes">The journal.</param>
    /// <param name="anyKind">Whether lines of any kind are read: for whoever knows by themselves which kinds an edition has.</param>
    public static JournalFile Read(byte[] bytes, bool anyKind = false)
    {
        var lines = new List<JournalLine>();
        int start = 0;
        int values = MostValues;
        for (int end; (end = Array.IndexOf(bytes, LineFeed, start)) >= 0; start = end + 1)
        {
            string? trouble = Next(lines.Count > 0 ? lines[^1] : null, bytes.AsMemory(start, end - start), ref values, out JournalLine? line, anyKind);
            if (line is null)
            {
                return new JournalFile(lines, [], new JournalProblem(lines.Count + 1, $"line {lines.Count + 1} of the journal: {trouble}."));
            }

            lines.Add(line);
        }

        return new JournalFile(lines, bytes[start..], null);
    }

    /// <summary>Reads further lines, without their line feeds; lines of any kind are read. Never throws for what the bytes say.</summary>
    /// <param name="before">The line before the first of them; null where there is none.</param>
    /// <param name="more">Their bytes.</param>
    public static JournalFile ReadOn(JournalLine? before, IEnumerable<ReadOnlyMemory<byte>> more)
    {
        var lines = new List<JournalLine>();
        foreach (ReadOnlyMemory<byte> bytes in more)
        {
            int values = CanonicalJson.MostValues;
            string? trouble = Next(before, bytes, ref values, out JournalLine? line, anyKind: true);
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
    internal static string? Next(JournalLine? before, byte[] bytes, out JournalLine? line)
    {
        int values = CanonicalJson.MostValues;
        return Next(before, bytes, ref values, out line, anyKind: false);
    }

    private static string? Next(JournalLine? before, ReadOnlyMemory<byte> bytes, ref int values, out JournalLine? line, bool anyKind)
    {
        line = null;
        if (bytes.Length > LongestLine)
        {
            return "it is longer than 8 MiB";
        }

        try
        {
            JsonMap json = Parse(bytes.Span, ref values).AsMap();
            JournalLine read = Fields(json, bytes);
            string? trouble = Check(read, before, anyKind);
            line = trouble is null ? read : null;
            return trouble;
        }
        catch (JsonFormatException wrong)
        {
            return wrong.Message;
        }
    }

    // Both limits hold: that of one line, and that of all of them together.
    private static JsonValue Parse(ReadOnlySpan<byte> line, ref int values)
    {
        int allowed = Math.Min(values, CanonicalJson.MostValues);
        int left = allowed;
        JsonValue value = CanonicalJson.ParseCanonical(line, ref left);
        values -= allowed - left;
        return value;
    }

    private static JournalLine Fields(JsonMap json, ReadOnlyMemory<byte> bytes)
    {
        var line = new JournalLine(
            json.Number("seq"),
            json.Text("at"),
            json.Text("boot"),
            json.Number("mono"),
            json.Find("by")?.AsText(),
            json.Text("prev"),
            json.Text("kind"),
            json.Find("step")?.AsText(),
            json,
            bytes);

        // Read here once, so that no fold meets a value of the wrong type.
        _ = (line.Call, line.Attempt, line.Asks);
        return line;
    }

    private static string? Check(JournalLine line, JournalLine? before, bool anyKind)
    {
        long expected = (before?.Seq ?? 0) + 1;
        return line switch
        {
            _ when line.Seq != expected => $"its number is {line.Seq} where {expected} was expected",
            _ when line.Prev != (before?.Hash ?? JournalLine.NoHash) => "it does not carry the hash of the line before it",
            _ when !JournalTime.IsWellFormed(line.At) => "its time is not of the form 2026-03-01T14:02:11.123Z",
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
