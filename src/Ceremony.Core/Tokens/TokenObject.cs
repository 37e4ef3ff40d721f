using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>An object on a token.</summary>
/// <param name="Class"><c>private</c>, <c>public</c>, <c>secret</c>, <c>certificate</c> or <c>data</c> (CKO_…).</param>
/// <param name="Label">CKA_LABEL.</param>
/// <param name="Id">CKA_ID in lower-case hex; empty where it has none.</param>
/// <param name="Algorithm">Such as <c>rsa-4096</c> or <c>ec-p256</c>; empty where there is none.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo (RFC 5280 §4.1), of public keys only.</param>
/// <param name="Certificate">DER of the certificate, of certificates only.</param>
/// <param name="Attributes">The names of the CKA_ booleans that are true, such as <c>CKA_SENSITIVE</c>, sorted.</param>
public sealed record TokenObject(string Class, string Label, string Id, string Algorithm, byte[]? PublicKey, byte[]? Certificate, IReadOnlyList<string> Attributes)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "class", Class },
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm },
        { "public-key", PublicKey is null ? null : new JsonText(Convert.ToBase64String(PublicKey)) },
        { "certificate", Certificate is null ? null : new JsonText(Convert.ToBase64String(Certificate)) },
        { "attributes", JsonList.OfText(Attributes) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static TokenObject FromJson(JsonMap json) => new(
        json.Text("class"),
        json.Text("label"),
        json.Text("id"),
        json.Text("algorithm"),
        json.Find("public-key") is null ? null : json.Bytes("public-key"),
        json.Find("certificate") is null ? null : json.Bytes("certificate"),
        json.Texts("attributes"));
}
