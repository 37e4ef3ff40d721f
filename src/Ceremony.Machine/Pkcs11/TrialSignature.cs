using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Verifies the signature of a key that was made to try a token.</summary>
internal static class TrialSignature
{
    /// <summary>Whether it is one over those bytes.</summary>
    public static bool Verifies(KeyAlgorithm algorithm, byte[] publicKey, byte[] bytes, byte[] signature)
    {
        HashAlgorithmName hash = algorithm.Signature.HashBits == 384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        try
        {
            if (algorithm.IsRsa)
            {
                using var rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
                return rsa.VerifyData(bytes, signature, hash, RSASignaturePadding.Pkcs1);
            }

            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(publicKey, out _);
            return curve.VerifyData(bytes, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
