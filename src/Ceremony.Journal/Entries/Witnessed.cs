using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A witness read from paper which line the journal had when the room last looked, before the ceremony went on.</summary>
/// <param name="Line">The line's number; 0 where the sheet has none.</param>
/// <param name="Hash">SHA-256 of that line, lower-case hex; null where the sheet has none.</param>
public sealed record Witnessed(long Line, string? Hash) : Entry
{
    internal const string EntryKind = "witnessed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "line", Line }, { "hash", Hash is null ? null : new JsonText(Hash) } };

    internal static Witnessed Read(JsonMap json) => new(json.Number("line"), json.Find("hash")?.AsText());
}
