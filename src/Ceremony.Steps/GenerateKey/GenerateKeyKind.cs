using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a key pair in a token.</summary>
internal sealed class GenerateKeyKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key's name in the key registry; the token knows it by this label.");
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that makes and keeps the key.");
    private static readonly Field<KeyAlgorithm> Algorithm = FieldOf.Algorithm("algorithm", "The kind and size of the key.");
    private static readonly Field<IReadOnlyList<string>> Usage = FieldOf.Choices("usage", "What the private key may do.", "sign", "decrypt", "unwrap");

    /// <inheritdoc/>
    public override string Name => "generate-key";

    /// <inheritdoc/>
    public override string Summary => "Makes a key pair in a token, whose private half cannot leave it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key, Token, Algorithm, Usage];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => [""];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new GenerateKeyStep(Key.Of(fields), Token.Of(fields), Algorithm.Of(fields), Usage.Of(fields));
        return step.Usage.Count > 0
            ? step
            : throw new ScriptProblemException(fields.Find("usage")!.Mark, "\"usage\" must name at least one use; a key that may do nothing is of no use");
    }
}
