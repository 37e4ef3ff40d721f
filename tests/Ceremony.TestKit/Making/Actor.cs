using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ceremony.TestKit;

/// <summary>A key pair in software with a certificate, and who holds it.</summary>
public sealed record Actor(string Officer, string Person, string Origin, RSA Key, byte[] Certificate)
{
    public byte[] Spki => Key.ExportSubjectPublicKeyInfo();

    /// <summary>The hash of the key as the certificate writes it.</summary>
    public string SpkiSha256
    {
        get
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Certificate);
            return Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        }
    }

    public string CertificateSha256 => Convert.ToHexStringLower(SHA256.HashData(Certificate));

    public bool IsSelfSigned
    {
        get
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Certificate);
            return certificate.IssuerName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData);
        }
    }

    public byte[] Sign(byte[] bytes) => Key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
