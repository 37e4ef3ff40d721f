using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What must fit between a certificate procedure, its issuing CA, and what is certified.</summary>
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

    /// <summary>A key that a procedure does not certify; null where it does.</summary>
    /// <param name="procedure">The procedure.</param>
    /// <param name="what">Which key it is, at the beginning of a sentence: "The key in the request tls.csr".</param>
    /// <param name="algorithm">Its kind and size, such as <c>rsa-2048</c>.</param>
    public static StepResult? RefuseKey(CertificateProcedureCreated procedure, string what, string algorithm)
    {
        if (algorithm.StartsWith("dsa", StringComparison.Ordinal))
            return new StepResult.Refused("key-is-dsa", $"{what} is {algorithm}: no certificate is issued for a DSA key.", Refusals.CorrectScript);

        return procedure.LeastKey is { } least && RsaBits(algorithm) is { } bits && bits < RsaBits(least) ? new StepResult.Refused(
            "key-too-weak",
            $"{what} is {algorithm}, but the certificate procedure \"{procedure.Procedure}\" demands at least {least}.",
            "Abort and have the key's size, or the procedure, corrected in the script.") : null;
    }

    /// <summary>A refusal where a subject does not consist of the attributes that the procedure demands, in any order; null where it does.</summary>
    /// <param name="procedure">The procedure.</param>
    /// <param name="what">Whose subject it is: "the request tls.csr".</param>
    /// <param name="types">The types of the subject's attributes, in its order.</param>
    public static StepResult? RefuseSubject(CertificateProcedureCreated procedure, string what, IReadOnlyList<string> types) =>
        procedure.Subject.Count == 0 || types.Order(StringComparer.Ordinal).SequenceEqual(procedure.Subject.Order(StringComparer.Ordinal)) ? null : new StepResult.Refused(
            "subject-differs",
            $"The subject of {what} consists of {StepWords.And(types)}, but the certificate procedure \"{procedure.Procedure}\" demands {StepWords.And(procedure.Subject)}.",
            Refusals.CorrectScript);

    /// <summary>What certificates have of an extension: what the procedure selects; where it selects nothing, what is asked for.</summary>
    /// <param name="selected">What the procedure selects; empty for nothing.</param>
    /// <param name="asked">What is asked for; empty for nothing.</param>
    public static IReadOnlyList<string> InForce(IReadOnlyList<string> selected, IReadOnlyList<string> asked) => selected.Count > 0 ? selected : asked;

    /// <summary>An extended key usage that a server's certificate cannot have, where the procedure issues for servers; null where there is none.</summary>
    /// <param name="procedure">The procedure; where it selects an extended key usage, that one counts.</param>
    /// <param name="asked">The extended key usage that is asked for.</param>
    public static StepResult? RefusePurposes(CertificateProcedureCreated procedure, IReadOnlyList<string> asked)
    {
        IReadOnlyList<string> purposes = InForce(procedure.ExtendedKeyUsage, asked);
        return procedure.Format != "server-certificate" || purposes.Count == 0 || purposes.Contains("serverAuth") ? null : new StepResult.Refused(
            "not-for-servers",
            $"Certificates of the procedure \"{procedure.Procedure}\" are for servers, but their extended key usage would be {StepWords.And(purposes)}, without serverAuth.",
            "Abort and have serverAuth added in the script, or the procedure's format made rfc5280.");
    }

    /// <summary>Certificates that would be valid beyond the end of the calendar.</summary>
    public static StepResult BeyondCalendar(IssuingPlan plan, DateTimeOffset from) => new StepResult.Refused(
        "beyond-calendar",
        $"Certificates of the procedure \"{plan.Procedure.Procedure}\" would be valid for {plan.ValidFor} from {StepWords.Time(from)}, which is beyond the year 9999.",
        "Compare the clock with a watch; if it is right, abort and have the procedure's validity shortened in the script.");

    /// <summary>Certificates that would be valid for longer than the CA's; null where they would not.</summary>
    public static StepResult? OutlivesIssuer(IssuingPlan plan, CertificateTerm term)
    {
        DateTimeOffset last = CertificateView.Read(plan.Ca.Certificate).NotAfter;
        return term.To <= last ? null : new StepResult.Refused(
            "outlives-issuer",
            $"Certificates of the procedure \"{plan.Procedure.Procedure}\" would be valid until {StepWords.Time(term.To)}, but that of the CA \"{plan.Ca.Ca}\" only until {StepWords.Time(last)}.",
            "Abort and have the procedure's validity shortened in the script.");
    }

    /// <summary>A CA that is revoked issues nothing any more.</summary>
    public static StepResult Revoked(CertificateProcedureCreated procedure) => new StepResult.Refused(
        "ca-revoked",
        $"The CA \"{procedure.Issuer}\", which issues for the certificate procedure \"{procedure.Procedure}\", is revoked.",
        "Abort and have a procedure of another CA named in the script.");

    private static int? RsaBits(string algorithm) =>
        algorithm.StartsWith("rsa-", StringComparison.Ordinal) && int.TryParse(algorithm.AsSpan(4), out int bits) ? bits : null;
}
