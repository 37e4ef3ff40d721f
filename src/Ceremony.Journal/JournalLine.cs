using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// One line of the journal, as it was read or written. docs/format.md names every field. A ceremony keeps all its lines in memory, so of what a line says only that is kept which is asked for all the time; the
/// rest is read again from its bytes, where <see cref="LatelyRead"/> has it no more.
/// </summary>
public sealed class JournalLine
{
    private readonly DateTime? _time;

    /// <summary>A line.</summary>
    /// <param name="json">The whole line.</param>
    /// <param name="bytes">The line's bytes, without the line feed: <paramref name="json"/> in canonical form.</param>
    /// <param name="before">The line before; what is the same in both is kept once.</param>
    /// <exception cref="JsonFormatException">A field that every line has is missing, or is of another type.</exception>
    public JournalLine(JsonMap json, ReadOnlyMemory<byte> bytes, JournalLine? before)
    {
        Seq = json.Number("seq");
        _time = JournalTime.TryRead(json.Text("at"), out DateTimeOffset time) ? time.UtcDateTime : null;
        Boot = Same(json.Text("boot"), before?.Boot)!;
        Mono = json.Number("mono");
        By = Same(json.Find("by")?.AsText(), before?.By);
        Kind = JournalKinds.Once(json.Text("kind"));
        Step = Same(json.Find("step")?.AsText(), before?.Step);
        Call = json.Find("call")?.AsNumber();
        Attempt = json.Find("attempt")?.AsNumber();
        Bytes = bytes;

        // Looked at here once, so that no fold meets a value of the wrong type.
        _ = (json.Text("prev"), json.Find("asks")?.AsText());
        LatelyRead.Add(this, json);
    }

    /// <summary>The value of <c>prev</c> in the first line.</summary>
    public static string NoHash { get; } = new('0', 64);

    /// <summary>1, 2, 3, …</summary>
    public long Seq { get; }

    /// <summary>UTC to the millisecond, such as <c>2026-03-01T14:02:11.123Z</c>.</summary>
    public string At => _time is { } time ? JournalTime.Write(time) : Json.Text("at");

    /// <summary>The same as a time. Throws <see cref="JsonFormatException"/> where it is none, which no line that was read has.</summary>
    public DateTimeOffset Time => _time is { } time ? new DateTimeOffset(time) : JournalTime.Of(Json, "at");

    /// <summary>Whether the time is one.</summary>
    internal bool HasTime => _time is not null;

    /// <summary>The kernel's id of the boot.</summary>
    public string Boot { get; }

    /// <summary>Milliseconds since the machine was started; comparable within one boot.</summary>
    public long Mono { get; }

    /// <summary>Who acted, or null.</summary>
    public string? By { get; }

    /// <summary>SHA-256, lower-case hex, of the bytes of the line before; 64 zeros on the first.</summary>
    public string Prev => Json.Text("prev");

    /// <summary>One of <see cref="JournalKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The step's id, or null where the line belongs to none.</summary>
    public string? Step { get; }

    /// <summary>Which call of its step the line belongs to, from 1; null where it is the room's.</summary>
    public long? Call { get; }

    /// <summary>Which attempt of its step the line belongs to, from 1; null where it belongs to none.</summary>
    public long? Attempt { get; }

    /// <summary>The line's bytes, without the line feed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The whole line.</summary>
    public JsonMap Json => LatelyRead.Of(this).Json;

    /// <summary>SHA-256 of <see cref="Bytes"/> in lower-case hex: what the next line carries as <c>prev</c>.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>
    /// What the line tells. Throws <see cref="JsonFormatException"/> where its fields are not those of its kind: only <see cref="JournalWriter"/>
    /// has made sure that they are.
    /// </summary>
    public Entry Entry => LatelyRead.Of(this).Entry(Kind);

    /// <summary>Whether it tells such a thing. The kind mostly says so, and then nothing is read for it. Throws as <see cref="Entry"/> does where it does not.</summary>
    public bool Tells<T>()
        where T : Entry => Told.IsAssignableTo(typeof(T));

    /// <summary>What it tells where that is such a thing, else null. Throws as <see cref="Tells"/> does, and where its fields are not those of the kind.</summary>
    public T? As<T>()
        where T : Entry => Tells<T>() ? (T)Entry : null;

    /// <summary>Of which type is what it tells. Throws as <see cref="Tells"/> does.</summary>
    internal Type Told => JournalKinds.TypeOf(Kind) is { IsAbstract: false } type ? type : Entry.GetType();

    /// <summary>SHA-256, lower-case hex, of the canonical request that the line answers; null where it answers none.</summary>
    public string? Asks => Json.Find("asks")?.AsText();

    /// <summary>The call that the line answers; null where it answers none.</summary>
    public DeskCall? Answers => Call is { } call ? new DeskCall(call, Attempt!.Value, Asks!) : null;

    /// <summary>What was read from the line, as long as it is kept.</summary>
    internal ReadLine? Read { get; set; }

    private static string? Same(string? text, string? before) => text == before ? before : text;
}
