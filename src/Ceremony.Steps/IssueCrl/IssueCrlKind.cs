using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues the last CRL of a CA that is about to end.</summary>
internal sealed class IssueCrlKind : StepKind
{
    private static readonly Field<string> Ca = FieldOf.Text("ca", "The CA, by its name: usually what the step that opened the boot kit gave.").Naming(Thing.Ca, Thing.BootCa);

    private static readonly Field<string> Reason = FieldOf.Choice(
        "reason",
        "Why the CA's certificates are revoked, by a name of RFC 5280 §5.3.1.",
        [.. CrlReasons.Names.Where(name => name != "certificateHold")]);

    /// <inheritdoc/>
    public override string Name => "issue-crl";

    /// <inheritdoc/>
    public override string Summary => "Signs the last CRL of a CA: every certificate that it is known to have issued is on it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Ca, Reason];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } =
    [
        new("crl", "The CRL's name in the archive, as DER.", Thing.Crl),
        new("pem", "The name of the same CRL as PEM.", Thing.Crl),
    ];

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier)
    {
        ToldStep[] before = [.. earlier.OfKind(Name).Where(each => Telling.AreSame(each.Named(Ca.Name), step.Named(Ca.Name)) != false)];

        // How many there are is known where each is issued whenever this one is.
        bool isCounted = before.All(each => each.Named(Ca.Name) == step.Named(Ca.Name) && each.Under.All(step.Under.Contains));
        string? artifact = isCounted && step.Text(Ca.Name) is { } ca ? IssueCrlStep.ArtifactOf(ca, before.Length + 1) : null;
        return
        [
            new MadeThing(Thing.Crl, artifact, step.MarkOf(Ca.Name), "crl"),
            new MadeThing(Thing.Crl, artifact is null ? null : IssueCrlStep.PemOf(artifact), step.MarkOf(Ca.Name), "pem"),
        ];
    }

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        string ca = step.Named(Ca.Name)!;
        foreach (ToldThing kit in earlier.Made(ca, Thing.BootCa).Where(kit => kit.By.Fields.Find("token") is null))
            yield return step.Problem(Ca.Name, $"the Boot CA can sign no CRL: the step \"{kit.By.Id}\", which opens the boot kit, names no token with its key");

        string[] keys = [.. earlier.All<CreateCaStep>().Where(each => each.Step.Called == ca).Select(each => each.Step.Key), .. earlier.Made(ca, Thing.BootCa).Select(kit => $"${{step.{kit.By.Id}.key}}")];
        if (earlier.All<DestroyKeyStep>().Any(each => keys.Contains(each.Step.Key)))
            yield return step.Problem(Ca.Name, "the key of the CA was destroyed before and can sign no CRL any more; issue the CRL first");
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Signs the last CRL of a CA with the CA's own key, after the officers read each certificate on it: all that it is known to have issued, and its own. No further CRL will come. It is kept as `NAME.crl` (DER) and `NAME.crl.pem` (PEM).",
        Refuses = "It refuses a CA whose key is out of reach or destroyed, one that certified officers in force, and a CRL with any finding.",
        Undo = "Cannot be undone: once it is published, those certificates are revoked for good.",
        Example = """
            - { id: last-crl, do: issue-crl, ca: '${step.boot-kit}', reason: cessationOfOperation }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new IssueCrlStep(Ca.Of(fields), Reason.Of(fields));
}
