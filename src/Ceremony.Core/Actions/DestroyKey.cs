using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

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
    internal const string ActionName = "destroy-key";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the key that was confirmed can be destroyed")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short($"The token destroys the key \"{Safe(KeyLabel)}\".");

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectRef> Destroys => ObjectRef.Pair(Token, KeyId);

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A key is destroyed";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Destroy the key pair \"{Safe(KeyLabel)}\" in {words.Token(Token)}; it can never sign again.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
    [
        new Detail("id", KeyId),
        new Detail("order", "the private half first, then the public one"),
    ];

    /// <inheritdoc/>
    public override DestroyedReceipt ReadReceipt(JsonMap json) => DestroyedReceipt.FromJson(json);

    internal static DestroyKey Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("key-label"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "key-label", KeyLabel },
    };
}
