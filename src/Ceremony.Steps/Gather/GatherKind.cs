using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Names the people in the room.</summary>
internal sealed class GatherKind : StepKind
{
    private static readonly Field<string> OfficerKeys = FieldOf.Choice(
        "officer-keys",
        "Where officers' keys come from: console has them made here for officers who bring none, which is no dual control.",
        "none",
        "console").Optional("none");

    /// <inheritdoc/>
    public override string Name => "gather";

    /// <inheritdoc/>
    public override string Summary => "Records who sits in each seat that the script's people ask for.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [OfficerKeys];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new GatherStep(OfficerKeys.Of(fields) == "console");
}
