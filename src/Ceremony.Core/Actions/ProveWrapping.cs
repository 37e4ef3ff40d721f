using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Has a key for key archiving wrap a throwaway AES key and unwrap it again (PKCS#11 v2.40 §5.13, C_WrapKey and C_UnwrapKey): a random value is encrypted with the throwaway key and decrypted with the
/// unwrapped one. Where the token does not wrap with such a key, the key itself encrypts and decrypts the value. Both throwaway keys are session objects; nothing stays.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID of the key, lower-case hex; of a pair, that of both halves: the public one wraps.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Algorithm">The key's kind and size, such as <c>aes-256</c> or <c>rsa-2048</c>.</param>
/// <param name="Plaintext">The random value, <see cref="ValueBytes"/> bytes.</param>
public sealed record ProveWrapping(TokenRef Token, string KeyId, string KeyLabel, string Algorithm, byte[] Plaintext) : CeremonyAction<UnwrappedReceipt>
{
    /// <summary>How long the random value is: whole blocks of AES and of Triple DES.</summary>
    public const int ValueBytes = 32;

    internal const string ActionName = "prove-wrapping";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the throwaway key can be wrapped and unwrapped")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short("The token wraps and unwraps.");

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Wrap a throwaway key with the key \"{Safe(KeyLabel)}\", {Safe(Algorithm)}, in {words.Token(Token)} and unwrap it again; where the token cannot wrap with it, encrypt and decrypt a random value.";

    /// <inheritdoc/>
    public override UnwrappedReceipt ReadReceipt(JsonMap json) => UnwrappedReceipt.FromJson(json);

    internal static ProveWrapping Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("key-label"), json.Text("algorithm"), json.Bytes("plaintext"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "key-label", KeyLabel },
        { "algorithm", Algorithm },
        { "plaintext", Convert.ToBase64String(Plaintext) },
    };
}
