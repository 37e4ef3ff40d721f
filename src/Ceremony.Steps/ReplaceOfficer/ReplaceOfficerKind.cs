using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Takes an officer out of the registry whose token died or who left.</summary>
internal sealed class ReplaceOfficerKind : StepKind
{
    private static readonly Field<string> Officer = FieldOf.Text("officer", "The officer, by name.").Naming(Thing.Officer);
    private static readonly Field<string> Reason = FieldOf.Text("reason", "Why, such as: the card died.", 200);

    /// <inheritdoc/>
    public override string Name => "replace-officer";

    /// <inheritdoc/>
    public override string Summary => "Ends an officer's rights, by the agreement of the others; another officer can be created in that place.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Officer, Reason];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        earlier.All<ReplaceOfficerStep>().Any(each => each.Step.Officer == step.Named(Officer.Name)) ? ReplaceOfficerRefusals.Already(step.Named(Officer.Name)!).At(step, Officer.Name) : [];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Ends an officer's rights, after the others agreed: the officers who are left and, until the Boot CA is revoked, a bootstrap officer who holds no other token in force.",
        Refuses = "It refuses an officer who does not exist or was replaced already, and one without whom too few would be left to confirm.",
        Undo = "Cannot be undone: whoever becomes an officer again does so as a new one, with a new token.",
        Example = """
            - { id: replace-officer-1, do: replace-officer, officer: '${step.officer-1}', reason: the card died }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ReplaceOfficerStep(Officer.Of(fields), Reason.Of(fields));
}
