using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a secret key in a token.</summary>
internal sealed class GenerateSecretKeyKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key's name in the key registry; the token knows it by this label.");
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that makes and keeps the key.");
    private static readonly Field<string> Algorithm = FieldOf.Choice("algorithm", "The kind and size of the key.", [.. SecretKeyAlgorithm.All.Select(each => each.Name)]);
    private static readonly Field<IReadOnlyList<string>> Usage = FieldOf.Choices("usage", "What the key may do.", "encrypt", "decrypt", "wrap", "unwrap");

    /// <inheritdoc/>
    public override string Name => "generate-secret-key";

    /// <inheritdoc/>
    public override string Summary => "Makes a secret key in a token, which cannot leave it in the clear.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key, Token, Algorithm, Usage];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => [""];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        string key = Key.Of(fields);
        var step = new GenerateSecretKeyStep(key, Token.Of(fields), SecretKeyAlgorithm.Find(Algorithm.Of(fields))!, Usage.Of(fields));
        return step.Usage.Count > 0
            ? step
            : throw new ScriptProblemException(fields.Find("usage")!.Mark, "\"usage\" must name at least one use; a key that may do nothing is of no use");
    }
}
