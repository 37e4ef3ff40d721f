namespace Ceremony.Core.Tokens;

/// <summary>The mathematics of a key pair and of its signatures.</summary>
public enum KeyFamily
{
    /// <summary>RSA; signatures as RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).</summary>
    Rsa,

    /// <summary>DSA (FIPS 186-4 §4); raw signatures are r‖s. For requests only: this program certifies no such key.</summary>
    Dsa,

    /// <summary>A key on a curve; signatures by ECDSA (FIPS 186-5 §6), raw r‖s.</summary>
    Ec,
}
