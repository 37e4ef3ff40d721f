using System.Numerics;

namespace Ceremony.Pki;

/// <summary>The numbers of a DSA public key (FIPS 186-4 §4.1), unjudged.</summary>
/// <param name="Prime">p.</param>
/// <param name="Subprime">q.</param>
/// <param name="Generator">g.</param>
/// <param name="Value">y, the public value.</param>
internal sealed record DsaDomain(BigInteger Prime, BigInteger Subprime, BigInteger Generator, BigInteger Value)
{
    /// <summary>
    /// Whether signatures can be trusted to be checked with it: p of 2048 bits and q of 224 or 256, or p of 3072 and q of 256 (FIPS 186-4
    /// §4.2); g and y generate the subgroup of order q, otherwise one signature would fit every text (SP 800-89 §4.1, §5.3.1). The sizes come first:
    /// they bound the work.
    /// </summary>
    public bool IsSound =>
        (Prime.GetBitLength(), Subprime.GetBitLength()) is (2048, 224) or (2048, 256) or (3072, 256)
        && Prime.Sign > 0 && Subprime.Sign > 0 && !Prime.IsEven && !Subprime.IsEven
        && IsOfOrder(Generator) && IsOfOrder(Value);

    private bool IsOfOrder(BigInteger number) =>
        number > BigInteger.One && number < Prime && BigInteger.ModPow(number, Subprime, Prime).IsOne;
}
