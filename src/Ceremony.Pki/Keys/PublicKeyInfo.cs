using System.Formats.Asn1;
using System.Numerics;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>A public key, as its SubjectPublicKeyInfo describes it (RFC 5280 §4.1.2.7).</summary>
/// <param name="Algorithm">Object identifier of the key's algorithm.</param>
/// <param name="Curve">Object identifier of the named curve; null for other keys.</param>
/// <param name="Modulus">The modulus of an RSA key; zero for other keys.</param>
/// <param name="Exponent">The public exponent of an RSA key; zero for other keys.</param>
/// <param name="KeyBits">The content of the BIT STRING.</param>
/// <param name="ExactParameters">Whether the parameters are as the standard has them: NULL for RSA, Dss-Parms for DSA, a named curve for EC.</param>
/// <param name="Domain">The domain parameters of a DSA key; null for other keys, and where they are left out.</param>
internal sealed record PublicKeyInfo(
    string Algorithm,
    string? Curve,
    BigInteger Modulus,
    BigInteger Exponent,
    byte[] KeyBits,
    bool ExactParameters,
    DsaDomain? Domain = null)
{
    /// <summary>Null for keys whose signatures this program does not know.</summary>
    public KeyFamily? Family => Algorithm switch
    {
        Oids.RsaEncryption => KeyFamily.Rsa,
        Oids.Dsa => KeyFamily.Dsa,
        Oids.EcPublicKey when KnownCurve is not null => KeyFamily.Ec,
        _ => null,
    };

    public bool IsRsa => Algorithm == Oids.RsaEncryption;

    /// <summary>The size of the modulus; zero for keys other than RSA.</summary>
    public long RsaBits => IsRsa ? Modulus.GetBitLength() : 0;

    public KeyAlgorithm? KnownCurve => Curve is null ? null : KeyAlgorithm.All.FirstOrDefault(each => each.Curve == Curve);

    /// <summary>
    /// The same bytes for one key however it is written: of RSA keys the modulus alone, since whoever knows its factors signs under any
    /// exponent; of others the SubjectPublicKeyInfo.
    /// </summary>
    public byte[] Identity(byte[] spki) => IsRsa ? Modulus.ToByteArray(isUnsigned: false, isBigEndian: true) : spki;

    public string Name => Algorithm switch
    {
        Oids.RsaEncryption => $"rsa-{RsaBits}",
        Oids.Dsa => Domain is null ? "dsa" : $"dsa-{Domain.Prime.GetBitLength()}",
        _ => KnownCurve?.Name ?? (Curve is null ? Algorithm : $"ec-{Curve}"),
    };

    /// <summary>Throws <see cref="PkiException"/> where the bytes are not a SubjectPublicKeyInfo.</summary>
    public static PublicKeyInfo Read(byte[] spki) => Der.Read("a public key", () =>
    {
        AsnReader reader = Der.Sequence(spki);
        AsnReader identifier = reader.ReadSequence();
        string algorithm = identifier.ReadObjectIdentifier();
        ReadOnlyMemory<byte> parameters = identifier.HasData ? identifier.ReadEncodedValue() : default;
        identifier.ThrowIfNotEmpty();
        byte[] bits = reader.ReadBitString(out int unused);
        reader.ThrowIfNotEmpty();
        if (unused != 0)
            throw new AsnContentException("a key is a whole number of bytes");

        return algorithm switch
        {
            Oids.RsaEncryption => ReadRsa(bits, parameters.Span.SequenceEqual<byte>([0x05, 0x00])),
            Oids.Dsa => ReadDsa(bits, parameters),
            Oids.EcPublicKey => ReadEc(bits, parameters),
            _ => new PublicKeyInfo(algorithm, null, 0, 0, bits, ExactParameters: true),
        };
    });

    private static PublicKeyInfo ReadRsa(byte[] bits, bool exact)
    {
        AsnReader key = Der.Sequence(bits);
        BigInteger modulus = key.ReadInteger();
        BigInteger exponent = key.ReadInteger();
        key.ThrowIfNotEmpty();
        return new PublicKeyInfo(Oids.RsaEncryption, null, modulus, exponent, bits, exact);
    }

    // Parameters may be left out where an issuer's are inherited (RFC 3279 §2.3.2): such a key says nothing by itself.
    private static PublicKeyInfo ReadDsa(byte[] bits, ReadOnlyMemory<byte> parameters)
    {
        if (parameters.IsEmpty)
            return new PublicKeyInfo(Oids.Dsa, null, 0, 0, bits, ExactParameters: false);
        AsnReader numbers = Der.Sequence(parameters);
        BigInteger prime = numbers.ReadInteger();
        BigInteger subprime = numbers.ReadInteger();
        BigInteger generator = numbers.ReadInteger();
        numbers.ThrowIfNotEmpty();
        var key = new AsnReader(bits, AsnEncodingRules.DER);
        BigInteger value = key.ReadInteger();
        key.ThrowIfNotEmpty();
        return new PublicKeyInfo(Oids.Dsa, null, 0, 0, bits, ExactParameters: true, new DsaDomain(prime, subprime, generator, value));
    }

    private static PublicKeyInfo ReadEc(byte[] bits, ReadOnlyMemory<byte> parameters)
    {
        bool named = !parameters.IsEmpty && new AsnReader(parameters, AsnEncodingRules.DER).PeekTag() == Asn1Tag.ObjectIdentifier;
        string? curve = named ? new AsnReader(parameters, AsnEncodingRules.DER).ReadObjectIdentifier() : null;
        return new PublicKeyInfo(Oids.EcPublicKey, curve, 0, 0, bits, named);
    }
}
