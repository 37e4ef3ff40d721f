using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Has the holder of a card sign a fresh challenge with it, to prove that card, key and PIN are there. It changes nothing.</summary>
/// <param name="Token">The holder's card.</param>
/// <param name="KeyId">CKA_ID of the key, lower-case hex.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Algorithm">Hash and signature scheme.</param>
/// <param name="Bytes">The challenge: a readable text with a nonce.</param>
public sealed record SignChallenge(TokenRef Token, string KeyId, string KeyLabel, SignatureAlgorithm Algorithm, byte[] Bytes) : CeremonyAction<SignatureReceipt>
{
    internal const string ActionName = "sign-challenge";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the challenge can be signed"), new UseOfKey(Token, KeyId, "so that the challenge can be signed")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short("The card signs.");

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Sign a sign-in challenge with the key \"{Safe(KeyLabel)}\" on {words.Token(Token)}.";

    /// <inheritdoc/>
    public override SignatureReceipt ReadReceipt(JsonMap json) => SignatureReceipt.FromJson(json);

    internal static SignChallenge Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("key-label"), SignatureAlgorithm.Read(json.Text("algorithm")), json.Bytes("bytes"));

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
