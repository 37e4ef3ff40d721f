using System.Numerics;
using System.Security.Cryptography;

namespace Ceremony.Foresight;

/// <summary>
/// An RSA key of the right size that protects nothing: its modulus is the product of many primes of 32 bits, so that it is made and signs in
/// less than a millisecond. Signatures are real PKCS#1 v1.5 ones (RFC 8017 §8.2), by the Chinese remainders of a multi-prime key (§3.2), and everybody's software
/// verifies them. For silent rehearsals, whose keys end with them.
/// </summary>
internal sealed class SimulatedRsa : RSA
{
    private const uint PublicExponent = 65537;
    private const int PrimeBits = 32;

    // The product of the primes has as many bits as it must even where all are the smallest.
    private const int PrimeSpread = 1 << 24;

    private static readonly uint[] Witnesses = [2, 7, 61];
    private readonly (ulong Prime, ulong Exponent, BigInteger Share)[] _parts;
    private readonly BigInteger _modulus;

    /// <param name="bits">The modulus' size, a multiple of 32.</param>
    public SimulatedRsa(int bits)
    {
        LegalKeySizesValue = [new KeySizes(bits, bits, 0)];
        KeySizeValue = bits;
        var primes = new HashSet<ulong>();
        while (primes.Count < bits / PrimeBits)
        {
            primes.Add(NextPrime());
        }

        _modulus = primes.Aggregate(BigInteger.One, (product, prime) => product * prime);
        _parts = [.. primes.Select(Part)];
    }

    /// <inheritdoc/>
    public override RSAParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters
        ? throw new CryptographicException("a simulated key is never exported")
        : new RSAParameters { Modulus = _modulus.ToByteArray(isUnsigned: true, isBigEndian: true), Exponent = [1, 0, 1] };

    /// <inheritdoc/>
    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException("a simulated key is made, not imported");

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => Raise(Encoded([.. DigestInfo(hashAlgorithm), .. hash]));

    /// <summary>RSAES-PKCS1-v1_5 (RFC 8017 §7.2.2); what was not encrypted for this key is no trouble of a silent rehearsal.</summary>
    public override byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)
    {
        byte[] message = Raise(data);
        return message[(Array.IndexOf(message, (byte)0, 1) + 1)..];
    }

    private byte[] Raise(byte[] bytes)
    {
        var message = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        BigInteger sum = BigInteger.Zero;
        foreach ((ulong prime, ulong exponent, BigInteger share) in _parts)
        {
            sum += share * Power((ulong)(message % prime), exponent, prime);
        }

        byte[] raised = (sum % _modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[(KeySize / 8) - raised.Length], .. raised];
    }

    private (ulong Prime, ulong Exponent, BigInteger Share) Part(ulong prime)
    {
        BigInteger others = _modulus / prime;
        ulong inverse = Power((ulong)(others % prime), prime - 2, prime);
        return (prime, Inverse(PublicExponent % (prime - 1), prime - 1), others * inverse);
    }

    // RFC 8017 §9.2.
    private byte[] Encoded(byte[] digestInfo) => [0, 1, .. Enumerable.Repeat((byte)0xff, (KeySize / 8) - digestInfo.Length - 3), 0, .. digestInfo];

    private static byte[] DigestInfo(HashAlgorithmName hash) => hash.Name switch
    {
        "SHA256" => [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20],
        "SHA384" => [0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30],
        "SHA512" => [0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40],
        _ => throw new CryptographicException($"a simulated key does not sign with {hash.Name}"),
    };

    private static ulong NextPrime()
    {
        while (true)
        {
            ulong candidate = (1UL << PrimeBits) - (ulong)RandomNumberGenerator.GetInt32(PrimeSpread) | 1;
            if ((candidate - 1) % PublicExponent != 0 && Witnesses.All(witness => IsProbablePrime(candidate, witness)))
            {
                return candidate;
            }
        }
    }

    // Miller and Rabin; with these three witnesses it is proven for all numbers below 2^32.
    private static bool IsProbablePrime(ulong candidate, ulong witness)
    {
        int twos = BitOperations.TrailingZeroCount(candidate - 1);
        ulong power = Power(witness, (candidate - 1) >> twos, candidate);
        for (int squared = 0; squared < twos && power != 1 && power != candidate - 1; squared++)
        {
            power = power * power % candidate;
            if (power == 1)
            {
                return false;
            }
        }

        return power == candidate - 1 || (power == 1);
    }

    private static ulong Power(ulong number, ulong exponent, ulong modulus)
    {
        ulong result = 1;
        for (number %= modulus; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? result * number % modulus : result;
            number = number * number % modulus;
        }

        return result;
    }

    // The extended algorithm of Euclid.
    private static ulong Inverse(ulong number, ulong modulus)
    {
        (long before, long now, long old, long current) = (0, 1, (long)modulus, (long)number);
        while (current > 1)
        {
            long times = old / current;
            (old, current) = (current, old - (times * current));
            (before, now) = (now, before - (times * now));
        }

        return (ulong)((now + (long)modulus) % (long)modulus);
    }
}
