using System.Security.Cryptography;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>
/// A key in a file that has no certificate yet: PKCS#12 (RFC 7292) under a passphrase, as strong as a finished one. The key lives in memory
/// from <see cref="Open"/> until <see cref="Dispose"/>.
/// </summary>
public sealed class PendingSoftToken : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private PendingSoftToken(AsymmetricAlgorithm key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>DER of the SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A new key pair. Throws <see cref="PkiException"/> for DSA, which this program certifies nowhere.</summary>
    /// <param name="algorithm">RSA or EC.</param>
    /// <param name="passphrase">What the file is encrypted with.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    /// <returns>The PKCS#12 file, opened again and compared.</returns>
    public static byte[] Make(KeyAlgorithm algorithm, Secret passphrase, out byte[] publicKey)
    {
        using AsymmetricAlgorithm key = algorithm.Family switch
        {
            KeyFamily.Rsa => RSA.Create(algorithm.Bits),
            KeyFamily.Ec => ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!)),
            _ => throw new PkiException($"a soft token holds an RSA or an EC key, not one of the kind {algorithm.Name}"),
        };
        publicKey = key.ExportSubjectPublicKeyInfo();
        byte[] file = Pkcs12.MakePending(key, passphrase);
        using PendingSoftToken again = Open(file, passphrase);
        return again.PublicKey.AsSpan().SequenceEqual(publicKey) ? file : throw new PkiException("the pending soft token does not hold the key that it was made for");
    }

    /// <summary>
    /// Opens a file. Throws <see cref="WrongPassphraseException"/>, or another <see cref="PkiException"/> where it is no PKCS#12 with exactly
    /// one private key and nothing else.
    /// </summary>
    /// <param name="pkcs12">DER; at most 256 KiB.</param>
    /// <param name="passphrase">UTF-8.</param>
    public static PendingSoftToken Open(byte[] pkcs12, Secret passphrase)
    {
        SoftToken.RefuseSize(pkcs12);
        return new PendingSoftToken(Pkcs12.LoadPending(pkcs12, passphrase));
    }

    /// <summary>
    /// The finished soft token: key, certificate and those above it. It is opened again and compared before it is given. Throws
    /// <see cref="PkiException"/> where the first certificate is for another key, or where other things are read back.
    /// </summary>
    /// <param name="certificates">DER, that of the key first, then its issuers.</param>
    /// <param name="passphrase">What the file is encrypted with.</param>
    /// <returns>The PKCS#12 file: open it by <see cref="SoftToken.Open"/>.</returns>
    public byte[] Complete(IReadOnlyList<byte[]> certificates, Secret passphrase)
    {
        if (certificates.Count == 0 || !CertificateView.Read(certificates[0]).PublicKey.AsSpan().SequenceEqual(PublicKey))
            throw new PkiException("the certificate is not for the soft token's key");

        byte[] file = Pkcs12.Make(_key, certificates[0], [.. certificates.Skip(1)], passphrase);
        using SoftToken token = SoftToken.Open(file, passphrase);
        return Told(token.Issuers.Prepend(token.Certificate)).SetEquals(Told(certificates)) && token.Certificate.AsSpan().SequenceEqual(certificates[0])
            ? file
            : throw new PkiException("the soft token does not give back the certificates that were put in it");
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    // A PKCS#12 file keeps its certificates in no order.
    private static HashSet<string> Told(IEnumerable<byte[]> certificates) => [.. certificates.Select(Convert.ToHexString)];
}
