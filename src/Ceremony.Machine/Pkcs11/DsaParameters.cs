using System.Numerics;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Domain parameters of a DSA key (FIPS 186-4 §4.1), big-endian.</summary>
/// <param name="Prime">p.</param>
/// <param name="Subprime">q.</param>
/// <param name="Base">g.</param>
internal sealed record DsaParameters(byte[] Prime, byte[] Subprime, byte[] Base)
{
    private const int SubprimeBits = 256;
    private static readonly CKA[] Told = [CKA.CKA_PRIME, CKA.CKA_SUBPRIME, CKA.CKA_BASE];

    /// <summary>
    /// Makes the token generate parameters (PKCS#11 v2.40 §2.2.6, CKM_DSA_PARAMETER_GEN); no object of them stays on it. Throws
    /// <see cref="DeviceFault"/> with code <c>WeakKey</c> where their sizes are not those demanded.
    /// </summary>
    public static DsaParameters Generate(ISession session, string called, KeyAlgorithm algorithm)
    {
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_DSA_PARAMETER_GEN);
        using var template = new AttributeTemplate(session)
        {
            { CKA.CKA_TOKEN, false },
            { CKA.CKA_PRIVATE, false },
            { CKA.CKA_PRIME_BITS, (ulong)algorithm.Bits },
        };
        IObjectHandle domain = session.GenerateKey(mechanism, template.Attributes);
        try
        {
            DsaParameters made = Of(ObjectReader.Values(session, domain, Told))
                ?? throw new DeviceFault("WeakKey", $"{called} does not show the DSA parameters that it made: choose another algorithm, or another token.");
            (long prime, long subprime) = (Bits(made.Prime), Bits(made.Subprime));
            return prime == algorithm.Bits && subprime == SubprimeBits
                ? made
                : throw new DeviceFault("WeakKey", $"{called} made DSA parameters of {prime} and {subprime} bits instead of {algorithm.Bits} and {SubprimeBits}: choose another algorithm, or another token.");
        }
        finally
        {
            session.DestroyObject(domain);
        }
    }

    /// <summary>Those among an object's attributes, or null where one is missing.</summary>
    public static DsaParameters? Of(IReadOnlyDictionary<CKA, byte[]> values) =>
        values.TryGetValue(CKA.CKA_PRIME, out byte[]? prime) && values.TryGetValue(CKA.CKA_SUBPRIME, out byte[]? subprime) && values.TryGetValue(CKA.CKA_BASE, out byte[]? generator)
            ? new DsaParameters(prime, subprime, generator)
            : null;

    private static long Bits(byte[] number) => new BigInteger(number, isUnsigned: true, isBigEndian: true).GetBitLength();
}
