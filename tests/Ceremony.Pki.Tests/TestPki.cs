using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

/// <summary>Keys that are made once for all tests, and certificates around them.</summary>
internal static class TestPki
{
    public static readonly DateTimeOffset From = new(2026, 3, 1, 14, 2, 11, TimeSpan.Zero);
    public static readonly DateTimeOffset To = From.AddYears(15).AddSeconds(-1);
    public static readonly DateTimeOffset Middle = From.AddYears(1);

    public static readonly RSA CaKey = RSA.Create(2048);
    public static readonly RSA LeafKey = RSA.Create(2048);
    public static readonly ECDsa P256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly ECDsa P384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    private static readonly Lazy<DSA> LazyDsa = new(() => DSA.Create(2048));

    public static readonly byte[] CaName = Names.Encode([new("C", "SE"), new("O", "Example AB"), new("CN", "Officer and system CA")]);
    public static readonly byte[] LeafName = Names.Encode([new("C", "SE"), new("O", "Example AB"), new("CN", "Åsa Öberg")]);

    public static readonly byte[] Ca = Issue(CaTemplate(CaKey), CaKey, null);
    public static readonly byte[] Leaf = Issue(LeafTemplate(), CaKey, Ca);

    /// <summary>Made when it is asked for: its parameters take seconds.</summary>
    public static DSA Dsa => LazyDsa.Value;

    public static byte[] Spki(AsymmetricAlgorithm key) => key.ExportSubjectPublicKeyInfo();

    public static CertificateTemplate CaTemplate(AsymmetricAlgorithm key) => new(
        Serial(1), CaName, CaName, From, To, Spki(key), Spki(key), null, Signatures.For(Spki(key)), CertificateProfile.Ca);

    public static CertificateTemplate LeafTemplate() => new(
        Serial(2),
        CaName,
        LeafName,
        From,
        From.AddYears(5).AddSeconds(-1),
        Spki(LeafKey),
        Spki(CaKey),
        CertificateView.Read(Ca).SubjectKeyIdentifier,
        SignatureAlgorithm.Sha256Rsa,
        CertificateProfile.Signer);

    /// <summary>A certificate for another key and subject, issued by another CA.</summary>
    public static CertificateTemplate Under(byte[] issuer, AsymmetricAlgorithm key, string commonName, int serial, CertificateProfile profile)
    {
        CertificateView view = CertificateView.Read(issuer);
        return new CertificateTemplate(
            Serial(serial),
            view.SubjectDer,
            Names.Encode([new("CN", commonName)]),
            view.NotBefore,
            view.NotAfter,
            Spki(key),
            view.PublicKey,
            view.SubjectKeyIdentifier,
            Signatures.For(view.PublicKey),
            profile);
    }

    public static byte[] Issue(CertificateTemplate template, AsymmetricAlgorithm issuerKey, byte[]? issuer)
    {
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), issuer);
        return Certificates.Assemble(tbs, template.Algorithm, Sign(issuerKey, template.Algorithm, tbs.Bytes), Spki(issuerKey));
    }

    /// <summary>A raw signature, as a token makes it.</summary>
    public static byte[] Sign(AsymmetricAlgorithm key, SignatureAlgorithm algorithm, byte[] bytes)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm.HashBits}");
        return key switch
        {
            RSA rsa => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            DSA dsa => dsa.SignData(bytes, hash),
            _ => ((ECDsa)key).SignData(bytes, hash),
        };
    }

    public static byte[] Serial(int seed)
    {
        byte[] random = new byte[SerialNumbers.Size];
        new Random(seed).NextBytes(random);
        return SerialNumbers.FromRandom(random);
    }
}
