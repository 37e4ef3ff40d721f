using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Key pairs made in a real SoftHSM2, with pkcs11-tool and openssl as witnesses.</summary>
[Collection(TestRoom.OneAfterAnother)]
public class KeyPairTests
{
    private const string Label = "Officer and system CA key";
    private const string Id = "00a1b2c3d4e5f607";

    private static readonly string[] Made =
        ["CKA_ALWAYS_SENSITIVE", "CKA_COPYABLE", "CKA_DESTROYABLE", "CKA_LOCAL", "CKA_MODIFIABLE", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_SIGN", "CKA_TOKEN"];

    [Theory]
    [InlineData("rsa-2048", "RSA 2048 bits")]
    [InlineData("rsa-3072", "RSA")]
    [InlineData("ec-p256", "EC_POINT 256 bits")]
    [InlineData("ec-p384", "EC_POINT 384 bits")]
    public void A_key_pair_has_the_attributes_demanded_and_the_witness_sees_them(string algorithm, string seen)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        GenerateKeyPair action = Action(algorithm, "sign");
        KeyReceipt receipt = session.GenerateKeyPair(action);
        Assert.Equal((session.View().Serial, Label, Id, algorithm), (receipt.TokenSerial, receipt.Label, receipt.Id, receipt.Algorithm));
        Assert.Equal(Made, receipt.Attributes);

        string witness = TestRoom.Witness(entry, "--list-objects");
        Assert.Contains($"label:      {Label}", witness, StringComparison.Ordinal);
        Assert.Contains($"ID:         {Id}", witness, StringComparison.Ordinal);
        Assert.Contains("Usage:      sign\n", witness, StringComparison.Ordinal);
        Assert.Matches("Usage:      (.*, )?verify", witness);
        Assert.Contains("Access:     sensitive, always sensitive, never extractable, local", witness, StringComparison.Ordinal);
        Assert.Contains(seen, witness, StringComparison.Ordinal);
        Assert.Equal(Der(entry), receipt.PublicKey);
    }

    [Fact]
    public void A_key_may_do_exactly_what_it_was_made_for()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        KeyReceipt receipt = session.GenerateKeyPair(Action("rsa-2048", "decrypt", "unwrap"));
        Assert.Equal(Made.Except(["CKA_SIGN"]).Concat(["CKA_DECRYPT", "CKA_UNWRAP"]).Order(StringComparer.Ordinal), receipt.Attributes);
        string witness = TestRoom.Witness(entry, "--list-objects");
        Assert.Contains("Usage:      decrypt, unwrap\n", witness, StringComparison.Ordinal);
        Assert.Matches("Usage:      encrypt, (.*, )?wrap", witness);
        Fault.Is(
            "CKR_KEY_FUNCTION_NOT_PERMITTED",
            $"The token {entry.Called} holds a key that may not be used for this: check the usage that the key was made for.",
            () => session.Sign(Id, SignatureAlgorithm.Sha256Rsa, "x"u8));
    }

    [Fact]
    public void The_objects_are_seen_with_both_halves_after_a_login_and_the_public_one_before()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        KeyReceipt receipt = session.GenerateKeyPair(Action("ec-p256", "sign"));
        Assert.Collection(
            session.Objects(),
            first =>
            {
                Assert.Equal(("private", Label, Id, "ec-p256"), (first.Class, first.Label, first.Id, first.Algorithm));
                Assert.Null(first.PublicKey);
                Assert.Equal(Made, first.Attributes);
            },
            second =>
            {
                Assert.Equal(("public", Label, Id, "ec-p256"), (second.Class, second.Label, second.Id, second.Algorithm));
                Assert.Equal(receipt.PublicKey, second.PublicKey);

                // What the public half may do is for the token to say: everybody who has it can verify and encrypt.
                Assert.Subset(second.Attributes.ToHashSet(), new HashSet<string> { "CKA_LOCAL", "CKA_TOKEN", "CKA_VERIFY" });
            });
        session.Logout();
        Assert.Equal("public", Assert.Single(session.Objects()).Class);
    }

    [Fact]
    public void A_label_or_id_that_is_taken_is_refused_and_nothing_is_made()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        GenerateKeyPair action = Action("ec-p256", "sign");
        session.GenerateKeyPair(action);
        Fault.Is(
            "LabelTaken",
            $"{entry.Called} already holds a private key with the label \"{Label}\": choose another label, or another token.",
            () => session.GenerateKeyPair(action with { Id = "ff" }));
        Fault.Is(
            "LabelTaken",
            $"{entry.Called} already holds a private key with the CKA_ID {Id} (\"{Label}\"): draw another CKA_ID.",
            () => session.GenerateKeyPair(action with { Label = "Another" }));
        Assert.Equal(2, session.Objects().Count);
    }

    [Fact]
    public void An_interrupted_generation_is_found_not_done_then_done()
    {
        using ITokenSession session = TestRoom.NewSession(out _);
        GenerateKeyPair action = Action("rsa-2048", "sign");
        Assert.Null(session.InspectKeyPair(action));
        KeyReceipt made = session.GenerateKeyPair(action);
        Assert.Equal(made.ToJson().ToString(), session.InspectKeyPair(action)!.ToJson().ToString());
        Assert.Equal(made.PublicKey, session.InspectKeyPair(action)!.PublicKey);
        Assert.Null(session.InspectKeyPair(action with { Label = "Another", Id = "ff" }));
    }

    [Fact]
    public void Half_a_pair_is_unclear()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        GenerateKeyPair action = Action("ec-p256", "sign");
        session.GenerateKeyPair(action);
        TestRoom.Witness(entry, "--delete-object", "--type", "privkey", "--id", Id);
        Fault.Is(
            "Unclear",
            $"{entry.Called} does not hold exactly one whole key pair \"{Label}\" with CKA_ID {Id}; it holds public \"{Label}\" {Id}: let the officers decide whether to remove what is there.",
            () => session.InspectKeyPair(action));
    }

    [Fact]
    public void A_pair_made_elsewhere_is_told_as_it_is()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        TestRoom.Witness(entry, "--keypairgen", "--key-type", "rsa:2048", "--label", Label, "--id", Id, "--extractable", "--usage-sign");
        KeyReceipt told = session.InspectKeyPair(Action("rsa-3072", "sign"))!;
        Assert.Equal("rsa-2048", told.Algorithm);
        Assert.Contains("CKA_EXTRACTABLE", told.Attributes);
        Assert.DoesNotContain("CKA_NEVER_EXTRACTABLE", told.Attributes);
    }

    [Fact]
    public void Without_a_login_keys_are_neither_made_nor_said_to_be_absent()
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        string sentence = $"The token {entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.";
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.GenerateKeyPair(Action("ec-p256", "sign")));
        Fault.Is("CKR_USER_NOT_LOGGED_IN", sentence, () => session.InspectKeyPair(Action("ec-p256", "sign")));
    }

    internal static GenerateKeyPair Action(string algorithm, params string[] usage) => new(new TokenRef("hsm"), Label, Id, KeyAlgorithm.Find(algorithm)!, usage);

    // pkcs11-tool cannot write every curve's public key; p11tool writes its SubjectPublicKeyInfo. It looks at the first 48 slots only (GnuTLS), so it is
    // given a room with this token alone.
    private static byte[] Der(TokenEntry entry)
    {
        using var folder = new TemporaryFolder();
        string tokens = Path.Combine(Path.GetDirectoryName(TestRoom.ConfigurationFile)!, "tokens");
        byte[] label = System.Text.Encoding.ASCII.GetBytes(entry.Called + " ");
        string own = Directory.GetDirectories(tokens).Single(each => File.ReadAllBytes(Path.Combine(each, "token.object")).AsSpan().IndexOf(label) >= 0);
        Directory.CreateDirectory(folder["tokens/own"]);
        foreach (string file in Directory.GetFiles(own))
            File.Copy(file, folder[$"tokens/own/{Path.GetFileName(file)}"]);
        File.WriteAllText(folder["softhsm2.conf"], $"directories.tokendir = {folder["tokens"]}\n");
        Tool.Demand("env", $"SOFTHSM2_CONF={folder["softhsm2.conf"]}", "p11tool", "--provider", TestRoom.Module, "--login", "--set-pin", TestRoom.Pin, "--export-pubkey", $"pkcs11:token={entry.Called};id=%00%a1%b2%c3%d4%e5%f6%07;type=public", "--outfile", folder["key.pem"]);
        Tool.Demand("openssl", "pkey", "-pubin", "-in", folder["key.pem"], "-pubout", "-outform", "DER", "-out", folder["spki.der"]);
        return File.ReadAllBytes(folder["spki.der"]);
    }
}
