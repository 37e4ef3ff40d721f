using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ceremony.Archive.Tests;

/// <summary>Certificates over keys that lie beside the tests, so that they are the same in every run: RSA PKCS#1 signs without chance.</summary>
internal static class TestPki
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static RSA Key(string name)
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(KeyFile(name)));
        return key;
    }

    public static string KeyFile(string name) => Path.Combine(AppContext.BaseDirectory, "keys", $"{name}.pem");

    public static byte[] SelfSigned(string name, string subject, bool authority)
    {
        using RSA key = Key(name);
        return Request(subject, key, authority).Create(new X500DistinguishedName(subject), Signer(key), From, From.AddYears(15), Serial(subject)).RawData;
    }

    public static byte[] Issued(string issuer, byte[] issuerCertificate, string name, string subject)
    {
        using RSA issuerKey = Key(issuer);
        using RSA key = Key(name);
        using X509Certificate2 above = X509CertificateLoader.LoadCertificate(issuerCertificate);
        CertificateRequest request = Request(subject, key, authority: false);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(above, true, includeIssuerAndSerial: false));
        return request.Create(above.SubjectName, Signer(issuerKey), From, From.AddYears(5), Serial(subject)).RawData;
    }

    public static string Spki(byte[] certificate)
    {
        using X509Certificate2 parsed = X509CertificateLoader.LoadCertificate(certificate);
        return Convert.ToHexStringLower(SHA256.HashData(parsed.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private static CertificateRequest Request(string subject, RSA key, bool authority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (authority)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }

    private static X509SignatureGenerator Signer(RSA key) => X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);

    private static byte[] Serial(string subject) => [1, .. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(subject)).AsSpan(0, 15)];
}
