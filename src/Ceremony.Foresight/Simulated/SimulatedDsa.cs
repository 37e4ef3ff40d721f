using System.Numerics;
using System.Security.Cryptography;

namespace Ceremony.Foresight;

/// <summary>
/// DSA keys over one domain of 2048 and 256 bits (FIPS 186-4 §4.2), which was made once with OpenSSL: finding such primes takes seconds, and a domain is no secret (§4.3).
/// </summary>
internal static class SimulatedDsa
{
    private const string Prime = "f0d068a61318805f971bf21c50bc89a5551750db044959b531cd31126e048f6ce13b0d20defd86cf48099a1cad9ea248568d3af19b3447bc3862730d8f297a4a"
        + "60b451a399e8071029bf654cf437209735fd2ce0561559215e0294a50b3242ac54a0d0309c97b2dcc7f243daf5dd0589079ced881c8441436bc2bd04ef0d1414"
        + "7f9d105c3e3f3a9dc94058073773c92ef29ad40694a9f1523537e97e8e52b2d8a477e76b043e959e38226395b0b2fca47942aeb53107835a9ec7b5259483c28c"
        + "fca13459bb0266e5365a3f8d508cf4f79c1894f9cc0a4a46b364345d09326e810c42c1f6a5cc8791f534947c2dabf25060b63e3fd5df5e12579840172bb26cf9";

    private const string Subprime = "b78f11c490e8126921ece4c9f3cc841e24b6b53be1576444a1b5cecea2767a09";

    private const string Generator = "1bd064480d00232ad60ed0055fcda37fbdbef6349a5b6a775e5618402c4b64bfd2172940a7c4d1600ed2b72ed717b3e7391fd7335551faacc081af45c17b9ce6"
        + "be7d961ad88baac3baddb88a18f62ecbbc33143e7b5543197ff353ad6d2b60693d37c0bb12c37913a394d04f1caa1a22bf19b8075f24ad80a53cd5db5fb70c90"
        + "4683cff1e52965eef33735405f55b6d5cec96ca4f462364b5e594c9a4cb5f6cb4cfe30764f516dc49cd5c1669892df353362690ad7531e176c60c4b560f5ed97"
        + "d778bc431a86906475c1af9ab2ed750ed22e1e6a46b074b63bb649065040b1408d4342951e9499811f8486517565ff526e56fe8fda67fb189dc4ba35f345fae6";

    private const int SubprimeBytes = 32;
    private const int PrimeBytes = 256;

    /// <summary>A new key over it.</summary>
    public static DSA NewKey()
    {
        // Shorter by 64 bits, so that it is below the subprime without a second try; nobody relies on it.
        byte[] secret = [.. new byte[8], .. RandomNumberGenerator.GetBytes(SubprimeBytes - 8)];
        BigInteger value = BigInteger.ModPow(Number(Generator), new BigInteger(secret, isUnsigned: true, isBigEndian: true), Number(Prime));
        byte[] known = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        DSA key = DSA.Create();
        key.ImportParameters(new DSAParameters
        {
            P = Convert.FromHexString(Prime),
            Q = Convert.FromHexString(Subprime),
            G = Convert.FromHexString(Generator),
            X = secret,
            Y = [.. new byte[PrimeBytes - known.Length], .. known],
        });
#pragma warning disable CA5384 // Installations have DSA keys that sign requests, and a rehearsal of one needs them.
        return key;
#pragma warning restore CA5384
    }

    private static BigInteger Number(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
