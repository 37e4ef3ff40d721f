using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Destroys a key pair.</summary>
internal sealed class DestroyKeyKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key, by its name in the key registry.");

    /// <inheritdoc/>
    public override string Name => "destroy-key";

    /// <inheritdoc/>
    public override string Summary => "Destroys a key pair in its token, and proves that it is gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new DestroyKeyStep(Key.Of(fields));
}
