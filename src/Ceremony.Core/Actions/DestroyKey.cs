using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>
/// Destroys a key pair in a token, the private half first (PKCS#11 v2.40 §5.7 C_DestroyObject): whatever happens in between, the key can sign no
/// more. Certificates of the same CKA_ID stay. Nobody is logged in to the token afterwards, so that the next look asks for a fresh login.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID in lower-case hex.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
public sealed record DestroyKey(TokenRef Token, string KeyId, string KeyLabel) : CeremonyAction<DestroyedReceipt>
{
    /// <inheritdoc/>
    public override string Name => "destroy-key";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override DestroyedReceipt ReadReceipt(JsonMap json) => DestroyedReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "key-label", KeyLabel },
    };
}
