using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Revokes a CA.</summary>
internal sealed class RevokeCaKind : StepKind
{
    private static readonly Field<string> Ca = FieldOf.Text("ca", "The CA, by its name: usually what the step that opened the boot kit gave.").Naming(Thing.Ca, Thing.BootCa);
    private static readonly Field<string> Reason = FieldOf.Choice("reason", "Why the CA ends, by a name of RFC 5280 §5.3.1.", RevokeCaStep.Reasons);
    private static readonly Field<string> Logs = FieldOf.Text("logs", "The field \"about\" of the step in which somebody attested that the logs signed with the CA's key were archived.").Naming(Thing.Statement);

    /// <inheritdoc/>
    public override string Name => "revoke-ca";

    /// <inheritdoc/>
    public override string Summary => "Revokes a CA: its officers are refused from then on, and its key is retired.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Ca, Reason, Logs];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        if (Ending.OfBootKit(earlier, step, Ca.Name).ToArray() is { Length: > 0 } problems)
            return problems;

        string ca = step.Named(Ca.Name)!;
        if (earlier.All<RevokeCaStep>().Any(each => each.Step.Ca == ca))
            return RevokeCaRefusals.Already(ca).At(step, Ca.Name);

        return earlier.OfKind("issue-crl").All(each => Telling.AreSame(each.Named("ca"), ca) == false) ? RevokeCaRefusals.NoCrl(ca).At(step, Ca.Name) : [];
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Revokes a CA, after the officers read what ends with it and whether there is a spare officer: from then on its officers are refused, and its key is retired.",
        Refuses = "It refuses the Boot CA of a boot kit unless the script says `installation: own`, and before the new officers signed in and signed an update, before `logsignkey` names the key of another CA, before the logs are attested, and before the last CRL names all that the CA issued.",
        Undo = "Cannot be undone.",
        Example = """
            - id: revoke-boot-ca
              do: revoke-ca
              ca: ${step.boot-kit}
              reason: cessationOfOperation
              logs: logs-archived
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new RevokeCaStep(Ca.Of(fields), Reason.Of(fields), Logs.Of(fields));
}
