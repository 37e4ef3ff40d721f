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

    /// <summary>
    /// Why it cannot have its subject: whoever looks for an issuer by its name (RFC 5280 §6.1) must find one key, so that a CA in force with that subject is succeeded knowingly or not at
    /// all. Null where nothing speaks against it. Throws <see cref="PkiException"/> for a subject that cannot be encoded.
    /// </summary>
    public static StepResult? NoSuccessor(Registry registry, CreateCaStep step)
    {
        byte[] subject = Names.Encode(step.Subject);
        string? before = registry.CasInForce.Where(each => Names.IsSame(CertificateView.Read(each.Certificate).SubjectDer, subject)).Select(each => each.Ca).LastOrDefault();
        return before == step.Succeeds ? null
            : before is null ? new StepResult.Refused("succeeds-nothing", $"The CA \"{step.Called}\" is to succeed \"{step.Succeeds}\", but no CA in force has that name and the same subject.", Refusals.CorrectScript)
            : new StepResult.Refused(
                "subject-taken",
                $"The CA \"{before}\" is in force and has the same subject as \"{step.Called}\", with another key{(step.Succeeds is null ? "" : $"; \"{step.Called}\" is to succeed \"{step.Succeeds}\"")}.",
                $"Abort and have the script corrected: another subject, or \"succeeds: {before}\" if that is what is wanted.");
    }

    public static StepResult Faulty(string called, PkiException faulty) => new StepResult.Refused(
        "certificate-faulty",
        $"The certificate of the CA \"{called}\" is not issued: {faulty.Message}.",
        "Find out why; if the script is at fault, abort and have it corrected, otherwise try again.");
}
