using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki;

/// <summary>
/// A private key encrypted under a PIN by PBES2 (RFC 8018 §6.2) with PBKDF2 and AES in CBC mode, as everybody writes it now. The framework derives keys for PKCS#8 round by round, which takes more than twice as long as in
/// one call.
/// </summary>
internal sealed class Pbes2
{
    /// <summary>id-PBKDF2.</summary>
    public const string Pbkdf2 = "1.2.840.113549.1.5.12";

    /// <summary>id-PBES2.</summary>
    public const string Oid = "1.2.840.113549.1.5.13";

    private const int Block = 16;

    // NIST's aes128-CBC-PAD, aes192-CBC-PAD, aes256-CBC-PAD (RFC 8018 appendix B.2.5): bytes of a key.
    private static readonly Dictionary<string, int> KeyLengths = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.1.2"] = 16,
        ["2.16.840.1.101.3.4.1.22"] = 24,
        ["2.16.840.1.101.3.4.1.42"] = 32,
    };

    private readonly byte[] _salt;
    private readonly int _rounds;
    private readonly HashAlgorithmName _prf;
    private readonly int _keyLength;
    private readonly byte[] _iv;
    private readonly byte[] _encrypted;

    private Pbes2(byte[] salt, int rounds, HashAlgorithmName prf, int keyLength, byte[] iv, byte[] encrypted) =>
        (_salt, _rounds, _prf, _keyLength, _iv, _encrypted) = (salt, rounds, prf, keyLength, iv, encrypted);

    /// <summary>Reads an EncryptedPrivateKeyInfo (RFC 5958 §3); null for any other, for more rounds than <see cref="Pbmac1.MostRounds"/>, and where it cannot be read.</summary>
    public static Pbes2? Read(byte[] encryptedPrivateKeyInfo)
    {
        try
        {
            AsnReader whole = new AsnReader(encryptedPrivateKeyInfo, AsnEncodingRules.BER).ReadSequence();
            AsnReader algorithm = whole.ReadSequence();
            return algorithm.ReadObjectIdentifier() == Oid ? Read(algorithm.ReadSequence(), whole.ReadOctetString()) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>What HMAC a derivation by PBKDF2 is made with (RFC 8018 appendix B.1); null where it is not known.</summary>
    public static HashAlgorithmName? Prf(string hmac) => hmac switch
    {
        "1.2.840.113549.2.7" => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Decrypts the key into an object of its family. Throws <see cref="CryptographicException"/> where the PIN is another one, or the key is none of that family.</summary>
    public void Import(AsymmetricAlgorithm key, Secret pin) => pin.Reveal(password =>
    {
        byte[] derived = GC.AllocateArray<byte>(_keyLength, pinned: true);
        byte[] plain = GC.AllocateArray<byte>(_encrypted.Length, pinned: true);
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(password, _salt, derived, _rounds, _prf);
            using var aes = Aes.Create();
            aes.SetKey(derived);
            int length = aes.DecryptCbc(_encrypted, _iv, plain);
            key.ImportPkcs8PrivateKey(plain.AsSpan(0, length), out _);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(plain);
        }
    });

    private static Pbes2? Read(AsnReader parameters, byte[] encrypted)
    {
        AsnReader derivation = parameters.ReadSequence();
        if (derivation.ReadObjectIdentifier() != Pbkdf2)
            return null;

        AsnReader pbkdf2 = derivation.ReadSequence();
        byte[] salt = pbkdf2.ReadOctetString();
        if (!pbkdf2.TryReadInt32(out int rounds) || rounds is < 1 or > Pbmac1.MostRounds)
            return null;

        int? told = pbkdf2.HasData && pbkdf2.PeekTag().TagValue == (int)UniversalTagNumber.Integer && pbkdf2.TryReadInt32(out int bytes) ? bytes : null;
        HashAlgorithmName? prf = pbkdf2.HasData ? Prf(pbkdf2.ReadSequence().ReadObjectIdentifier()) : HashAlgorithmName.SHA1;
        AsnReader scheme = parameters.ReadSequence();
        return prf is { } known && KeyLengths.TryGetValue(scheme.ReadObjectIdentifier(), out int keyLength) && (told ?? keyLength) == keyLength && scheme.ReadOctetString() is { Length: Block } iv
            ? new Pbes2(salt, rounds, known, keyLength, iv, encrypted)
            : null;
    }
}
