using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Pki;

namespace Ceremony.Foresight;

/// <summary>The vendor of all simulated tokens, who vouches for every key: a root, a device, and a certificate for whatever key is asked about. No certificate has the fingerprint that a script names, so this root stands in for that one.</summary>
/// <param name="now">What the simulated clock shows at first.</param>
internal sealed class SimulatedVendor(DateTimeOffset now)
{
    private const int SerialBytes = 8;
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _deviceKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private byte[]? _root;
    private byte[]? _device;

    /// <summary>The root certificate's SHA-256, lower-case hex.</summary>
    public string RootSha256 => Convert.ToHexStringLower(SHA256.HashData(Root));

    /// <summary>The root certificate, DER.</summary>
    public byte[] Root => _root ??= Issue("vendor", _rootKey.ExportSubjectPublicKeyInfo(), isCa: true, "vendor", _rootKey);

    /// <summary>The certificates that vouch for a key, DER, its own first, without the root.</summary>
    /// <param name="publicKey">DER of the key's SubjectPublicKeyInfo.</param>
    public IReadOnlyList<byte[]> Vouching(byte[] publicKey) =>
        [Issue("key", publicKey, isCa: false, "device", _deviceKey), _device ??= Issue("device", _deviceKey.ExportSubjectPublicKeyInfo(), isCa: true, "vendor", _rootKey)];

    /// <summary>The same as a file, with the root.</summary>
    public byte[] Statement(byte[] publicKey) => Encoding.ASCII.GetBytes(string.Concat(Vouching(publicKey).Append(Root).Select(each => Signatures.ToPem("CERTIFICATE", each))));

    private byte[] Issue(string subject, byte[] publicKey, bool isCa, string issuer, ECDsa issuerKey)
    {
        var request = new CertificateRequest(Name(subject), PublicKey.CreateFromSubjectPublicKeyInfo(publicKey, out _), HashAlgorithmName.SHA256);
        if (isCa)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        }

        // The ceremony may be foreseen over years.
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = 1;
        using X509Certificate2 issued = request.Create(Name(issuer), X509SignatureGenerator.CreateForECDsa(issuerKey), now.AddYears(-1), now.AddYears(10), serial);
        return issued.RawData;
    }

    private static X500DistinguishedName Name(string who) => new($"CN=simulated {who}");
}
