using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>Has the holder of a card sign a fresh challenge with it, to prove that card, key and PIN are there. It changes nothing.</summary>
/// <param name="Token">The holder's card.</param>
/// <param name="KeyId">CKA_ID of the key, lower-case hex.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Algorithm">Hash and signature scheme.</param>
/// <param name="Bytes">The challenge: a readable text with a nonce.</param>
public sealed record SignChallenge(TokenRef Token, string KeyId, string KeyLabel, SignatureAlgorithm Algorithm, byte[] Bytes) : CeremonyAction<SignatureReceipt>
{
    /// <inheritdoc/>
    public override string Name => "sign-challenge";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

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
