using System.Security.Cryptography;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Foresight.Tests;

public sealed class SimulatedKeysTests
{
    public static TheoryData<string> Algorithms => [.. KeyAlgorithm.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_simulated_key_is_of_its_kind_and_everybody_s_software_verifies_what_it_signs(string name)
    {
        KeyAlgorithm algorithm = KeyAlgorithm.Find(name)!;
        using AsymmetricAlgorithm key = SimulatedKeys.Make(algorithm);
        using AsymmetricAlgorithm other = SimulatedKeys.Make(algorithm);
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        byte[] text = [1, 2, 3];

        Assert.Equal(name, Signatures.KindOf(publicKey));
        Assert.NotEqual(publicKey, other.ExportSubjectPublicKeyInfo());
        foreach (SignatureAlgorithm signature in SignatureAlgorithm.All.Where(each => each.Family == algorithm.Family))
        {
            byte[] signed = SimulatedKeys.Sign(key, signature, text);
            Assert.True(Signatures.VerifyRaw(publicKey, signature, text, signed), signature.Name);
            Assert.False(Signatures.VerifyRaw(publicKey, signature, [1, 2, 4], signed), signature.Name);
            Assert.False(Signatures.VerifyRaw(other.ExportSubjectPublicKeyInfo(), signature, text, signed), signature.Name);
        }
    }

    [Fact]
    public void A_simulated_RSA_key_cannot_leave_the_program()
    {
        using var key = new SimulatedRsa(2048);

        Assert.Throws<CryptographicException>(() => key.ExportParameters(includePrivateParameters: true));
    }
}
