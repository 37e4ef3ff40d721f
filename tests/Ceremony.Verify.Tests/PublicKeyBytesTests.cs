using System.Formats.Asn1;
using System.Numerics;

namespace Ceremony.Verify.Tests;

/// <summary>A public key is told by its bytes alone, up to each bound of what is sound and not beyond it.</summary>
public class PublicKeyBytesTests
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Dsa = "1.2.840.10040.4.1";

    private static readonly BigInteger Modulus = BigInteger.Pow(2, 2047) + 1;
    private static readonly BigInteger Prime = BigInteger.Pow(2, 2047) + 9;
    private static readonly BigInteger Subprime = BigInteger.Pow(2, 255) + 3;

    /// <summary>Modulus and exponent, and what the key is called.</summary>
    public static TheoryData<BigInteger, BigInteger, string?> RsaKeys => new()
    {
        { Modulus, 65537, "rsa-2048" },
        { Modulus, BigInteger.Pow(2, 64) - 1, "rsa-2048" },
        { Modulus, BigInteger.Pow(2, 64) + 1, null },
        { Modulus, BigInteger.Pow(2, 65) + 1, null },
        { Modulus, 65539, "rsa-2048" },
        { Modulus, 65535, null },
        { Modulus, 65536, null },
        { Modulus, 65538, null },
        { Modulus, 3, null },
        { Modulus + 1, 65537, null },
        { -Modulus, 65537, null },
        { 0, 65537, null },
        { 1, 65537, "rsa-1" },
        { BigInteger.Pow(2, 3071) + 1, 65537, "rsa-3072" },
    };

    /// <summary>Prime, subprime, generator, value, and what the key is called.</summary>
    public static TheoryData<BigInteger, BigInteger, BigInteger, BigInteger, string?> DsaKeys => new()
    {
        { Prime, Subprime, 2, 2, "dsa-2048" },
        { Prime, Subprime, Prime - 1, Prime - 1, "dsa-2048" },
        { Prime, Subprime, 1, 2, null },
        { Prime, Subprime, 2, 1, null },
        { Prime, Subprime, Prime, 2, null },
        { Prime, Subprime, 2, Prime, null },
        { Prime, BigInteger.Pow(2, 254) + 1, 2, 2, null },
        { Prime, BigInteger.Pow(2, 256) + 1, 2, 2, null },
        { BigInteger.Pow(2, 3071) + 1, Subprime, 2, 2, "dsa-3072" },
    };

    [Theory]
    [MemberData(nameof(RsaKeys))]
    public void An_RSA_key_has_an_odd_modulus_and_an_exponent_that_is_neither_small_nor_huge(BigInteger modulus, BigInteger exponent, string? algorithm) =>
        Assert.Equal(algorithm, PublicKeyBytes.Algorithm(Key(Rsa, parameters => parameters.WriteNull(), key => Numbers(key, modulus, exponent))));

    [Theory]
    [MemberData(nameof(DsaKeys))]
    public void A_DSA_key_lies_within_its_domain(BigInteger prime, BigInteger subprime, BigInteger generator, BigInteger value, string? algorithm) =>
        Assert.Equal(algorithm, PublicKeyBytes.Algorithm(Key(Dsa, parameters => Numbers(parameters, prime, subprime, generator), key => key.WriteInteger(value))));

    [Fact]
    public void Nothing_may_follow_what_belongs_to_a_key_and_no_bit_is_left_over()
    {
        Assert.Null(PublicKeyBytes.Algorithm([]));
        Assert.Null(PublicKeyBytes.Algorithm([.. Key(Rsa, parameters => parameters.WriteNull(), key => Numbers(key, Modulus, 65537)), 0]));
        Assert.Null(PublicKeyBytes.Algorithm(Key(Rsa, parameters => { }, key => Numbers(key, Modulus, 65537))));
        Assert.Null(PublicKeyBytes.Algorithm(Key(Rsa, Nulls, key => Numbers(key, Modulus, 65537))));
        Assert.Null(PublicKeyBytes.Algorithm(Key(Rsa, parameters => parameters.WriteNull(), key => Numbers(key, Modulus, 65537, 1))));
        Assert.Null(PublicKeyBytes.Algorithm(Key(Rsa, parameters => parameters.WriteNull(), key => Numbers(key, Modulus, 65537), unused: 1)));
        Assert.Null(PublicKeyBytes.Algorithm(Key("1.3.101.112", parameters => { }, key => key.WriteInteger(1))));
        Assert.Null(PublicKeyBytes.Algorithm(Key(Dsa, parameters => Numbers(parameters, Prime, Subprime, 2, 2), key => key.WriteInteger(2))));
    }

    private static void Nulls(AsnWriter parameters)
    {
        parameters.WriteNull();
        parameters.WriteNull();
    }

    private static void Numbers(AsnWriter to, params IReadOnlyList<BigInteger> numbers)
    {
        using (to.PushSequence())
        {
            foreach (BigInteger number in numbers)
            {
                to.WriteInteger(number);
            }
        }
    }

    // RFC 5280 §4.1.2.7.
    private static byte[] Key(string algorithm, Action<AsnWriter> parameters, Action<AsnWriter> key, int unused = 0)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        key(inner);
        byte[] bits = inner.Encode();
        bits[^1] &= (byte)(0xff << unused);
        var all = new AsnWriter(AsnEncodingRules.DER);
        using (all.PushSequence())
        {
            using (all.PushSequence())
            {
                all.WriteObjectIdentifier(algorithm);
                parameters(all);
            }

            all.WriteBitString(bits, unused);
        }

        return all.Encode();
    }
}
