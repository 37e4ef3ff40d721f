using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why no CRL is issued.</summary>
internal static class IssueCrlRefusals
{
    public static StepResult OutOfReach(string ca) => new StepResult.Refused(
        "key-out-of-reach",
        $"The key of the CA \"{ca}\" is not in any token that this ceremony knows, so it can sign no CRL.",
        "Abort and have the token with that key named in the script, in the step that opens the boot kit.");

    /// <summary>What the registry says against it; null where nothing does.</summary>
    public static StepResult? ByRegistry(Registry registry, SigningCa ca)
    {
        if (registry.IsDestroyed(ca.Key))
            return new StepResult.Refused(
                "key-destroyed",
                $"The key \"{ca.Key}\" of the CA \"{ca.Ca}\" was destroyed and can sign no CRL any more.",
                "Abort and have the steps put in order: the last CRL, the revocation, then the destruction of the key.");

        return Ending.RefuseInUse(registry, ca.Ca);
    }

    public static StepResult Faulty(string ca, PkiException faulty) => new StepResult.Refused(
        "crl-faulty",
        $"The CRL of the CA \"{ca}\" is not issued: {faulty.Message}.",
        "Find out why; if the script is at fault, abort and have it corrected, otherwise try again.");
}
