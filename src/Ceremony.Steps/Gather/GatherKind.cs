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
    public override string Summary => "Records who sits in each of the seats that the script asks for.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [OfficerKeys];

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
        step.Named(OfficerKeys.Name) == "none" ? [] : [new MadeThing(Thing.Confirmers, "", step.Mark)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Records who sits in each seat; with `officer-keys: console` it also makes a key for each officer, in a file of the ceremony's folder.",
        Refuses = "It refuses one name in two seats, a name that looks like another, and keys made here where officers are recognised already. Keys made at the console are no dual control, and every record says so.",
        Undo = "Undone by people leaving (F4); console keys are worthless once their files are deleted.",
        Example = """
            - { id: people, do: gather }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new GatherStep(OfficerKeys.Of(fields) == "console");
}
