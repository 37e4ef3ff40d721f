using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Shared;

/// <summary>What must fit between a certificate procedure and its issuing CA.</summary>
internal static class Issuing
{
    /// <summary>An RSA key makes RSA signatures, a key on a curve ECDSA ones; null where the procedure's algorithm fits the CA's key.</summary>
    public static StepResult? RefuseAlgorithm(Registry registry, CaCreated ca, CertificateProcedureCreated procedure)
    {
        if (registry.Key(ca.Key) is not { } key)
            return Refusals.Unknown("key", ca.Key);

        return Fits(key, procedure.SignatureAlgorithm) ? null : new StepResult.Refused(
            "signature-algorithm",
            $"The certificate procedure \"{procedure.Procedure}\" signs with {procedure.SignatureAlgorithm}, but the key of the CA \"{ca.Ca}\" is {key.Algorithm}.",
            "Abort and have the procedure's signature algorithm corrected in the script.");
    }

    /// <summary>Whether a key can make signatures of that algorithm.</summary>
    public static bool Fits(KeyGenerated key, string algorithm) =>
        KeyAlgorithm.Find(key.Algorithm) is { } known && SignatureAlgorithm.Find(algorithm) is { } wanted && known.Family == wanted.Family;
}
