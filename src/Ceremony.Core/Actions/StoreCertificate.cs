using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Puts a certificate on a token beside its key, under the same CKA_ID (PKCS#11 v2.40 §4.6.3), perhaps in place of a former one.</summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID in lower-case hex.</param>
/// <param name="Label">CKA_LABEL of the certificate.</param>
/// <param name="Certificate">DER.</param>
public sealed record StoreCertificate(TokenRef Token, string KeyId, string Label, byte[] Certificate) : CeremonyAction<StoredReceipt>
{
    /// <summary>
    /// SHA-256 in lower-case hex of the certificate that stands there and is taken away once the new one was read back: the Registration Authority's Redo. Null where none stands there.
    /// </summary>
    public string? Replaces { get; init; }

    internal const string ActionName = "store-certificate";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the certificate can be stored")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short("The certificate is stored.");

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectRef> Makes => [new ObjectRef(Token, ObjectRef.Certificate, KeyId)];

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Store the certificate \"{Safe(Label)}\" in {words.Token(Token)}{(Replaces is null ? "" : $" in place of the one with the SHA-256 {Replaces}")}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
    [
        new Detail("id", KeyId),
        new Detail("certificate", "SHA-256 " + HexText.Groups(Hash(Certificate))),
    ];

    /// <inheritdoc/>
    public override StoredReceipt ReadReceipt(JsonMap json) => StoredReceipt.FromJson(json);

    internal static StoreCertificate Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("label"), json.Bytes("certificate"))
    {
        Replaces = json.Find("replaces")?.AsText(),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "key-id", KeyId },
        { "label", Label },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "replaces", Replaces is null ? null : new JsonText(Replaces) },
    };
}
