using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a key does not ask for a certificate.</summary>
internal static class RequestCertificateRefusals
{
    /// <summary>Why a key cannot ask; null where it can.</summary>
    public static StepResult? Unfit(Registry registry, KeyGenerated key)
    {
        if (registry.Find<CaCreated>(ca => ca.Key == key.Key) is { } other)
            return new StepResult.Refused(
                "key-in-use",
                $"The key \"{key.Key}\" is the key of the CA \"{other.Ca}\"; it signs no requests.",
                Refusals.CorrectScript);

        // RFC 2986 §3: a request is signed with the key inside it.
        return key.Usage.Contains("sign") ? null : new StepResult.Refused(
            "key-cannot-sign",
            $"The key \"{key.Key}\" may not sign, so it cannot sign its own request: its usage is {StepWords.And(key.Usage)}.",
            "Abort and have sign added to the key's usage in the script; a key's rights cannot be changed afterwards.");
    }

    public static StepResult Faulty(string artifact, PkiException faulty) => new StepResult.Refused(
        "request-faulty",
        $"The request {artifact} is not made: {faulty.Message}.",
        "Find out why; if the script is at fault, abort and have it corrected, otherwise try again.");
}
