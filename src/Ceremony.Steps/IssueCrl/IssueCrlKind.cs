using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues the last CRL of a CA that is about to end.</summary>
internal sealed class IssueCrlKind : StepKind
{
    private static readonly Field<string> Ca = FieldOf.Text("ca", "The CA, by its name: mostly what the step that opened the boot kit gave.");

    private static readonly Field<string> Reason = FieldOf.Choice(
        "reason",
        "Why the CA's certificates end, by the names of RFC 5280 §5.3.1.",
        [.. CrlReasons.Names.Where(name => name != "certificateHold")]);

    /// <inheritdoc/>
    public override string Name => "issue-crl";

    /// <inheritdoc/>
    public override string Summary => "Signs the last CRL of a CA: every certificate that it is known to have issued is on it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Ca, Reason];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["crl"];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new IssueCrlStep(Ca.Of(fields), Reason.Of(fields));
}
