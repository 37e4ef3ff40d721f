using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki;

/// <summary>The MAC of a PKCS#12 file by PBMAC1 (RFC 9579 §3 and §4; RFC 8018 appendix A.5): PBKDF2 makes the key from the PIN in UTF-8, HMAC the tag.</summary>
internal sealed class Pbmac1
{
    /// <summary>id-PBMAC1.</summary>
    public const string Oid = "1.2.840.113549.1.5.14";

    /// <summary>How many rounds of a derivation from a PIN are made at most: more would only keep people waiting.</summary>
    public const int MostRounds = 1_000_000;

    // RFC 9579 §5: at least 20 octets. More than a block of SHA-512 only costs time.
    private const int ShortestKey = 20;
    private const int LongestKey = 128;

    private readonly byte[] _salt;
    private readonly int _rounds;
    private readonly int _keyLength;
    private readonly HashAlgorithmName _derivation;
    private readonly HashAlgorithmName _tag;
    private readonly byte[] _mac;

    private Pbmac1(byte[] salt, int rounds, int keyLength, HashAlgorithmName derivation, HashAlgorithmName tag, byte[] mac) =>
        (_salt, _rounds, _keyLength, _derivation, _tag, _mac) = (salt, rounds, keyLength, derivation, tag, mac);

    /// <summary>Reads PBMAC1-params. Throws <see cref="PkiException"/> where it asks for what no PIN could fulfil here, and what <see cref="AsnReader"/> does.</summary>
    public static Pbmac1 Read(AsnReader parameters, byte[] mac)
    {
        AsnReader derivation = parameters.ReadSequence();
        string kind = derivation.ReadObjectIdentifier();
        if (kind != Pbes2.Pbkdf2)
            throw Unfit($"makes its key with what this program does not know ({kind})");

        AsnReader pbkdf2 = derivation.ReadSequence();
        byte[] salt = pbkdf2.ReadOctetString();
        if (!pbkdf2.TryReadInt32(out int rounds) || rounds is < 1 or > MostRounds)
            throw Unfit($"asks for fewer than 1 or more than {MostRounds} rounds");
        if (!pbkdf2.HasData || pbkdf2.PeekTag().TagValue != (int)UniversalTagNumber.Integer || !pbkdf2.TryReadInt32(out int keyLength) || keyLength is < ShortestKey or > LongestKey)
            throw Unfit($"does not say a key's length of {ShortestKey} to {LongestKey} bytes");

        HashAlgorithmName prf = pbkdf2.HasData ? Hash(pbkdf2.ReadSequence().ReadObjectIdentifier()) : HashAlgorithmName.SHA1;
        return new Pbmac1(salt, rounds, keyLength, prf, Hash(parameters.ReadSequence().ReadObjectIdentifier()), mac);
    }

    /// <summary>Whether that PIN made the MAC over these octets.</summary>
    public bool Is(ReadOnlySpan<byte> contents, Secret pin)
    {
        byte[] octets = contents.ToArray();
        return pin.Reveal(password =>
        {
            Span<byte> key = stackalloc byte[_keyLength];
            Rfc2898DeriveBytes.Pbkdf2(password, _salt, key, _rounds, _derivation);
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

    private static HashAlgorithmName Hash(string hmac) => Pbes2.Prf(hmac) ?? throw Unfit($"is of a kind that this program does not know ({hmac})");

    private static PkiException Unfit(string why) => new($"no PIN opens the soft token here, since its MAC (PBMAC1) {why}; have it exported again as PKCS#12 with AES-256 and a MAC of SHA-256");
}
