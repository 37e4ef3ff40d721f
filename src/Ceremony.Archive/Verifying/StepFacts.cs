namespace Ceremony.Archive.Verifying;

/// <summary>
/// Every kind of step that the verifier knows, with the facts that a step of it has when it is done, whatever else it has. The list is closed:
/// of a kind that is not in it nobody can say whether it did what it is for.
/// </summary>
public static class StepFacts
{
    /// <summary>The names of the facts by the kind of step.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByKind { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        // The room, and what is shown or asked: what was said stands in lines of its own.
        ["check-room"] = [],
        ["gather"] = [],
        ["read"] = [],
        ["record"] = [],
        ["attest"] = [],
        ["list-token"] = [],
        ["show-fingerprint"] = [],
        ["seal-transcript"] = [],
        ["compare-fingerprint"] = ["fingerprint-compared"],

        // Keys and authorities.
        ["open-boot-kit"] = ["boot-kit-opened", "officer-recognised"],
        ["generate-key"] = ["key-generated"],
        ["create-ca"] = ["ca-created"],
        ["create-certificate-procedure"] = ["certificate-procedure-created"],
        ["create-token-procedure"] = ["token-procedure-created"],

        // Cards and officers.
        ["produce-cards"] = ["card-produced"],
        ["personalise-card"] = ["certificate-issued", "card-personalised"],
        ["issue-certificate"] = ["certificate-issued"],
        ["create-officer-profile"] = ["officer-profile-created"],
        ["create-officer"] = ["officer-created"],
        ["sign-in"] = ["officer-signed-in"],
    };
}
