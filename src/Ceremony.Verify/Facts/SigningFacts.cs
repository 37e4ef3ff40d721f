using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about certificates, requests and CRLs must rest on: bytes that were approved, and the very signature in them. What is wrong with that is given as a clause.</summary>
internal static class SigningFacts
{
    public static string? Created(FactBasis basis, CaCreated ca) =>
        Signed(basis, ca.Certificate, IsSelfIssued(ca.Certificate) ? basis.Registry.Key(ca.Key) : Above(basis.Registry, ca.Certificate), $"the CA \"{ca.Ca}\"");

    public static string? Issued(FactBasis basis, CertificateIssued issued) =>
        Signed(basis, issued.Certificate, basis.Registry.Ca(issued.Issuer) is { } issuer ? basis.Registry.Key(issuer.Key) : null, $"the certificate of {issued.Subject}");

    private static string? Signed(FactBasis basis, byte[] certificate, KeyGenerated? signer, string what) => signer switch
    {
        null => $"the key that signed {what} is not in the registry",
        _ => basis.Signed(signer.Token, signer.Id, certificate) ? null : $"no action signed exactly {what}",
    };

    private static KeyGenerated? Above(Registry registry, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return registry.Find<CaCreated>(each => CertificateView.Read(each.Certificate).SubjectDer.AsSpan().SequenceEqual(view.IssuerDer)) is { } issuer ? registry.Key(issuer.Key) : null;
    }

    private static bool IsSelfIssued(byte[] certificate) => CertificateView.Read(certificate).IsSelfIssued;

    public static string? Requested(FactBasis basis, CertificateRequested requested)
    {
        var request = RequestBytes.Read(requested.Request);
        return basis.Registry.Key(requested.Key) switch
        {
            null => $"the key \"{requested.Key}\", for which a certificate is requested, is not in the registry",
            var key when !key.PublicKey.AsSpan().SequenceEqual(request.PublicKey) => $"the key in the request is not \"{requested.Key}\"",
            _ when !AreSame(request.KeyUsage, requested.KeyUsage) => $"the request of the key \"{requested.Key}\" asks for another key usage",
            var key => basis.Signed(key.Token, key.Id, requested.Request) ? null : $"no action signed exactly the request of the key \"{requested.Key}\"",
        };
    }

    public static string? SoftToken(FactBasis basis, SoftTokenIssued token)
    {
        byte[] key = CertificateView.Read(token.Certificate).PublicKey;
        if (!basis.Did("make-soft-token", (action, receipt) => action.Text("file") == token.File && action.Text("holder") == token.Holder && FactBasis.Holds(receipt, "public-key", key)))
        {
            return $"no action made the key of the soft token {token.File}";
        }

        return basis.Did("complete-soft-token", (action, receipt) =>
            action.Text("file") == token.File
            && action.Text("holder") == token.Holder
            && action.Texts("certificates")[0] == Convert.ToBase64String(token.Certificate)
            && receipt.Text("certificate-sha256") == FactBasis.Hash(token.Certificate))
                ? null
                : $"no action put the certificate into the soft token {token.File}";
    }

    public static string? Crl(FactBasis basis, CrlIssued fact)
    {
        if (basis.Registry.SigningCa(fact.Ca) is not { } ca)
        {
            return $"the key that signed the CRL of \"{fact.Ca}\" is not in the registry";
        }

        var crl = CrlBytes.Read(fact.Crl);
        CertificateView above = CertificateView.Read(ca.Certificate);
        return crl switch
        {
            _ when !crl.Issuer.AsSpan().SequenceEqual(above.SubjectDer) => $"the CRL is not one of \"{fact.Ca}\"",
            _ when crl.Number != fact.Number || !AreSame(crl.Serials, fact.Serials) => $"the CRL of \"{fact.Ca}\" has another number or other entries",
            _ when LeftOut(basis.Registry, fact) is { } serial => $"the CRL of \"{fact.Ca}\" leaves out the certificate with the serial number {serial}, which that CA issued",
            _ => basis.Signed(ca.Token, ca.KeyId, fact.Crl) ? null : $"no action signed exactly the CRL of \"{fact.Ca}\"",
        };
    }

    // In any order.
    private static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    // Every CRL of the Boot CA is its last: nothing that it issued may be valid afterwards.
    private static string? LeftOut(Registry registry, CrlIssued crl) => LeftOut(registry, crl, [.. crl.Serials]);

    private static string? LeftOut(Registry registry, CrlIssued crl, HashSet<string> listed) => registry.All<BootKitOpened>()
        .Where(kit => kit.Ca == crl.Ca)
        .SelectMany(kit => kit.Issued.Concat(registry.All<OfficerRecognised>().Where(officer => officer.Bootstrap).Select(officer => officer.Certificate)))
        .Select(certificate => CertificateView.Read(certificate).SerialNumber)
        .FirstOrDefault(serial => !listed.Contains(serial));
}
