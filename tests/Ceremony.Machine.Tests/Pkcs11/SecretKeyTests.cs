using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Secret keys made in a real SoftHSM2, with pkcs11-tool as witness.</summary>
[Collection(TestRoom.OneAfterAnother)]
public class SecretKeyTests
{
    private const string Label = "Key archive KEK";
    private const string Id = "00a1b2c3d4e5f607";

    private static readonly string[] Made =
        ["CKA_ALWAYS_SENSITIVE", "CKA_COPYABLE", "CKA_DESTROYABLE", "CKA_LOCAL", "CKA_MODIFIABLE", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN"];

    [Theory]
    [InlineData("aes-128", "AES length 16")]
    [InlineData("aes-192", "AES length 24")]
    [InlineData("aes-256", "AES length 32")]
    [InlineData("des3", "DES3")]
    public void A_secret_key_has_the_attributes_demanded_and_the_witness_sees_them(string algorithm, string seen)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        SecretKeyReceipt receipt = session.GenerateSecretKey(Action(algorithm, "wrap", "unwrap"));
        Assert.Equal((session.View().Serial, Label, Id, algorithm), (receipt.TokenSerial, receipt.Label, receipt.Id, receipt.Algorithm));
        Assert.Equal(Made.Concat(["CKA_WRAP", "CKA_UNWRAP"]).Order(StringComparer.Ordinal), receipt.Attributes);

        string witness = TestRoom.Witness(entry, "--list-objects", "--type", "secrkey");
        Assert.Contains($"Secret Key Object; {seen}", witness, StringComparison.Ordinal);
        Assert.Contains($"label:      {Label}", witness, StringComparison.Ordinal);
        Assert.Contains($"ID:         {Id}", witness, StringComparison.Ordinal);
        Assert.Contains("Usage:      wrap, unwrap\n", witness, StringComparison.Ordinal);
        Assert.Contains("Access:     sensitive, always sensitive, never extractable, local", witness, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_key_is_listed_after_a_login_only()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        session.GenerateSecretKey(Action("aes-256", "encrypt", "decrypt"));
        TokenObject seen = Assert.Single(session.Objects());
        Assert.Equal(("secret", Label, Id, "aes-256"), (seen.Class, seen.Label, seen.Id, seen.Algorithm));
        Assert.Equal(Made.Concat(["CKA_ENCRYPT", "CKA_DECRYPT"]).Order(StringComparer.Ordinal), seen.Attributes);
        Assert.Null(seen.PublicKey);
        Assert.Null(seen.Certificate);
        session.Logout();
        Assert.Empty(session.Objects());
    }

    [Fact]
    public void A_label_or_id_that_a_pair_has_is_refused_and_the_other_way_round()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateSecretKey(Action("des3", "wrap"));
        Fault.Is(
            "LabelTaken",
            $"{entry.Called} already holds a secret key with the label \"{Label}\": choose another label, or another token.",
            () => session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign") with { Label = Label, Id = "ff" }));
        Fault.Is(
            "LabelTaken",
            $"{entry.Called} already holds a secret key with the CKA_ID {Id} (\"{Label}\"): draw another CKA_ID.",
            () => session.GenerateSecretKey(Action("aes-256", "wrap") with { Label = "Another" }));
        Assert.Single(session.Objects());
    }

    [Fact]
    public void An_interrupted_generation_is_found_not_done_then_done()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        GenerateSecretKey action = Action("aes-256", "wrap", "unwrap");
        Assert.Null(session.InspectSecretKey(action));
        SecretKeyReceipt made = session.GenerateSecretKey(action);
        Assert.Equal(made.ToJson().ToString(), session.InspectSecretKey(action)!.ToJson().ToString());
        Assert.Null(session.InspectSecretKey(action with { Label = "Another", Id = "ff" }));
        Fault.Is(
            "Unclear",
            $"{entry.Called} does not hold exactly one secret key \"Another\" with CKA_ID {Id}; it holds \"{Label}\" {Id}: let the officers decide whether to remove what is there.",
            () => session.InspectSecretKey(action with { Label = "Another" }));
    }

    [Fact]
    public void A_key_made_elsewhere_is_told_as_it_is()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        TestRoom.Witness(entry, "--keygen", "--key-type", "AES:32", "--label", Label, "--id", Id, "--extractable", "--usage-wrap");
        SecretKeyReceipt told = session.InspectSecretKey(Action("aes-128", "wrap", "unwrap"))!;
        Assert.Equal("aes-256", told.Algorithm);
        Assert.Contains("CKA_EXTRACTABLE", told.Attributes);
        Assert.DoesNotContain("CKA_NEVER_EXTRACTABLE", told.Attributes);
    }

    [Fact]
    public void Without_a_login_keys_are_neither_made_nor_said_to_be_absent()
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        string sentence = $"The token {entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.";
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.GenerateSecretKey(Action("aes-256", "wrap")));
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.InspectSecretKey(Action("aes-256", "wrap")));
    }

    private static GenerateSecretKey Action(string algorithm, params string[] usage) => new(new TokenRef("hsm"), Label, Id, SecretKeyAlgorithm.Find(algorithm)!, usage);
}
