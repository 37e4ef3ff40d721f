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

    private readonly Pbkdf2 _derivation;
    private readonly int _keyLength;
    private readonly byte[] _iv;
    private readonly byte[] _encrypted;

    private Pbes2(Pbkdf2 derivation, int keyLength, byte[] iv, byte[] encrypted) => (_derivation, _keyLength, _iv, _encrypted) = (derivation, keyLength, iv, encrypted);

    /// <summary>Reads an EncryptedPrivateKeyInfo (RFC 5958 §3); null for any other, for more rounds than <see cref="Pbkdf2.MostRounds"/>, and where it cannot be read.</summary>
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

    /// <summary>Decrypts the key into an object of its family. Throws <see cref="CryptographicException"/> where the PIN is another one, or the key is none of that family.</summary>
    public void Import(AsymmetricAlgorithm key, Secret pin) => pin.Reveal(password =>
    {
        byte[] derived = GC.AllocateArray<byte>(_keyLength, pinned: true);
        byte[] plain = GC.AllocateArray<byte>(_encrypted.Length, pinned: true);
        try
        {
            _derivation.Derive(password, derived);
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
        if (derivation.ReadObjectIdentifier() != Pbkdf2.Oid)
            return null;

        var pbkdf2 = Pbkdf2.Read(derivation.ReadSequence());
        AsnReader scheme = parameters.ReadSequence();
        return pbkdf2 is { IsBounded: true, Prf: not null } && KeyLengths.TryGetValue(scheme.ReadObjectIdentifier(), out int keyLength) && (pbkdf2.KeyLength ?? keyLength) == keyLength && scheme.ReadOctetString() is { Length: Block } iv
            ? new Pbes2(pbkdf2, keyLength, iv, encrypted)
            : null;
    }
}
