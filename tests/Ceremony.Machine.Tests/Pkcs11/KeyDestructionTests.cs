using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Key pairs destroyed in a real SoftHSM2, with pkcs11-tool as witness.</summary>
[Collection(TestRoom.OneAfterAnother)]
public class KeyDestructionTests
{
    private const string Id = "00a1b2c3d4e5f607";
    private const string Label = "Officer and system CA key";

    private static readonly DestroyKey Destroy = new(new TokenRef("hsm"), Id, Label);

    [Theory]
    [InlineData("rsa-2048")]
    [InlineData("ec-p256")]
    public void A_destroyed_pair_is_gone_for_a_fresh_login_and_others_stay(string algorithm)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateKeyPair(KeyPairTests.Action(algorithm, "sign"));
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign") with { Label = "Another", Id = "0a" });
        session.StoreCertificate(new StoreCertificate(new TokenRef("hsm"), Id, "Its certificate", Certificate()));
        Assert.False(session.IsGone(Id));
        session.DestroyKeyPair(Destroy);
        Assert.True(session.IsGone(Id));
        Assert.False(session.IsGone("0a"));

        session.Logout();
        using Secret pin = Secret.FromText(TestRoom.Pin);
        session.LoginUser(pin);
        Assert.True(session.IsGone(Id));
        Assert.Equal(["certificate Its certificate", "private Another", "public Another"], session.Objects().Select(each => $"{each.Class} {each.Label}"));
        Assert.Equal(1, Count(TestRoom.Witness(entry, "--list-objects"), $"ID:         {Id}"));
        Fault.Is("NoKey", $"{entry.Called} holds no private key with CKA_ID {Id}: check that it is the right token.", () => session.Sign(Id, SignatureAlgorithm.Sha256Rsa, "x"u8));
    }

    [Theory]
    [InlineData("privkey")]
    [InlineData("pubkey")]
    public void What_an_interruption_left_is_finished(string gone)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));
        TestRoom.Witness(entry, "--delete-object", "--type", gone, "--id", Id);
        Assert.False(session.IsGone(Id));
        session.DestroyKeyPair(Destroy);
        Assert.True(session.IsGone(Id));
        Assert.Empty(session.Objects());
    }

    [Fact]
    public void What_is_gone_already_is_no_fault()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        Assert.True(session.IsGone(Id));
        session.DestroyKeyPair(Destroy);
        Assert.True(session.IsGone(Id));
    }

    [Fact]
    public void Two_private_keys_of_one_id_are_not_guessed_between()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        for (int time = 0; time < 2; time++)
            TestRoom.Witness(entry, "--keypairgen", "--key-type", "EC:prime256v1", "--id", Id, "--usage-sign");
        Fault.Is(
            "TwoKeys",
            $"{entry.Called} holds 2 private keys with CKA_ID {Id}, and it is not clear which is meant: have all but one removed.",
            () => session.DestroyKeyPair(Destroy));
        Assert.Equal(4, session.Objects().Count);
    }

    [Fact]
    public void A_key_without_an_id_is_not_destroyed_by_it()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        Fault.Is(
            "NoId",
            $"The key \"{Label}\" on {entry.Called} has no CKA_ID, so it is not clear what to destroy: have it given one, or have it removed with the token's own tool.",
            () => session.DestroyKeyPair(Destroy with { KeyId = "" }));
    }

    [Fact]
    public void Without_a_login_nothing_is_destroyed_nor_said_to_be_gone()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));
        session.Logout();
        string sentence = $"The token {entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.";
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.DestroyKeyPair(Destroy));
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.IsGone(Id));
        Assert.Single(session.Objects());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static byte[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 certificate = new CertificateRequest("CN=Boot CA", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, from.AddYears(1));
        return certificate.RawData;
    }
}
