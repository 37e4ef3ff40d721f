using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a key ask for a certificate.</summary>
internal sealed class RequestCertificateKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key that asks, by its name in the key registry; it must have the right to sign.");
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The subject that is asked for, attribute by attribute.");
    private static readonly Field<IReadOnlyList<string>> KeyUsage = KeyUsageField.Of(
        "key-usage",
        "The key usage that is asked for; an empty list for a request without that extension.");

    /// <inheritdoc/>
    public override string Name => "request-certificate";

    /// <inheritdoc/>
    public override string Summary => "Has a key of the key registry sign a request (PKCS#10) for a certificate of its own.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key, Subject, KeyUsage, Artifacts.Base];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["", "request"];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) =>
        new RequestCertificateStep(Key.Of(fields), Subject.Of(fields), KeyUsage.Of(fields), $"{Artifacts.Base.Of(fields)}.csr");
}
