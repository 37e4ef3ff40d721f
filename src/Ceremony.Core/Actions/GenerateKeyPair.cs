using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Makes a key pair in a token: CKA_TOKEN, CKA_PRIVATE and CKA_SENSITIVE true, CKA_EXTRACTABLE false on the private half, the same CKA_ID and
/// CKA_LABEL on both (PKCS#11 v2.40 §4.8, §4.9).
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Label">CKA_LABEL, 1 to 64 characters.</param>
/// <param name="Id">CKA_ID in lower-case hex, drawn by the step so that it survives a resume.</param>
/// <param name="Algorithm">The kind and size of key.</param>
/// <param name="Usage">What the private half may do: <c>sign</c>, <c>decrypt</c>, <c>unwrap</c>.</param>
public sealed record GenerateKeyPair(TokenRef Token, string Label, string Id, KeyAlgorithm Algorithm, IReadOnlyList<string> Usage) : CeremonyAction<KeyReceipt>
{
    /// <summary>How much the token is told of it; where it refuses one template, the next is tried.</summary>
    public IReadOnlyList<KeyTemplate> Templates { get; init; } = [KeyTemplate.Full];

    internal const string ActionName = "generate-key-pair";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that the key that was confirmed can be made")];

    /// <inheritdoc/>
    public override WorkWords? Work => new WorkWords($"The token makes the key pair \"{Safe(Label)}\".", TimeSpan.FromSeconds(Algorithm.Bits > 3072 ? 5 : 1));

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectRef> Makes => ObjectRef.Pair(Token, Id);

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A key is made";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Generate the key pair \"{Safe(Label)}\", {Algorithm}, in {words.Token(Token)}; its private key cannot leave the token.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
    [
        new Detail("usage", string.Join(", ", Usage)),
        new Detail("attributes", "private, sensitive, not extractable"),
        new Detail("id", Id),
        new Detail(Templates.Count == 1 ? "template" : "templates", string.Join(", then ", Templates.Select(each => $"{each}: {each.Says}"))),
    ];

    /// <inheritdoc/>
    public override KeyReceipt ReadReceipt(JsonMap json) => KeyReceipt.FromJson(json);

    internal static GenerateKeyPair Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("label"), json.Text("id"), KeyAlgorithm.Read(json.Text("algorithm")), json.Texts("usage"))
    {
        Templates = [.. json.Texts("templates").Select(KeyTemplate.Read)],
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm.Name },
        { "usage", JsonList.OfText(Usage) },
        { "templates", JsonList.OfText(Templates.Select(each => each.Name)) },
    };
}
