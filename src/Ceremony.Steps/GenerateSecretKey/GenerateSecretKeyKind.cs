using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a secret key in a token.</summary>
internal sealed class GenerateSecretKeyKind : StepKind
{
    private static readonly Field<string> Algorithm = FieldOf.Choice("algorithm", "The kind and size of the key.", [.. SecretKeyAlgorithm.All.Select(each => each.Name)]);
    private static readonly Field<IReadOnlyList<string>> Usage = FieldOf.Choices("usage", "What the key may do.", "encrypt", "decrypt", "wrap", "unwrap");

    /// <inheritdoc/>
    public override string Name => "generate-secret-key";

    /// <inheritdoc/>
    public override string Summary => "Makes a secret key in a token; it cannot leave the token in the clear.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [NewKeyFields.Key, NewKeyFields.Token, Algorithm, Usage, NewKeyFields.Id];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The key's name.", Thing.SecretKey, NewKeyFields.Key)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Makes a secret key in a token under the script's label, after the officers agreed; the key cannot leave the token in the clear.",
        Refuses = "It refuses a label or a name that is taken, a token that cannot make such a key, and a key that is in another token or for another use than was approved, by what the token tells of it; where that is only about its safety or its use, the officers can let it stand by an exception.",
        Undo = "Undone by deleting the key with the token's own tools, as long as nothing is wrapped with it; the journal keeps its id.",
        Example = """
            - id: archive-key
              do: generate-secret-key
              key: kekaes256
              token: hsm
              algorithm: aes-256
              usage: [wrap, unwrap, encrypt, decrypt]
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new GenerateSecretKeyStep(
        NewKeyFields.Key.Of(fields),
        NewKeyFields.Token.Of(fields),
        SecretKeyAlgorithm.Find(Algorithm.Of(fields))!,
        NewKeyFields.SomeUse(Usage, fields))
        {
            Id = NewKeyFields.IdOf(fields),
        };
}
