using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki;

/// <summary>The MAC of a PKCS#12 file by PBMAC1 (RFC 9579 §3 and §4; RFC 8018 appendix A.5): PBKDF2 makes the key from the PIN in UTF-8, HMAC the tag.</summary>
internal sealed class Pbmac1
{
    /// <summary>id-PBMAC1.</summary>
    public const string Oid = "1.2.840.113549.1.5.14";

    // RFC 9579 §5: at least 20 octets. More than a block of SHA-512 only costs time.
    private const int ShortestKey = 20;
    private const int LongestKey = 128;

    private readonly Pbkdf2 _derivation;
    private readonly int _keyLength;
    private readonly HashAlgorithmName _tag;
    private readonly byte[] _mac;

    private Pbmac1(Pbkdf2 derivation, int keyLength, HashAlgorithmName tag, byte[] mac) => (_derivation, _keyLength, _tag, _mac) = (derivation, keyLength, tag, mac);

    /// <summary>Reads PBMAC1-params. Throws <see cref="PkiException"/> where it asks for what no PIN could fulfil here, and what <see cref="AsnReader"/> does.</summary>
    public static Pbmac1 Read(AsnReader parameters, byte[] mac)
    {
        AsnReader derivation = parameters.ReadSequence();
        string kind = derivation.ReadObjectIdentifier();
        if (kind != Pbkdf2.Oid)
            throw Unfit($"makes its key with what this program does not know ({kind})");

        var pbkdf2 = Pbkdf2.Read(derivation.ReadSequence());
        if (!pbkdf2.IsBounded)
            throw Unfit($"asks for fewer than 1 or more than {Pbkdf2.MostRounds} rounds");
        if (pbkdf2.KeyLength is not (>= ShortestKey and <= LongestKey))
            throw Unfit($"does not say a key's length of {ShortestKey} to {LongestKey} bytes");

        // Told now, and not first when somebody types a PIN.
        _ = Hash(pbkdf2.Hmac);
        return new Pbmac1(pbkdf2, pbkdf2.KeyLength.Value, Hash(parameters.ReadSequence().ReadObjectIdentifier()), mac);
    }

    /// <summary>Whether that PIN made the MAC over these octets.</summary>
    public bool Is(ReadOnlySpan<byte> contents, Secret pin)
    {
        byte[] octets = contents.ToArray();
        return pin.Reveal(password =>
        {
            Span<byte> key = stackalloc byte[_keyLength];
            _derivation.Derive(password, key);
            try
            {
                return CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(_tag, key, octets), _mac);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        });
    }

    private static HashAlgorithmName Hash(string hmac) => Pbkdf2.HashOf(hmac) ?? throw Unfit($"is of a kind that this program does not know ({hmac})");

    private static PkiException Unfit(string why) => new($"no PIN opens the soft token here, since its MAC (PBMAC1) {why}; have it exported again as PKCS#12 with AES-256 and a MAC of SHA-256");
}
