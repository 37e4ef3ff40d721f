using System.Numerics;
using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>
/// RSAES-PKCS1-v1_5 (RFC 8017 §7.2) of values that prove a key. The padding is drawn beforehand and recorded, so that anybody can encrypt the value again and compare; for a secret that would be the wrong way.
/// </summary>
public static class RsaEncryption
{
    /// <summary>How long a value is, in bytes.</summary>
    public const int ValueBytes = 32;

    // 00 02 before the padding, 00 behind it.
    private const int Frame = 3;

    /// <summary>How many random bytes a value and its padding take under a key. Throws <see cref="PkiException"/> for a key that is not RSA.</summary>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    public static int DrawnBytes(byte[] publicKey) => Length(Read(publicKey)) - Frame;

    /// <summary>The value among drawn bytes: the first 32.</summary>
    public static byte[] Value(byte[] drawn) => drawn[..ValueBytes];

    /// <summary>
    /// The value as it is encrypted: 00, 02, the drawn bytes behind the value with 01 in the place of each 00, 00, the value. Throws <see cref="PkiException"/> where the drawn bytes are not as many as the key takes.
    /// </summary>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    /// <param name="drawn">As many random bytes as <see cref="DrawnBytes"/> says.</param>
    public static byte[] Encrypt(byte[] publicKey, byte[] drawn)
    {
        PublicKeyInfo key = Read(publicKey);
        int length = Length(key);
        if (drawn.Length != length - Frame)
            throw new PkiException($"{drawn.Length} random bytes were drawn, and this key takes {length - Frame}");

        byte[] padding = [.. drawn[ValueBytes..].Select(each => each == 0 ? (byte)1 : each)];
        BigInteger message = new([0, 2, .. padding, 0, .. Value(drawn)], isUnsigned: true, isBigEndian: true);
        byte[] encrypted = BigInteger.ModPow(message, key.Exponent, key.Modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - encrypted.Length], .. encrypted];
    }

    /// <summary>Decrypts in software. Throws <see cref="PkiException"/> where that key does not decrypt it.</summary>
    internal static byte[] Decrypt(RSA key, byte[] ciphertext)
    {
        try
        {
            return key.Decrypt(ciphertext, RSAEncryptionPadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            throw new PkiException("its key does not decrypt what was encrypted for it");
        }
    }

    private static int Length(PublicKeyInfo key) => (int)(key.RsaBits + 7) / 8;

    // A modulus or exponent of absurd size would keep the machine busy for minutes.
    private static PublicKeyInfo Read(byte[] publicKey) => PublicKeyInfo.Read(publicKey) is { IsRsa: true, RsaBits: >= 1024 and <= 16384 } key && key.Exponent.GetBitLength() <= 64
        ? key
        : throw new PkiException("only an RSA key of 1024 to 16384 bits decrypts here");
}
