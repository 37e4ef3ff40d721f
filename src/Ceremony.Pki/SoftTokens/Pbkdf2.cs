using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>How PBKDF2 derives a key from a PIN in UTF-8: PBKDF2-params (RFC 8018 appendix A.2), as they stand in a file. Whoever derives a key says first which of them are fit.</summary>
/// <param name="Salt">The salt.</param>
/// <param name="Rounds">The rounds; 0 where no such number fits into 32 bits.</param>
/// <param name="KeyLength">The key's length in bytes, where it is told; 0 where no such number fits into 32 bits.</param>
/// <param name="Hmac">The object identifier of the HMAC.</param>
internal sealed record Pbkdf2(byte[] Salt, int Rounds, int? KeyLength, string Hmac)
{
    /// <summary>id-PBKDF2.</summary>
    public const string Oid = "1.2.840.113549.1.5.12";

    /// <summary>How many rounds of a derivation are made at most: more would only keep people waiting.</summary>
    public const int MostRounds = 1_000_000;

    private const string HmacSha1 = "1.2.840.113549.2.7";

    /// <summary>Whether there are rounds, and not too many.</summary>
    public bool IsBounded => Rounds is >= 1 and <= MostRounds;

    /// <summary>The hash of the HMAC; null where it is not known.</summary>
    public HashAlgorithmName? Prf => HashOf(Hmac);

    /// <summary>Throws what <see cref="AsnReader"/> does.</summary>
    public static Pbkdf2 Read(AsnReader parameters)
    {
        byte[] salt = parameters.ReadOctetString();
        int rounds = Number(parameters);
        int? keyLength = parameters.HasData && parameters.PeekTag().TagValue == (int)UniversalTagNumber.Integer ? Number(parameters) : null;
        return new Pbkdf2(salt, rounds, keyLength, parameters.HasData ? parameters.ReadSequence().ReadObjectIdentifier() : HmacSha1);
    }

    /// <summary>What an HMAC hashes with (RFC 8018 appendix B.1); null where it is not known.</summary>
    public static HashAlgorithmName? HashOf(string hmac) => hmac switch
    {
        HmacSha1 => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Derives a key. Throws <see cref="InvalidOperationException"/> where the HMAC is not known.</summary>
    public void Derive(ReadOnlySpan<byte> password, Span<byte> key) =>
        Rfc2898DeriveBytes.Pbkdf2(password, Salt, key, Rounds, Prf ?? throw new InvalidOperationException($"PBKDF2 with {Hmac} is not known here"));

    private static int Number(AsnReader reader)
    {
        if (reader.TryReadInt32(out int number))
            return number;

        reader.ReadInteger();
        return 0;
    }
}
