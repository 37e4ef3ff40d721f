using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A token of the script is there that was not.</summary>
/// <param name="Token">Its name in the script.</param>
public sealed record TokenInserted(string Token) : Entry
{
    internal const string EntryKind = "token-inserted";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "token", Token } };

    internal static TokenInserted Read(JsonMap json) => new(json.Text("token"));
}
