using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A key pair on a card.</summary>
/// <param name="Label">CKA_LABEL.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
/// <param name="Algorithm">Such as <c>rsa-2048</c>.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
public sealed record CardKey(string Label, string Id, string Algorithm, byte[] PublicKey)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm },
        { "public-key", Convert.ToBase64String(PublicKey) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static CardKey FromJson(JsonMap json) => new(json.Text("label"), json.Text("id"), json.Text("algorithm"), json.Bytes("public-key"));
}
