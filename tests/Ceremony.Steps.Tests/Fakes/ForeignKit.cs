using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A Boot CA and an officer's certificate as another program might have made them; a test changes what it is about.</summary>
internal sealed class ForeignKit
{
    private static readonly RSA CaKey = RSA.Create(2048);
    private static readonly RSA OfficerKey = RSA.Create(2048);

    public bool IsCa { get; init; } = true;

    /// <summary>Null for a certificate without the extension.</summary>
    public X509KeyUsageFlags? CaUsage { get; init; } = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;

    public X509KeyUsageFlags OfficerUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    public string OfficerName { get; init; } = "Foreign officer";

    public byte[] CaSerial { get; init; } = [0x11, 2, 3, 4, 5, 6, 7, 8, 9];

    public bool HasCaIdentifier { get; init; } = true;

    /// <summary>An extension that nobody knows.</summary>
    public bool HasUnknownCritical { get; init; }

    /// <summary>What it is for, by dotted identifiers; empty for whatever there is.</summary>
    public string[] Purposes { get; init; } = [];

    /// <summary>The host that its subject alternative names hold; null for none.</summary>
    public string? Host { get; init; }

    public DateTimeOffset From { get; init; } = FakeDesk.Noon.AddDays(-1);

    public DateTimeOffset To { get; init; } = FakeDesk.Noon.AddYears(5);

    public byte[] Ca()
    {
        var request = new CertificateRequest("CN=Foreign Boot CA", CaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(IsCa, false, 0, IsCa));
        if (CaUsage is { } usage)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        if (HasCaIdentifier)
        {
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        }

        if (HasUnknownCritical)
        {
            request.CertificateExtensions.Add(new X509Extension("1.2.3.4", [5, 0], critical: true));
        }

        if (Purposes.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. Purposes.Select(each => new Oid(each))], critical: false));
        }

        if (Host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(Host);
            request.CertificateExtensions.Add(names.Build());
        }

        using X509Certificate2 made = request.Create(request.SubjectName, X509SignatureGenerator.CreateForRSA(CaKey, RSASignaturePadding.Pkcs1), From, To, CaSerial);
        return made.RawData;
    }

    public byte[] Officer(RSA? key = null)
    {
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificate(Ca());
        var request = new CertificateRequest($"CN={OfficerName}", key ?? OfficerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(OfficerUsage, critical: true));
        using X509Certificate2 made = request.Create(ca.SubjectName, X509SignatureGenerator.CreateForRSA(CaKey, RSASignaturePadding.Pkcs1), From, To, [0x22, 2, 3, 4, 5, 6, 7, 8, 9]);
        return made.RawData;
    }
}
