using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a CA is not created.</summary>
internal static class CreateCaRefusals
{
    /// <summary>Why a key cannot be this CA's; null where it can.</summary>
    public static StepResult? Unfit(Registry registry, KeyGenerated key, SignatureAlgorithm? algorithm)
    {
        if (registry.Find<CaCreated>(ca => ca.Key == key.Key) is { } other)
            return new StepResult.Refused("key-in-use", $"The key \"{key.Key}\" is the key of the CA \"{other.Ca}\" already.", Refusals.CorrectScript);
        if (KeyAlgorithm.Find(key.Algorithm) is { Family: KeyFamily.Dsa })
            return new StepResult.Refused("key-is-dsa", $"The key \"{key.Key}\" is {key.Algorithm}: no CA has a DSA key.", Refusals.CorrectScript);
        if (!key.Usage.Contains("sign"))
            return new StepResult.Refused("key-cannot-sign", $"The key \"{key.Key}\" may not sign: its usage is {StepWords.And(key.Usage)}.", Refusals.CorrectScript);

        return algorithm is null || Issuing.Fits(key, algorithm.Name) ? null : new StepResult.Refused(
            "signature-algorithm",
            $"The key \"{key.Key}\" is {key.Algorithm} and cannot sign with {algorithm.Name}.",
            Refusals.CorrectScript);
    }

    public static StepResult Faulty(string called, PkiException faulty) => new StepResult.Refused(
        "certificate-faulty",
        $"The certificate of the CA \"{called}\" is not issued: {faulty.Message}.",
        "Find out why; if the script is at fault, abort and have it corrected, otherwise try again.");
}
