using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>Signs bytes with a key on a token. The adapter returns the raw signature; whoever asked assembles and verifies.</summary>
/// <param name="Token">The token that holds the key.</param>
/// <param name="KeyId">CKA_ID of the key in lower-case hex; exactly one private key must have it.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Algorithm">Hash and signature scheme.</param>
/// <param name="Bytes">The bytes to be signed, not their hash: for a certificate, the DER of its TBSCertificate (RFC 5280 §4.1.1.1).</param>
public sealed record Sign(TokenRef Token, string KeyId, string KeyLabel, SignatureAlgorithm Algorithm, byte[] Bytes) : CeremonyAction<SignatureReceipt>
{
    /// <inheritdoc/>
    public override string Name => "sign";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override SignatureReceipt ReadReceipt(JsonMap json) => SignatureReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "key-label", KeyLabel },
        { "algorithm", Algorithm.Name },
        { "bytes", Convert.ToBase64String(Bytes) },
    };
}
