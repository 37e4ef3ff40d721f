using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Pki;

namespace Ceremony.TestKit;

/// <summary>
/// A vendor whose devices vouch for keys, as Yubico's do: a root, an intermediate CA, a device certified by it, and certificates for keys by the device. They are made by the runtime's own X.509, and by nothing of the
/// program's.
/// </summary>
public sealed class Vendor
{
    private static readonly ECDsa RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa MiddleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly RSA DeviceKey = RSA.Create(2048);

    /// <summary>When its certificates begin to be valid; they are for ten years.</summary>
    public DateTimeOffset From { get; init; } = Cast.Begin.AddYears(-1);

    /// <summary>Whether the device's certificate says that it may certify others.</summary>
    public bool IsDeviceCa { get; init; } = true;

    /// <summary>By which hash it signs.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>The root certificate, DER.</summary>
    public byte[] Root => field ??= Issue("Test Vendor Root", RootKey.ExportSubjectPublicKeyInfo(), "Test Vendor Root", Of(RootKey), Ca());

    /// <summary>Its SHA-256, lower-case hex.</summary>
    public string RootSha256 => Convert.ToHexStringLower(SHA256.HashData(Root));

    /// <summary>The CA between root and devices.</summary>
    public byte[] Middle => field ??= Issue("Test Vendor PIV A 1", MiddleKey.ExportSubjectPublicKeyInfo(), "Test Vendor Root", Of(RootKey), Ca());

    /// <summary>The device's own certificate, as it stands in the slot f9.</summary>
    public byte[] Device => field ??= Issue("Test PIV Attestation", DeviceKey.ExportSubjectPublicKeyInfo(), "Test Vendor PIV A 1", Of(MiddleKey), IsDeviceCa ? [Ca()[0]] : []);

    /// <summary>What a YubiKey says: the serial number of the device.</summary>
    public static X509Extension PivSerial(long serial) => Extension("1.3.6.1.4.1.41482.3.7", writer => writer.WriteInteger(new BigInteger(serial)));

    /// <summary>What a YubiHSM 2 says: the serial number of the device.</summary>
    public static X509Extension HsmSerial(long serial) => Extension("1.3.6.1.4.1.41482.4.2", writer => writer.WriteInteger(new BigInteger(serial)));

    /// <summary>What a YubiHSM 2 says: how the key came about, 1 for generated, 2 for imported, 16 more for imported under wrap.</summary>
    public static X509Extension HsmOrigin(byte origin) => Extension("1.3.6.1.4.1.41482.4.3", writer => writer.WriteBitString([origin]));

    /// <summary>What the device states of a key, DER.</summary>
    public byte[] Attest(byte[] publicKey, params X509Extension[] says) =>
        Issue("Test PIV Attestation 9a", publicKey, "Test PIV Attestation", X509SignatureGenerator.CreateForRSA(DeviceKey, RSASignaturePadding.Pkcs1), says);

    /// <summary>What whoever holds a key of the device can make by it: a certificate for another key, in the name of the first.</summary>
    public byte[] AttestBy(ECDsa attested, byte[] publicKey) => Issue("Another", publicKey, "Test PIV Attestation 9a", Of(attested), []);

    /// <summary>A certificate that a key signs for itself, as ykcs11 puts one beside each new key.</summary>
    public byte[] SelfSigned(ECDsa key) => Issue("Itself", key.ExportSubjectPublicKeyInfo(), "Itself", Of(key), []);

    /// <summary>A chain as a Luna HSM gives it with a key: nothing in it is a CA's by its basic constraints, and extended key usages say what each certificate is for.</summary>
    public IReadOnlyList<byte[]> Pkc(byte[] publicKey)
    {
        X509SignatureGenerator device = X509SignatureGenerator.CreateForRSA(DeviceKey, RSASignaturePadding.Pkcs1);
        return
        [
            Issue("Test PKC", publicKey, "Test DAC", device, [.. Purpose("1.3.6.1.4.1.12383.1.13"), new X509Extension("1.3.6.1.4.1.12383.2.1", [0xD6, 0xF3, 7, 0], critical: false)]),
            Issue("Test DAC", DeviceKey.ExportSubjectPublicKeyInfo(), "Test HOC", Of(MiddleKey), Purpose("1.3.6.1.4.1.12383.1.15")),
            Issue("Test HOC", MiddleKey.ExportSubjectPublicKeyInfo(), "Test Vendor Root", Of(RootKey), Purpose("1.3.6.1.4.1.12383.1.14")),
            Root,
        ];
    }

    /// <summary>Certificates as PEM, one after the other.</summary>
    public static byte[] Pem(params IEnumerable<byte[]> certificates) => Encoding.ASCII.GetBytes(string.Concat(certificates.Select(each => Signatures.ToPem("CERTIFICATE", each))));

    /// <summary>Certificates as PKCS#7, DER.</summary>
    public static byte[] Pkcs7(params IEnumerable<byte[]> certificates)
    {
        var all = new X509Certificate2Collection();
        foreach (byte[] each in certificates)
        {
            all.Add(X509CertificateLoader.LoadCertificate(each));
        }

        return all.Export(X509ContentType.Pkcs7)!;
    }

    private byte[] Issue(string subject, byte[] publicKey, string issuer, X509SignatureGenerator by, params X509Extension[] extensions)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN={subject}"), PublicKey.CreateFromSubjectPublicKeyInfo(publicKey, out _), Hash);
        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        // A random number of 16 bytes, as Yubico's devices draw it.
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = 0x42;
        using X509Certificate2 issued = request.Create(new X500DistinguishedName($"CN={issuer}"), by, From, From.AddYears(10), serial);
        return issued.RawData;
    }

    private static X509SignatureGenerator Of(ECDsa key) => X509SignatureGenerator.CreateForECDsa(key);

    private static X509Extension[] Ca() => [new X509BasicConstraintsExtension(true, false, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true)];

    private static X509Extension[] Purpose(string oid) => [new X509EnhancedKeyUsageExtension([new Oid(oid)], critical: true)];

    private static X509Extension Extension(string oid, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new X509Extension(oid, writer.Encode(), critical: false);
    }
}
