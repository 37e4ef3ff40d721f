using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>One line of the journal, as it was read or written. docs/format.md names every field.</summary>
/// <param name="Seq">1, 2, 3, …</param>
/// <param name="At">UTC to the millisecond, such as <c>2026-03-01T14:02:11.123Z</c>.</param>
/// <param name="Boot">The kernel's id of the boot.</param>
/// <param name="Mono">Milliseconds since the machine was started; comparable within one boot.</param>
/// <param name="By">Who acted, or null.</param>
/// <param name="Prev">SHA-256, lower-case hex, of the bytes of the line before; 64 zeros on the first.</param>
/// <param name="Kind">One of <see cref="JournalKinds"/>.</param>
/// <param name="Step">The step's id, or null where the line belongs to none.</param>
/// <param name="Json">The whole line.</param>
/// <param name="Bytes">The line's bytes, without the line feed.</param>
public sealed record JournalLine(long Seq, string At, string Boot, long Mono, string? By, string Prev, string Kind, string? Step, JsonMap Json, ReadOnlyMemory<byte> Bytes)
{
    private Entry? _entry;

    /// <summary>The value of <c>prev</c> in the first line.</summary>
    public static string NoHash { get; } = new('0', 64);

    /// <summary>SHA-256 of <see cref="Bytes"/> in lower-case hex: what the next line carries as <c>prev</c>.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>
    /// What the line tells. Throws <see cref="JsonFormatException"/> where its fields are not those of its kind: only <see cref="JournalWriter"/>
    /// has made sure that they are.
    /// </summary>
    public Entry Entry => _entry ??= JournalKinds.Read(Kind, Json);

    /// <summary>Which call of its step the line belongs to, from 1; null where it is the room's.</summary>
    public long? Call => Json.Find("call")?.AsNumber();

    /// <summary>Which attempt of its step the line belongs to, from 1; null where it belongs to none.</summary>
    public long? Attempt => Json.Find("attempt")?.AsNumber();

    /// <summary>SHA-256, lower-case hex, of the canonical request that the line answers; null where it answers none.</summary>
    public string? Asks => Json.Find("asks")?.AsText();

    /// <summary>The call that the line answers; null where it answers none.</summary>
    public DeskCall? Answers => Call is { } call ? new DeskCall(call, Attempt!.Value, Asks!) : null;
}
