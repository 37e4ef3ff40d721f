using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>What the ceremony keeps, by its name in the archive.</summary>
internal static class Artifacts
{
    /// <summary>The field <c>of</c> of the steps about fingerprints.</summary>
    public static readonly Field<string> Of = FieldOf.Text("of", "The artifact, by its name in the archive; usually what an earlier step gave.", 128).Naming(Things.Artifacts);

    /// <summary>The field <c>name</c> of the steps that keep one thing; its ending follows from the kind.</summary>
    public static readonly Field<string> Base = FieldOf.Pattern(
        "name",
        "The name under which it is kept, without its ending, such as tls.",
        "[a-z0-9][a-z0-9-]{0,31}",
        "1 to 32 lower-case letters, digits or hyphens");

    /// <summary>
    /// Whether a finished step has kept something under that name. Told by the registry and not by the desk: what the open step itself kept
    /// before an interruption must not change its way when it runs again.
    /// </summary>
    public static bool IsTaken(Registry registry, string name) => registry.Facts.Any(fact => fact switch
    {
        BootKitOpened kit => kit.Artifact == name,
        CaCreated ca => ca.Artifact == name,
        CertificateIssued issued => issued.Artifact == name,
        CertificateRequested requested => requested.Artifact == name,
        CrlIssued crl => crl.Artifact == name || crl.Pem == name,
        KeyAttested attested => attested.Artifact == name,
        AuditLogKept log => log.Artifact == name,
        _ => false,
    });

    /// <summary>The artifact is not there.</summary>
    public static StepResult Missing(string name) => new StepResult.Refused(
        "no-artifact",
        $"This ceremony has kept nothing under the name {name}.",
        "Compare the name with the step that keeps it; if the script is wrong, abort and have it corrected.");
}
