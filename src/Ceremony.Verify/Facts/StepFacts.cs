namespace Ceremony.Verify;

/// <summary>
/// Every kind of step that the verifier knows, with the facts that a step of it has when it is done, whatever else it has. The list is closed:
/// of a kind that is not in it nobody can say whether it did what it is for.
/// </summary>
public static class StepFacts
{
    /// <summary>The names of the facts by the kind of step; where it is one or the other, both stand there with a stroke between.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByKind { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        // The room, and what is shown or asked: what was said stands in lines of its own.
        ["check-room"] = [],
        ["gather"] = [],
        ["read"] = [],
        ["record"] = [],
        ["attest"] = [],
        ["list-token"] = [],
        ["release-medium"] = [],
        ["show-fingerprint"] = [],
        ["seal-transcript"] = [],
        ["compare-fingerprint"] = ["fingerprint-compared"],

        // Keys and authorities.
        ["open-boot-kit"] = ["boot-kit-opened", "officer-recognised"],
        ["generate-key"] = ["key-generated"],
        ["generate-secret-key"] = ["secret-key-generated"],
        ["destroy-key"] = ["key-destroyed"],
        ["create-ca"] = ["ca-created"],
        ["create-certificate-procedure"] = ["certificate-procedure-created"],
        ["create-token-procedure"] = ["token-procedure-created"],
        ["issue-crl"] = ["crl-issued"],
        ["revoke-ca"] = ["ca-revoked"],

        // Certificates, cards and officers.
        ["request-certificate"] = ["certificate-requested"],
        ["install-certificate"] = ["certificate-installed"],
        ["issue-soft-token"] = ["certificate-issued", "soft-token-issued"],
        ["produce-cards"] = ["card-produced"],
        ["personalise-card"] = ["certificate-issued", "card-personalised"],
        ["issue-certificate"] = ["certificate-issued"],
        ["create-officer-profile"] = ["officer-profile-created"],
        ["create-officer"] = ["officer-created"],
        ["replace-officer"] = ["officer-replaced"],
        ["sign-in"] = ["officer-signed-in|sign-in-refused"],

        // The installation.
        ["edit-config"] = ["config-edited"],
        ["place-file"] = ["file-placed"],
        ["remove-file"] = ["file-removed"],
        ["stop-service"] = ["service-stopped"],
        ["start-service"] = ["service-started"],
        ["probe-tls"] = ["tls-probed"],
        ["operator-action"] = ["operator-acted"],
    };
}
