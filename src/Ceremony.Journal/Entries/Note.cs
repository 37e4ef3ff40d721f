using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Somebody, or the program itself, wrote something down.</summary>
/// <param name="Text">What was written down.</param>
public sealed record Note(string Text) : Entry
{
    internal const string EntryKind = "note";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "text", Text } };

    internal static Note Read(JsonMap json) => new(json.Text("text"));
}
