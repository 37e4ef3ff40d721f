using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Has a private key in a token decrypt a random value that was encrypted under its certificate (PKCS#11 v2.40 §5.9, C_Decrypt; RSAES-PKCS1-v1_5, RFC 8017 §7.2). It changes nothing.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID of the key, lower-case hex.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Sha256">SHA-256 of the value, lower-case hex.</param>
/// <param name="Ciphertext">The value as it was encrypted.</param>
public sealed record ProveDecryption(TokenRef Token, string KeyId, string KeyLabel, string Sha256, byte[] Ciphertext) : CeremonyAction<DecryptedReceipt>
{
    internal const string ActionName = "prove-decryption";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the value can be decrypted"), new UseOfKey(Token, KeyId, "so that the value can be decrypted")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short("The token decrypts.");

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Decrypt a random value, SHA-256 {Sha256}, with the key \"{Safe(KeyLabel)}\" in {words.Token(Token)}.";

    /// <inheritdoc/>
    public override DecryptedReceipt ReadReceipt(JsonMap json) => DecryptedReceipt.FromJson(json);

    internal static ProveDecryption Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("key-label"), json.Text("sha256"), json.Bytes("ciphertext"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "key-label", KeyLabel },
        { "sha256", Sha256 },
        { "ciphertext", Convert.ToBase64String(Ciphertext) },
    };
}
