using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>In which form a token takes the order to make a key, found out with a key that ends with the session where the token makes such keys.</summary>
/// <param name="Templates">The templates that are tried, in that order: one where it is known which it takes.</param>
/// <param name="IdBytes">The longest CKA_ID that it takes, in bytes, 1 to 20.</param>
/// <param name="Cannot">Why it cannot make such a key at all, or not under the id that was wished for, as a clause about the token; null where it can, or where that is not known.</param>
public sealed record KeyForm(IReadOnlyList<KeyTemplate> Templates, int IdBytes, string? Cannot)
{
    /// <summary>As long as a key identifier (RFC 5280 §4.2.1.2).</summary>
    public const int LongestId = 20;

    /// <summary>Of a token that could not be tried: everything may have to be tried when the key is made.</summary>
    public static readonly KeyForm Unknown = new(KeyTemplate.All, LongestId, null);

    /// <summary>Of a token that takes everything.</summary>
    public static readonly KeyForm Usual = new([KeyTemplate.Full], LongestId, null);

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "templates", JsonList.OfText(Templates.Select(each => each.Name)) },
        { "id-bytes", IdBytes },
        { "cannot", Cannot is null ? null : new JsonText(Cannot) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static KeyForm FromJson(JsonMap json) => new([.. json.Texts("templates").Select(KeyTemplate.Read)], (int)json.Number("id-bytes"), json.Find("cannot")?.AsText());
}
