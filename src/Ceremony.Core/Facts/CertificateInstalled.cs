using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A certificate lies in a token beside its key, under the same CKA_ID.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID, lower-case hex.</param>
/// <param name="Label">CKA_LABEL of the certificate.</param>
/// <param name="Certificate">DER.</param>
public sealed record CertificateInstalled(string Key, TokenRef Token, string KeyId, string Label, byte[] Certificate) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Certificates installed on tokens";

    internal const string FactName = "certificate-installed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static CertificateInstalled Read(JsonMap json) => new(
        json.Text("key"),
        new TokenRef(json.Text("token")),
        json.Text("key-id"),
        json.Text("label"),
        json.Bytes("certificate"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "token", Token.Name },
        { "key-id", KeyId },
        { "label", Label },
        { "certificate", Convert.ToBase64String(Certificate) },
    };
}
