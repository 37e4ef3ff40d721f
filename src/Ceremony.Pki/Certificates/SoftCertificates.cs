using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>Issues certificates with keys that are already in memory: those of a boot kit and those made at the console.</summary>
internal static class SoftCertificates
{
    public static byte[] SelfSigned(AsymmetricAlgorithm key, byte[] name, DateTimeOffset from, DateTimeOffset to, CertificateProfile profile)
    {
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        var template = new CertificateTemplate(
            SerialNumbers.FromRandom(RandomNumberGenerator.GetBytes(SerialNumbers.Size)), name, name, from, to, publicKey, publicKey, null, Signatures.For(publicKey), profile);
        return Sign(template, null, key);
    }

    public static byte[] Issued(RSA issuerKey, byte[] issuerCertificate, RSA key, byte[] name, DateTimeOffset from, DateTimeOffset to, CertificateProfile profile)
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
            SignatureAlgorithm.Sha256Rsa,
            profile);
        return Sign(template, issuerCertificate, issuerKey);
    }

    private static byte[] Sign(CertificateTemplate template, byte[]? issuerCertificate, AsymmetricAlgorithm issuerKey)
    {
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), issuerCertificate);
        byte[] signature = issuerKey is ECDsa ecdsa
            ? ecdsa.SignData(tbs.Bytes, AlgorithmIdentifiers.Hash(template.Algorithm))
            : ((RSA)issuerKey).SignData(tbs.Bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Certificates.Assemble(tbs, template.Algorithm, signature, template.IssuerPublicKey);
    }
}
