using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>A key that issues certificates, wherever its private half is.</summary>
/// <param name="PublicKey">Its public half: DER of the SubjectPublicKeyInfo.</param>
/// <param name="Sign">Signs bytes by <see cref="Signatures.For"/> of the public half: RSA as PKCS#1, ECDSA as r‖s.</param>
public sealed record IssuerKey(byte[] PublicKey, Func<byte[], byte[]> Sign)
{
    /// <summary>A key in memory; it is not taken over, and must live as long as this.</summary>
    internal static IssuerKey Of(AsymmetricAlgorithm key)
    {
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        HashAlgorithmName hash = AlgorithmIdentifiers.Hash(Signatures.For(publicKey));
        return new IssuerKey(publicKey, bytes => key is ECDsa ecdsa ? ecdsa.SignData(bytes, hash) : ((RSA)key).SignData(bytes, hash, RSASignaturePadding.Pkcs1));
    }
}
