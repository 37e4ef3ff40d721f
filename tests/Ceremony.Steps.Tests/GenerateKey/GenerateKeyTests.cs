using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class GenerateKeyTests
{
    private static readonly (string, object)[] Fields =
        [("key", "Root key"), ("token", "hsm"), ("algorithm", "ec-p256"), ("usage", new[] { "sign" })];

    private readonly FakeToken _hsm = new("hsm", "CM-HSM", TokenUse.Hsm);
    private readonly FakeDesk _desk = new();

    public GenerateKeyTests() => _desk.Tokens.Add("hsm", _hsm);

    [Fact]
    public async Task A_key_is_proposed_with_the_token_in_view_then_made_and_shown()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look how keys are made in hsm",
                "look at 20 random bytes",
                "officers approve Generate a key: generate-key-pair",
                "perform generate-key-pair",
                "show The key is made",
            ],
            _desk.Calls);
        KeyGenerated key = Assert.IsType<KeyGenerated>(Assert.Single(done.Facts));
        Assert.Equal(("Root key", "serial-of-hsm", "ec-p256", 40), (key.Key, key.TokenSerial, key.Algorithm, key.Id.Length));
        Assert.Equal(_hsm.Objects[1].PublicKey, key.PublicKey);
        Assert.Equal("Root key", done.Outputs[""]);
    }

    [Fact]
    public async Task The_screens_say_what_is_made_and_what_the_token_told_of_it()
    {
        Says.IsDone(await Run());
        Assert.StartsWith("token: CM-HSM\nserial: serial-of-hsm\n", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("Root key", _desk.Screens[1].Value("label"));
        Assert.Contains("CKA_NEVER_EXTRACTABLE", _desk.Screens[1].Value("attributes"), StringComparison.Ordinal);
        Assert.Equal(79, _desk.Screens[1].Value("SHA-256 of the public key").Length);
    }

    [Fact]
    public async Task The_same_answers_lead_to_the_same_action()
    {
        await Run();
        var again = new FakeDesk();
        again.Tokens.Add("hsm", new FakeToken("hsm", "CM-HSM", TokenUse.Hsm));
        await Script.Step("generate-key", Fields).Run(again);
        Assert.Equal(_desk.Performed[0].ToJson(), again.Performed[0].ToJson());
    }

    [Fact]
    public async Task A_label_that_is_taken_is_refused()
    {
        _hsm.Put("Root key", "01", KeyAlgorithm.EcP256);
        Says.IsRefused(
            await Run(),
            "label-taken",
            "The token CM-HSM already holds an object with the label \"Root key\".",
            "Look at the list of the token's objects (F5); if the object should not be there, have it removed and try again, otherwise abort.");
        Assert.Empty(_desk.Performed);
    }

    [Fact]
    public async Task A_name_that_stands_in_the_registry_is_refused()
    {
        _desk.Registry = new Registry([new KeyGenerated("Root key", new TokenRef("other"), "1", "01", "ec-p256", ["sign"], [1], [])]);
        Says.IsRefused(await Run(), "key-taken", "A key named \"Root key\" is in the registry already.");
    }

    [Fact]
    public async Task A_token_that_is_not_initialised_is_refused()
    {
        _hsm.Initialised = false;
        Says.IsRefused(await Run(), "token-not-initialised", "The token CM-HSM is not initialised.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_made()
    {
        _desk.DeclinesApproval = 1;
        Says.IsRefused(
            await Run(),
            "declined",
            "Making the key \"Root key\" was declined.",
            "Settle the objection, then try again, or abort.");
        Assert.Empty(_hsm.Objects);
    }

    [Fact]
    public async Task A_key_that_could_have_been_read_outside_the_token_is_refused()
    {
        _hsm.Tells = receipt => receipt with { Attributes = [.. receipt.Attributes.Except(["CKA_ALWAYS_SENSITIVE", "CKA_NEVER_EXTRACTABLE"])] };
        Says.IsRefused(
            await Run(),
            "key-differs",
            "The token CM-HSM has made the key \"Root key\", but tells that it does not have CKA_ALWAYS_SENSITIVE and CKA_NEVER_EXTRACTABLE.");
    }

    [Fact]
    public async Task A_key_that_can_be_extracted_is_refused()
    {
        _hsm.Tells = receipt => receipt with { Attributes = [.. receipt.Attributes, "CKA_EXTRACTABLE"] };
        Says.IsRefused(await Run(), "key-differs", "The token CM-HSM has made the key \"Root key\", but tells that it has CKA_EXTRACTABLE.");
    }

    /// <summary>What a token tells of the key that it made instead of the truth, and what is said of it.</summary>
    public static TheoryData<string, Func<KeyReceipt, KeyReceipt>, string> ToldOtherwise => new()
    {
        { "it is gone with the session", receipt => receipt with { Attributes = [.. receipt.Attributes.Except(["CKA_TOKEN"])] }, "tells that it does not have CKA_TOKEN" },
        { "everybody sees it", receipt => receipt with { Attributes = [.. receipt.Attributes.Except(["CKA_PRIVATE"])] }, "tells that it does not have CKA_PRIVATE" },
        { "it does not sign", receipt => receipt with { Attributes = [.. receipt.Attributes.Except(["CKA_SIGN"])] }, "tells that it does not have CKA_SIGN" },
        { "it decrypts too", receipt => receipt with { Attributes = [.. receipt.Attributes, "CKA_DECRYPT"] }, "tells that it has CKA_DECRYPT" },
        { "other keys are derived from it", receipt => receipt with { Attributes = [.. receipt.Attributes, "CKA_DERIVE", "CKA_SIGN_RECOVER"] }, "tells that it has CKA_SIGN_RECOVER and CKA_DERIVE" },
        { "another curve", receipt => receipt with { PublicKey = SoftwareKeys.Of(KeyAlgorithm.Find("ec-p384")!, "other", 0).ExportSubjectPublicKeyInfo() }, "its public key is ec-p384, not ec-p256" },
        { "another kind", receipt => receipt with { PublicKey = SoftwareKeys.Of(KeyAlgorithm.Find("rsa-2048")!, "other", 0).ExportSubjectPublicKeyInfo() }, "its public key is rsa-2048, not ec-p256" },
        { "no public key", receipt => receipt with { PublicKey = [1, 2, 3] }, "its public key is none that can be read, not ec-p256" },
        { "another token", receipt => receipt with { TokenSerial = "4711" }, "in a token with the serial number 4711, not serial-of-hsm" },
    };

    [Theory]
    [MemberData(nameof(ToldOtherwise))]
    public async Task A_token_that_tells_of_another_key_than_was_agreed_to_is_refused(string what, Func<KeyReceipt, KeyReceipt> tells, string difference)
    {
        _ = what;
        _hsm.Tells = tells;
        Says.IsRefused(await Run(), "key-differs", $"The token CM-HSM has made the key \"Root key\", but {difference}.", "Nothing rests on that key. Try again, which makes another one; if it happens again, abort and have the token examined.");
    }

    [Fact]
    public async Task A_key_of_another_id_is_refused()
    {
        _hsm.Tells = receipt => receipt with { Id = "00" };
        Says.IsRefused(
            await Run(),
            "key-differs",
            "The token CM-HSM has made the key \"Root key\", but its label, id or algorithm is not the one that was approved.");
    }

    [Fact]
    public async Task A_DSA_key_is_made_and_said_to_be_for_requests_only()
    {
        StepResult.Done done = Says.IsDone(await Script.Step("generate-key", Fields.But("algorithm", "dsa-2048")).Run(_desk));
        Assert.Equal("dsa-2048", Assert.IsType<KeyGenerated>(done.Facts[0]).Algorithm);
        Assert.EndsWith("A DSA key is for requests only: no CA has such a key, and no certificate is issued here for one.", _desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_a_secret_key_or_the_boot_CAs_key_has_is_refused()
    {
        _desk.Registry = new Registry([new SecretKeyGenerated("Root key", new TokenRef("other"), "1", "01", "aes-256", ["wrap"], [])]);
        Says.IsRefused(await Run(), "key-taken", "A key named \"Root key\" is in the registry already.");
        _desk.Registry = new Registry([new BootKitOpened([1], "boot-ca.cer") { Key = "Root key" }]);
        Says.IsRefused(await Run(), "key-taken", "A key named \"Root key\" is in the registry already.");
    }

    [Fact]
    public void A_key_that_may_do_nothing_is_a_problem_of_the_script()
    {
        ScriptProblemException problem = Assert.Throws<ScriptProblemException>(() => Script.Step("generate-key", Fields.But("usage", Array.Empty<string>())));
        Assert.Equal("\"usage\" must name at least one use; a key that may do nothing is of no use", problem.Message);
    }

    [Fact]
    public void The_forecast_counts_one_confirmation_and_one_login()
    {
        StepForecast forecast = Script.Step("generate-key", Fields).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    [Fact]
    public async Task The_id_of_the_action_is_what_was_drawn()
    {
        await Run();
        GenerateKeyPair action = Assert.IsType<GenerateKeyPair>(Assert.Single(_desk.Performed));
        Assert.Equal(_desk.Screens[^1].Value("id"), action.Id);
        Assert.Equal(40, action.Id.Length);
    }

    private Task<StepResult> Run() => Script.Step("generate-key", Fields).Run(_desk);
}
