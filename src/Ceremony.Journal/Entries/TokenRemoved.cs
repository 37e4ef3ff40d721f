using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A token of the script is away that was there.</summary>
/// <param name="Token">Its name in the script.</param>
public sealed record TokenRemoved(string Token) : Entry
{
    internal const string EntryKind = "token-removed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "token", Token } };

    internal static TokenRemoved Read(JsonMap json) => new(json.Text("token"));
}
