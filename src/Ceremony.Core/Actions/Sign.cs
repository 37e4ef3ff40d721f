using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Signs bytes with a key on a token. The adapter returns the raw signature; whoever asked assembles and verifies.</summary>
/// <param name="Token">The token that holds the key.</param>
/// <param name="KeyId">CKA_ID of the key in lower-case hex; exactly one private key must have it.</param>
/// <param name="KeyLabel">CKA_LABEL of the key, for people.</param>
/// <param name="Algorithm">Hash and signature scheme.</param>
/// <param name="Bytes">The bytes to be signed, not their hash: for a certificate, the DER of its TBSCertificate (RFC 5280 §4.1.1.1).</param>
public sealed record Sign(TokenRef Token, string KeyId, string KeyLabel, SignatureAlgorithm Algorithm, byte[] Bytes) : CeremonyAction<SignatureReceipt>
{
    internal const string ActionName = "sign";

    // Whose it is and which one, and the algorithm, which the bytes name once more.
    private bool IsInSentence(Detail detail, string signed) => detail.Name switch
    {
        "Subject" or "Serial number" => signed.Contains(detail.Value, StringComparison.Ordinal),
        "Signature algorithm" => detail.Value == Algorithm.Name,
        _ => false,
    };

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that what was confirmed can be signed"), new UseOfKey(Token, KeyId, "so that what was confirmed can be signed")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short("The token signs.");

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => words.Lasting(Bytes);

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Sign with the key \"{Safe(KeyLabel)}\" in {words.Token(Token)}, {Algorithm}: {words.Signed(Bytes) ?? $"{Bytes.Length} bytes, SHA-256 {Hash(Bytes)}"}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
    [
        .. words.InFull(Bytes).Where(detail => !IsInSentence(detail, words.Signed(Bytes) ?? "")),
        .. words.Signed(Bytes) is null ? [] : new[] { new Detail("bytes to be signed", "SHA-256 " + HexText.Groups(Hash(Bytes))) },
    ];

    /// <inheritdoc/>
    public override SignatureReceipt ReadReceipt(JsonMap json) => SignatureReceipt.FromJson(json);

    internal static Sign Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("key-label"), SignatureAlgorithm.Read(json.Text("algorithm")), json.Bytes("bytes"));

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
