using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class GenerateSecretKeyTests
{
    private static readonly (string, object)[] Fields =
        [("key", "kekaes256"), ("token", "hsm"), ("algorithm", "aes-256"), ("usage", new[] { "wrap", "unwrap" })];

    private readonly Installation _room = new();

    [Fact]
    public async Task A_secret_key_is_proposed_with_the_token_in_view_then_made_and_shown()
    {
        StepResult.Done done = Says.IsDone(await Run(Fields));
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look how keys are made in hsm",
                "look at 20 random bytes",
                "officers approve Generate a secret key: generate-secret-key",
                "perform generate-secret-key",
                "show The secret key is made",
            ],
            _room.Desk.Calls);
        SecretKeyGenerated key = Assert.IsType<SecretKeyGenerated>(Assert.Single(done.Facts));
        Assert.Equal(("kekaes256", "serial-of-hsm", "aes-256", 40), (key.Key, key.TokenSerial, key.Algorithm, key.Id.Length));
        Assert.Equal(["wrap", "unwrap"], key.Usage);
        Assert.Contains("CKA_NEVER_EXTRACTABLE", key.Attributes);
        Assert.Equal("kekaes256", done.Outputs[""]);
    }

    [Theory]
    [InlineData("aes-128")]
    [InlineData("aes-192")]
    [InlineData("aes-256")]
    [InlineData("des3")]
    public async Task The_kind_of_key_is_made(string algorithm)
    {
        Says.IsDone(await Run(Fields.But("algorithm", algorithm)));
        Assert.Equal(algorithm, Assert.IsType<GenerateSecretKey>(_room.Desk.Performed[0]).Algorithm.Name);
    }

    [Fact]
    public async Task Triple_DES_is_warned_of()
    {
        const string Warning = "! Triple DES is for installations that support nothing newer. Prefer AES where the installation supports it.";
        Says.IsDone(await Run(Fields.But("algorithm", "des3")));
        Assert.Contains(Warning, _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Says.IsDone(await Run(Fields.But("key", "another")));
        Assert.DoesNotContain("Triple DES", _room.Desk.Screens[2].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usage_is_the_actions()
    {
        Says.IsDone(await Run(Fields.But("usage", new[] { "encrypt", "decrypt" })));
        Assert.Equal(["encrypt", "decrypt"], Assert.IsType<GenerateSecretKey>(_room.Desk.Performed[0]).Usage);
    }

    [Fact]
    public async Task A_label_that_is_taken_is_refused()
    {
        _room.Hsm.Put("kekaes256", "01", KeyAlgorithm.EcP256);
        Says.IsRefused(
            await Run(Fields),
            "label-taken",
            "The token CM-HSM already holds an object with the label \"kekaes256\".",
            "Look at the list of the token's objects (F5); if the object should not be there, have it removed and try again, otherwise abort.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_name_that_a_key_pair_has_is_refused()
    {
        _room.Desk.Registry = new Registry([new KeyGenerated("kekaes256", new TokenRef("other"), "1", "01", "ec-p256", ["sign"], [1], [])]);
        Says.IsRefused(await Run(Fields), "key-taken", "A key named \"kekaes256\" is in the registry already.");
    }

    [Fact]
    public async Task A_name_that_a_secret_key_has_is_refused()
    {
        _room.Desk.Registry = new Registry([new SecretKeyGenerated("kekaes256", new TokenRef("other"), "1", "01", "des3", ["wrap"], [])]);
        Says.IsRefused(await Run(Fields), "key-taken", "A key named \"kekaes256\" is in the registry already.");
    }

    [Fact]
    public async Task A_token_that_is_not_initialised_is_refused()
    {
        _room.Hsm.Initialised = false;
        Says.IsRefused(await Run(Fields), "token-not-initialised", "The token CM-HSM is not initialised.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_made()
    {
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Fields), "declined", "Making the key \"kekaes256\" was declined.");
        Assert.Empty(_room.Hsm.Objects);
    }

    [Fact]
    public async Task A_key_that_could_have_been_read_outside_the_token_is_refused()
    {
        _room.Hsm.TellsSecret = receipt => receipt with { Attributes = [.. receipt.Attributes.Except(["CKA_ALWAYS_SENSITIVE", "CKA_NEVER_EXTRACTABLE"])] };
        Says.IsRefused(
            await Run(Fields),
            "key-differs",
            "The token CM-HSM has made the key \"kekaes256\", but tells that it does not have CKA_ALWAYS_SENSITIVE and CKA_NEVER_EXTRACTABLE.",
            "Nothing rests on that key. Try again, which makes another one; if it happens again, abort and have the token examined.");
    }

    [Fact]
    public async Task A_key_that_can_be_extracted_is_refused()
    {
        _room.Hsm.TellsSecret = receipt => receipt with { Attributes = [.. receipt.Attributes, "CKA_EXTRACTABLE"] };
        Says.IsRefused(await Run(Fields), "key-differs", "The token CM-HSM has made the key \"kekaes256\", but tells that it has CKA_EXTRACTABLE.");
    }

    [Theory]
    [InlineData("CKA_DERIVE")]
    [InlineData("CKA_SIGN")]
    [InlineData("CKA_ENCRYPT")]
    public async Task A_key_that_may_do_more_than_was_agreed_to_is_refused(string more)
    {
        _room.Hsm.TellsSecret = receipt => receipt with { Attributes = [.. receipt.Attributes, more] };
        Says.IsRefused(
            await Run(Fields.But("usage", new[] { "wrap", "unwrap" })), "key-differs", $"The token CM-HSM has made the key \"kekaes256\", but tells that it has {more}.");
    }

    [Fact]
    public async Task A_key_in_another_token_is_refused()
    {
        _room.Hsm.TellsSecret = receipt => receipt with { TokenSerial = "4711" };
        Says.IsRefused(await Run(Fields), "key-differs", "The token CM-HSM has made the key \"kekaes256\", but in a token with the serial number 4711, not serial-of-hsm.");
    }

    [Fact]
    public async Task A_key_of_another_kind_is_refused()
    {
        _room.Hsm.TellsSecret = receipt => receipt with { Algorithm = "des3" };
        Says.IsRefused(
            await Run(Fields),
            "key-differs",
            "The token CM-HSM has made the key \"kekaes256\", but its label, id or algorithm is not the one that was approved.");
    }

    [Fact]
    public void A_key_that_may_do_nothing_is_a_problem_of_the_script() => Assert.Equal(
        "\"usage\" must name at least one use; a key that may do nothing is of no use",
        Assert.Throws<ScriptProblemException>(() => Script.Step("generate-secret-key", Fields.But("usage", Array.Empty<string>()))).Message);

    [Fact]
    public void The_forecast_counts_one_confirmation_and_one_login()
    {
        StepForecast forecast = Script.Step("generate-secret-key", Fields).Forecast();
        Assert.Equal(1, forecast.Confirmations);
        Assert.Equal("makes the AES key of 256 bits \"kekaes256\" in the token hsm", forecast.Does);
    }

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("generate-secret-key", fields);
}
