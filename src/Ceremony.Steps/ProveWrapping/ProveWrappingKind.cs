using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Proves a key for key archiving.</summary>
internal sealed class ProveWrappingKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key, by its name in the key registry.").Naming(Thing.Key, Thing.SecretKey);

    /// <inheritdoc/>
    public override string Name => "prove-wrapping";

    /// <inheritdoc/>
    public override string Summary => "Has a key for key archiving wrap a throwaway key and unwrap it again; what the throwaway key encrypted must come back.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. from key in earlier.Behind<GenerateKeyStep>(step, Key.Name, Thing.Key)
           from problem in ProveWrappingRefusals.Unfit(ArchivingKey.Of(Telling.Key(key.Step))).At(step, Key.Name)
           select problem,
        .. from key in earlier.Behind<GenerateSecretKeyStep>(step, Key.Name, Thing.SecretKey)
           from problem in ProveWrappingRefusals.Unfit(ArchivingKey.Of(Telling.Key(key.Step))).At(step, Key.Name)
           select problem,
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Leaves nothing: the token makes a throwaway AES key, which encrypts a random value, is wrapped by the key for key archiving and ends; what is unwrapped must decrypt the value. The mechanism is the first that the token has for both: for AES CKM_AES_KEY_WRAP, CKM_AES_KEY_WRAP_PAD or CKM_AES_CBC_PAD, for Triple DES CKM_DES3_CBC_PAD or CKM_DES3_CBC, for RSA CKM_RSA_PKCS, where the public half wraps and the private half unwraps. Where it has none of them, as SoftHSM2 2.6 for Triple DES, the key itself encrypts and decrypts the value, and record and screen say so.",
        Refuses = "It refuses a key that may not do this by its usage, a key that its token does not hold, and a value that comes back otherwise.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: prove-kek, do: prove-wrapping, key: '${step.archive-key}' }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ProveWrappingStep(Key.Of(fields));
}
