using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What a certificate procedure demands of the certificates that are issued by it; what one lacks is given as a clause.</summary>
internal static class ProcedureDemands
{
    private static readonly string[] OfEndEntities = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement"];

    /// <summary>What is wrong with a certificate.</summary>
    /// <param name="basis">What the step rests on.</param>
    /// <param name="issued">What is said of it.</param>
    /// <param name="asked">The extensions that were asked for.</param>
    public static string? Problem(FactBasis basis, CertificateIssued issued, AskedExtensions asked)
    {
        if (basis.Registry.CertificateProcedure(issued.Procedure) is not { } procedure)
        {
            return $"the certificate procedure \"{issued.Procedure}\" of the certificate of {issued.Subject} is not in the registry";
        }

        CertificateView certificate = CertificateView.Read(issued.Certificate);
        return Difference(procedure, certificate, asked) is { } difference ? $"the certificate of {issued.Subject} has {difference} than its procedure \"{procedure.Procedure}\" demands"
            : procedure.Issuer != issued.Issuer ? $"the procedure \"{procedure.Procedure}\" issues under \"{procedure.Issuer}\", not under \"{issued.Issuer}\""
            : basis.Registry.IsRevoked(issued.Issuer) ? $"\"{issued.Issuer}\", which issued the certificate of {issued.Subject}, was revoked"
            : !basis.WasThen(certificate.NotBefore) ? $"the certificate of {issued.Subject} is valid from another time than the clock showed"
            : null;
    }

    // The beginning of "… than its procedure demands".
    private static string? Difference(CertificateProcedureCreated procedure, CertificateView certificate, AskedExtensions asked) => certificate switch
    {
        _ when certificate.SignatureAlgorithm != procedure.SignatureAlgorithm => "another signature algorithm",
        _ when certificate.IsCa || !HasUsage(procedure, certificate.KeyUsage, asked.KeyUsage) => "another key usage",
        _ when !HasPurposes(procedure, certificate.ExtendedKeyUsage, asked.ExtendedKeyUsage) => "another extended key usage",
        _ when !AreSame(certificate.AlternativeNames, procedure.AlternativeNames.Count > 0 ? procedure.AlternativeNames : asked.AlternativeNames) => "other subject alternative names",
        _ when !Validity.TryParse(procedure.ValidFor, out Validity validity) || !validity.FitsFrom(certificate.NotBefore) || certificate.NotAfter != validity.LastSecond(certificate.NotBefore) => "another validity",
        _ when procedure.Subject.Count > 0 && !AreSame(Names.Types(certificate.SubjectDer), procedure.Subject) => "another subject",
        _ when procedure.LeastKey is { } least && IsWeaker(certificate.KeyAlgorithm, least) => "a weaker key",
        _ => null,
    };

    // Where the procedure selects none, what was asked for is taken over.
    private static bool HasUsage(CertificateProcedureCreated procedure, IReadOnlyList<string> usage, IReadOnlyList<string>? asked) =>
        (procedure.KeyUsage.Count > 0 ? procedure.KeyUsage : asked) is { } wanted ? AreSame(usage, wanted) : usage.All(OfEndEntities.Contains);

    // Of a server's certificate it is serverAuth where none is selected or asked for, and among them where some are.
    private static bool HasPurposes(CertificateProcedureCreated procedure, IReadOnlyList<string> purposes, IReadOnlyList<string> asked)
    {
        IReadOnlyList<string> wanted = procedure.ExtendedKeyUsage.Count > 0 ? procedure.ExtendedKeyUsage : asked;
        bool isServers = procedure.Format == "server-certificate";
        return AreSame(purposes, wanted.Count == 0 && isServers ? ["serverAuth"] : wanted) && (!isServers || purposes.Contains("serverAuth"));
    }

    private static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static bool IsWeaker(string algorithm, string least) => RsaBits(algorithm) is { } bits && RsaBits(least) is { } fewest && bits < fewest;

    private static int? RsaBits(string algorithm) => algorithm.StartsWith("rsa-", StringComparison.Ordinal) && int.TryParse(algorithm.AsSpan(4), out int bits) ? bits : null;
}
