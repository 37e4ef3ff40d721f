using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>Certification requests as another program might have made them; a test changes what it is about.</summary>
internal sealed class Requested
{
    public string Subject { get; init; } = "CN=localhost, O=Example AB";

    public int RsaBits { get; init; } = 2048;

    /// <summary>Null for a request without the extension.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment;

    /// <summary>Asks for a name that is neither a host's nor an address.</summary>
    public bool AsksForMail { get; init; }

    public byte[] Der()
    {
        using var key = RSA.Create(RsaBits);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (KeyUsage is { } usage)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        if (AsksForMail)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddEmailAddress("somebody@elsewhere.example");
            request.CertificateExtensions.Add(names.Build());
        }

        return request.CreateSigningRequest();
    }

    public byte[] Pem() => Pem(Der());

    public static byte[] Pem(byte[] der) => Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", der));
}
