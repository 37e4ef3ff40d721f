using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

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
    /// <inheritdoc/>
    public override string Name => "generate-key-pair";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override KeyReceipt ReadReceipt(JsonMap json) => KeyReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm.Name },
        { "usage", JsonList.OfText(Usage) },
    };
}
