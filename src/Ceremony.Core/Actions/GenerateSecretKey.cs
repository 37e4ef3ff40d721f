using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>
/// Makes a secret key in a token: CKA_TOKEN, CKA_PRIVATE and CKA_SENSITIVE true, CKA_EXTRACTABLE false (PKCS#11 v2.40 §4.10, §2.8.3, §2.16).
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Label">CKA_LABEL, 1 to 64 characters.</param>
/// <param name="Id">CKA_ID in lower-case hex, drawn by the step so that it survives a resume.</param>
/// <param name="Algorithm">The kind and size of key.</param>
/// <param name="Usage">What the key may do: <c>encrypt</c>, <c>decrypt</c>, <c>wrap</c>, <c>unwrap</c>.</param>
public sealed record GenerateSecretKey(
    TokenRef Token,
    string Label,
    string Id,
    SecretKeyAlgorithm Algorithm,
    IReadOnlyList<string> Usage) : CeremonyAction<SecretKeyReceipt>
{
    /// <inheritdoc/>
    public override string Name => "generate-secret-key";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override SecretKeyReceipt ReadReceipt(JsonMap json) => SecretKeyReceipt.FromJson(json);

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
