using System.Collections;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>The bytes of a journal's lines and of those that are to follow; nothing is copied.</summary>
/// <param name="written">The lines.</param>
/// <param name="drafted">Those that are to follow.</param>
internal sealed class LineBytes(IReadOnlyList<JournalLine> written, IReadOnlyList<JournalLine> drafted) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public int Count => written.Count + drafted.Count;

    public ReadOnlyMemory<byte> this[int index] => (index < written.Count ? written[index] : drafted[index - written.Count]).Bytes;

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => written.Concat(drafted).Select(line => line.Bytes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
