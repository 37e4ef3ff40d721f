using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>Issues certificates outside of a ceremony or for keys in memory: those of a boot kit and those made at the console.</summary>
internal static class SoftCertificates
{
    public static byte[] SelfSigned(IssuerKey key, byte[] name, DateTimeOffset from, DateTimeOffset to, CertificateProfile profile)
    {
        var template = new CertificateTemplate(
            SerialNumbers.FromRandom(RandomNumberGenerator.GetBytes(SerialNumbers.Size)), name, name, from, to, key.PublicKey, key.PublicKey, null, Signatures.For(key.PublicKey), profile);
        return Sign(template, null, key);
    }

    public static byte[] Issued(IssuerKey issuerKey, byte[] issuerCertificate, RSA key, byte[] name, DateTimeOffset from, DateTimeOffset to, CertificateProfile profile)
    {
        CertificateView issuer = CertificateView.Read(issuerCertificate);
        var template = new CertificateTemplate(
            SerialNumbers.FromRandom(RandomNumberGenerator.GetBytes(SerialNumbers.Size)),
            issuer.SubjectDer,
            name,
            from,
            to,
            key.ExportSubjectPublicKeyInfo(),
            issuer.PublicKey,
            issuer.SubjectKeyIdentifier,
            Signatures.For(issuerKey.PublicKey),
            profile);
        return Sign(template, issuerCertificate, issuerKey);
    }

    private static byte[] Sign(CertificateTemplate template, byte[]? issuerCertificate, IssuerKey issuerKey)
    {
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), issuerCertificate);
        return Certificates.Assemble(tbs, template.Algorithm, issuerKey.Sign(tbs.Bytes), template.IssuerPublicKey);
    }
}
