using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Destroys a key pair.</summary>
internal sealed class DestroyKeyKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key, by its name in the key registry.").Naming(Thing.Key, Thing.BootKey);

    /// <inheritdoc/>
    public override string Name => "destroy-key";

    /// <inheritdoc/>
    public override string Summary => "Destroys a key pair in its token, and proves that it is gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        if (Ending.OfBootKit(earlier, step, Key.Name).ToArray() is { Length: > 0 } problems)
            return problems;

        string key = step.Named(Key.Name)!;
        if (earlier.All<DestroyKeyStep>().Any(each => each.Step.Key == key))
            return DestroyKeyRefusals.Gone(key).At(step, Key.Name);

        string[] cas =
        [
            .. earlier.All<CreateCaStep>().Where(ca => ca.Step.Key == key).Select(ca => ca.Step.Called),
            .. earlier.Made(key, Thing.BootKey).Select(kit => $"${{step.{kit.By.Id}}}"),
        ];
        return cas.FirstOrDefault(ca => earlier.OfKind("revoke-ca").All(each => Telling.AreSame(each.Named("ca"), ca) == false)) is { } standing
            ? DestroyKeyRefusals.InUse(key, ToldStep.IsKnown(standing) ? standing : "Boot CA").At(step, Key.Name)
            : [];
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Destroys a key pair in its token, the private half first, after the officers agreed; a look after a fresh login proves that it is gone.",
        Refuses = "It refuses a secret key, the Boot CA's key unless the script says `installation: own`, a key whose CA is not revoked, a key that is gone already, and a token that holds another key under its id.",
        Undo = "Cannot be undone: procedures of its CA can no longer be used, and what it signed can only be verified with its certificate.",
        Example = """
            - { id: destroy-boot-key, do: destroy-key, key: '${step.boot-kit.key}' }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new DestroyKeyStep(Key.Of(fields));
}
