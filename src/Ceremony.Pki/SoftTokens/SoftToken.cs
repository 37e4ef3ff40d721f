using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>
/// A key in a file: PKCS#12 (RFC 7292) protected by a PIN, with its certificate and those above it. The key lives in memory from
/// <see cref="Open"/> until <see cref="Dispose"/>.
/// </summary>
public sealed class SoftToken : ISoftToken
{
    private const int ConsoleKeyYears = 10;
    private const int MostBytes = 256 * 1024;

    private readonly X509Certificate2 _holder;

    private SoftToken(X509Certificate2 holder, IReadOnlyList<byte[]> issuers)
    {
        _holder = holder;
        Certificate = holder.RawData;
        Issuers = issuers;
    }

    /// <summary>DER of the certificate of the key.</summary>
    public byte[] Certificate { get; }

    /// <summary>DER of the other certificates in the file.</summary>
    public IReadOnlyList<byte[]> Issuers { get; }

    /// <summary>
    /// Opens a file. Throws <see cref="WrongPinException"/>, or another <see cref="PkiException"/> where it is no PKCS#12 with exactly
    /// one private key and its certificate.
    /// </summary>
    /// <param name="pkcs12">DER, as a .p12 file holds it; at most 256 KiB.</param>
    /// <param name="pin">Its PIN, in UTF-8.</param>
    public static SoftToken Open(byte[] pkcs12, Secret pin)
    {
        RefuseSize(pkcs12);
        X509Certificate2Collection all = Pkcs12.Load(pkcs12, pin);
        X509Certificate2? holder = null;
        try
        {
            List<X509Certificate2> withKey = [.. all.Where(each => each.HasPrivateKey)];
            if (withKey.Count != 1)
                throw new PkiException($"the soft token holds {withKey.Count} private keys with a certificate, not exactly one");

            CertificateView.Read(withKey[0].RawData);
            if (!Pkcs12.KeyFits(withKey[0]))
                throw new PkiException("the soft token's private key does not belong to its certificate");
            List<byte[]> issuers = [.. all.Where(each => !each.HasPrivateKey).Select(each => CertificateView.Read(each.RawData).Der)];
            holder = withKey[0];
            return new SoftToken(holder, issuers);
        }
        finally
        {
            foreach (X509Certificate2 each in all.Where(each => !ReferenceEquals(each, holder)))
                each.Dispose();
        }
    }

    /// <summary>Looks whether a PIN could open the file at all, before anybody types one. Throws <see cref="PkiException"/> where none could, with the kind that was found and what to do.</summary>
    public static void DemandKind(byte[] pkcs12)
    {
        RefuseSize(pkcs12);
        Pkcs12File.Read(pkcs12);
    }

    /// <summary>Throws <see cref="PkiException"/> for a file that is too long to be one.</summary>
    internal static void RefuseSize(byte[] pkcs12)
    {
        if (pkcs12.Length > MostBytes)
            throw new PkiException($"the soft token has {pkcs12.Length} bytes, more than the {MostBytes} allowed");
    }

    /// <summary>
    /// A new P-256 key with a self-signed certificate for somebody who has not brought one, valid for ten years: subject
    /// <c>OU=key made at the console, CN=NAME</c>, so that nobody takes it for a key that only its holder ever had, and a name of 64 characters has room.
    /// </summary>
    /// <param name="commonName">The person's name.</param>
    /// <param name="pin">The PIN that the file is encrypted with, in UTF-8.</param>
    /// <param name="now">The first second of its validity.</param>
    /// <param name="certificate">DER of the certificate.</param>
    /// <returns>The PKCS#12 file.</returns>
    public static byte[] MakeSelfIssued(string commonName, Secret pin, DateTimeOffset now, out byte[] certificate)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        certificate = SelfIssued(key, commonName, now);
        return Pkcs12.Make(key, certificate, [], pin);
    }

    /// <summary>The certificate of such a key.</summary>
    internal static byte[] SelfIssued(ECDsa key, string commonName, DateTimeOffset now)
    {
        byte[] name = Names.Encode([new("OU", "key made at the console"), new("CN", commonName)]);
        var validity = new Core.Scripts.Validity(ConsoleKeyYears, "years");
        return SoftCertificates.SelfSigned(IssuerKey.Of(key), name, now, validity.LastSecond(now), CertificateProfile.Signer);
    }

    /// <summary>
    /// Signs: RSA PKCS#1, or ECDSA as r‖s, like a PKCS#11 token. Throws <see cref="PkiException"/> where the algorithm does not fit the key.
    /// </summary>
    public byte[] Sign(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        using RSA? rsa = _holder.GetRSAPrivateKey();
        using ECDsa? ecdsa = _holder.GetECDsaPrivateKey();
        return SignWith((AsymmetricAlgorithm?)rsa ?? ecdsa, algorithm, bytes);
    }

    /// <summary>
    /// Signs once, for whoever knows the certificate of the key: the same signature and the same refusals as <see cref="Open"/> and <see cref="Sign"/>, in less time. The key is gone
    /// when this returns.
    /// </summary>
    /// <param name="pkcs12">DER, as a .p12 file holds it; at most 256 KiB.</param>
    /// <param name="pin">Its PIN, in UTF-8.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo in the certificate.</param>
    /// <param name="algorithm">How to sign.</param>
    /// <param name="bytes">What to sign.</param>
    public static byte[] SignOnce(byte[] pkcs12, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        RefuseSize(pkcs12);
        using (AsymmetricAlgorithm? key = Pkcs12.LoadKey(pkcs12, pin, publicKey, algorithm.Family == KeyFamily.Rsa))
        {
            if (key is not null)
                return SignWith(key, algorithm, bytes);
        }

        using SoftToken whole = Open(pkcs12, pin);
        return whole.Sign(algorithm, bytes);
    }

    private static byte[] SignWith(AsymmetricAlgorithm? key, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        HashAlgorithmName hash = AlgorithmIdentifiers.Hash(algorithm);
        return (algorithm.Family, key) switch
        {
            (KeyFamily.Rsa, RSA rsa) => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            (KeyFamily.Ec, ECDsa ecdsa) => ecdsa.SignData(bytes, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            _ => throw new PkiException($"the soft token's key cannot sign with {algorithm.Name}"),
        };
    }

    /// <summary>Decrypts by RSAES-PKCS1-v1_5. Throws <see cref="PkiException"/> where the key is not RSA, or what was encrypted is not for it.</summary>
    public byte[] Decrypt(byte[] ciphertext)
    {
        using RSA? rsa = _holder.GetRSAPrivateKey();
        return RsaEncryption.Decrypt(rsa ?? throw new PkiException("the soft token's key is not RSA and cannot decrypt"), ciphertext);
    }

    /// <inheritdoc/>
    public void Dispose() => _holder.Dispose();
}
