using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Every token of the script was looked at.</summary>
/// <param name="When"><c>before</c> the first step, at the beginning of an <c>act</c>, after a call on a token <c>failed</c>, after the ceremony was <c>resumed</c>, or <c>after</c> the last step.</param>
/// <param name="Tokens">What was seen of each.</param>
public sealed record Inventory(string When, IReadOnlyList<InventoryToken> Tokens) : Entry
{
    internal const string EntryKind = "inventory";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>What was seen of each token, by its name.</summary>
    public IReadOnlyDictionary<string, InventoryToken> ByName()
    {
        var named = new Dictionary<string, InventoryToken>(StringComparer.Ordinal);
        foreach (InventoryToken token in Tokens)
        {
            named[token.Token] = token;
        }

        return named;
    }

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "when", When }, { "tokens", new JsonList(Tokens.Select(token => (JsonValue)token.ToJson())) } };

    internal static Inventory Read(JsonMap json) => new(json.Text("when"), [.. json["tokens"].AsList().Select(token => InventoryToken.FromJson(token.AsMap()))]);
}
