using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// What was read from the lines that were looked at last, for all threads. As JSON a line takes ten times what its bytes take, and most lines are never looked at again; so it is kept of some dozens of lines, and of fewer
/// where they are long, however many a journal has.
/// </summary>
internal static class LatelyRead
{
    private const int MostLines = 64;

    // Of a text of this length, the JSON takes some ten mebibytes where it is as hostile as can be.
    private const long MostBytes = 512 << 10;

    private static readonly Lock Changing = new();
    private static readonly Queue<JournalLine> Kept = new();
    private static long _bytes;

    /// <summary>What a line says. Throws nothing: its bytes were read before.</summary>
    public static ReadLine Of(JournalLine line) => line.Read ?? Add(line, CanonicalJson.Parse(line.Bytes.Span).AsMap());

    /// <summary>Keeps what was read from a line, in place of what was read longest ago.</summary>
    public static ReadLine Add(JournalLine line, JsonMap json)
    {
        var read = new ReadLine(json);
        lock (Changing)
        {
            if (line.Read is { } there)
            {
                return there;
            }

            line.Read = read;
            Kept.Enqueue(line);
            _bytes += line.Bytes.Length;
            while (Kept.Count > 1 && (Kept.Count > MostLines || _bytes > MostBytes))
            {
                JournalLine former = Kept.Dequeue();
                former.Read = null;
                _bytes -= former.Bytes.Length;
            }
        }

        return read;
    }
}

/// <summary>What was read from a line.</summary>
/// <param name="json">The whole line.</param>
internal sealed class ReadLine(JsonMap json)
{
    private Entry? _entry;

    /// <summary>The whole line.</summary>
    public JsonMap Json => json;

    /// <summary>What the line tells. Throws <see cref="JsonFormatException"/> where its fields are not those of the kind.</summary>
    public Entry Entry(string kind) => _entry ??= JournalKinds.Read(kind, json);
}
