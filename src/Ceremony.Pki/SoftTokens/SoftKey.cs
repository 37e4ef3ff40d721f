using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>
/// A key pair that was made in the program and waits for its certificate. In its file (PKCS#12, RFC 7292) it is kept with a certificate that it signed
/// for itself, <c>CN=waiting for a certificate</c>, since every reader of such files wants one.
/// </summary>
public sealed class SoftKey : ISoftKey
{
    private readonly AsymmetricAlgorithm _key;

    private SoftKey(AsymmetricAlgorithm key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>DER of the SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Makes a pair. Throws <see cref="PkiException"/> for DSA, which no soft token here has.</summary>
    public static SoftKey Generate(KeyAlgorithm algorithm) => new(algorithm switch
    {
        { Family: KeyFamily.Rsa } => RSA.Create(algorithm.Bits),
        { Family: KeyFamily.Ec, Curve: { } curve } => ECDsa.Create(ECCurve.CreateFromValue(curve)),
        _ => throw new PkiException($"a soft token holds an RSA or an EC key, not one of type {algorithm.Name}"),
    });

    /// <summary>
    /// Opens a file, whether the pair has its certificate already or not. Throws <see cref="WrongPinException"/>, or another
    /// <see cref="PkiException"/> where it is no PKCS#12 with exactly one private key.
    /// </summary>
    public static SoftKey Open(byte[] pkcs12, Secret pin)
    {
        SoftToken.RefuseSize(pkcs12);
        X509Certificate2Collection all = Pkcs12.Load(pkcs12, pin);
        try
        {
            X509Certificate2[] withKey = [.. all.Where(each => each.HasPrivateKey)];
            if (withKey.Length != 1)
                throw new PkiException($"the soft token holds {withKey.Length} private keys, not exactly one");
            return new SoftKey((AsymmetricAlgorithm?)withKey[0].GetRSAPrivateKey() ?? withKey[0].GetECDsaPrivateKey() ?? throw new PkiException("the soft token's key is neither RSA nor on a curve"));
        }
        finally
        {
            foreach (X509Certificate2 each in all)
                each.Dispose();
        }
    }

    /// <summary>The file in which the pair waits.</summary>
    public byte[] Close(Secret pin, DateTimeOffset now)
    {
        byte[] name = Names.Encode([new("CN", "waiting for a certificate")]);
        var validity = new Core.Scripts.Validity(1, "years");
        return Pkcs12.Make(_key, SoftCertificates.SelfSigned(IssuerKey.Of(_key), name, now, validity.LastSecond(now), CertificateProfile.Signer), [], pin);
    }

    /// <summary>
    /// The whole soft token: the pair, its certificate first, then those above it. It is opened again and compared before it is given. Throws
    /// <see cref="PkiException"/> where the certificate is another key's, or where other things are read back.
    /// </summary>
    public byte[] Complete(IReadOnlyList<byte[]> certificates, Secret pin)
    {
        if (certificates.Count == 0 || !CertificateView.Read(certificates[0]).PublicKey.AsSpan().SequenceEqual(PublicKey))
            throw new PkiException("the certificate is not for the soft token's key");

        byte[] file = Pkcs12.Make(_key, certificates[0], [.. certificates.Skip(1)], pin);
        using SoftToken token = SoftToken.Open(file, pin);
        return token.Certificate.AsSpan().SequenceEqual(certificates[0]) && Told(token.Issuers).SetEquals(Told(certificates.Skip(1)))
            ? file
            : throw new PkiException("the soft token does not give back the certificates that were put into it");
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    // A PKCS#12 file keeps its certificates in no order.
    private static HashSet<string> Told(IEnumerable<byte[]> certificates) => [.. certificates.Select(Convert.ToHexString)];
}
