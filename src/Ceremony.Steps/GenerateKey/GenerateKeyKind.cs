using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a key pair in a token.</summary>
internal sealed class GenerateKeyKind : StepKind
{
    private static readonly Field<KeyAlgorithm> Algorithm = FieldOf.Algorithm("algorithm", "The kind and size of the key.");
    private static readonly Field<IReadOnlyList<string>> Usage = FieldOf.Choices("usage", "What the private key may do.", "sign", "decrypt", "unwrap");

    /// <inheritdoc/>
    public override string Name => "generate-key";

    /// <inheritdoc/>
    public override string Summary => "Makes a key pair in a token; its private half cannot leave the token.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [NewKeyFields.Key, NewKeyFields.Token, Algorithm, Usage, NewKeyFields.Id];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The key's name.", Thing.Key, NewKeyFields.Key)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Makes a key pair in a token under the script's label, after the officers agreed; the private half cannot leave the token.",
        Refuses = "It refuses a label or a name that is taken, a token that cannot make such a key, and a key that is in another token, of another kind or for another use than was approved, by what the token tells of it; where that is only about its safety or its use, the officers can let it stand by an exception.",
        Undo = "Undone by destroying the key on the token; the journal keeps its public half and its id.",
        Example = """
            - id: system-ca-key
              do: generate-key
              key: System CA key
              token: hsm
              algorithm: rsa-4096
              usage: [sign]
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) =>
        new GenerateKeyStep(NewKeyFields.Key.Of(fields), NewKeyFields.Token.Of(fields), Algorithm.Of(fields), NewKeyFields.SomeUse(Usage, fields))
        {
            Id = NewKeyFields.IdOf(fields),
        };
}
