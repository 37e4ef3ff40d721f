using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>Puts a certificate on a token beside its key, under the same CKA_ID (PKCS#11 v2.40 §4.6.3).</summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID in lower-case hex.</param>
/// <param name="Label">CKA_LABEL of the certificate.</param>
/// <param name="Certificate">DER.</param>
public sealed record StoreCertificate(TokenRef Token, string KeyId, string Label, byte[] Certificate) : CeremonyAction<StoredReceipt>
{
    /// <inheritdoc/>
    public override string Name => "store-certificate";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override StoredReceipt ReadReceipt(JsonMap json) => StoredReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "label", Label },
        { "certificate", Convert.ToBase64String(Certificate) },
    };
}
