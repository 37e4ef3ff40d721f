using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ProveWrappingTests
{
    private readonly Installation _room = new();

    [Theory]
    [InlineData("aes-256", "wrap", "CKM_AES_KEY_WRAP")]
    [InlineData("des3", "encrypt", "CKM_DES3_CBC")]
    public async Task A_secret_key_wraps_and_unwraps_or_encrypts_where_its_token_wraps_nothing(string algorithm, string way, string scheme)
    {
        await WithSecret(algorithm);
        StepResult.Done done = Says.IsDone(await Run("kek"));
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look at 32 random bytes",
                "operator approves Prove a key for key archiving: prove-wrapping",
                "perform prove-wrapping",
                "show The key is proven",
            ],
            _room.Desk.Calls);
        SecretKeyGenerated key = _room.Desk.Registry.SecretKey("kek")!;
        Assert.Equal(new WrappingProven("kek", new TokenRef("hsm"), key.Id, way, scheme).ToJson(), Assert.Single(done.Facts).ToJson());
        Assert.Equal(way == "encrypt", _room.Desk.Screens[1].Text().Contains("! This token wraps no keys with a key of the kind des3.", StringComparison.Ordinal));
        Assert.Equal(scheme, _room.Desk.Screens[1].Value("mechanism"));
    }

    [Fact]
    public async Task The_halves_of_an_RSA_key_wrap_and_unwrap()
    {
        await WithPair("rsa-2048", "sign", "decrypt", "unwrap");
        WrappingProven proven = Assert.IsType<WrappingProven>(Assert.Single(Says.IsDone(await Run("pair")).Facts));
        Assert.Equal(("wrap", "CKM_RSA_PKCS"), (proven.Way, proven.Scheme));
        Assert.Equal("rsa-2048", Assert.IsType<ProveWrapping>(_room.Desk.Performed[0]).Algorithm);
    }

    [Fact]
    public async Task Another_value_that_comes_back_is_refused()
    {
        await WithSecret("aes-256");
        _room.Hsm.Spoils = value => value[1..];
        Says.IsRefused(
            await Run("kek"),
            "other-value",
            "What the key \"kek\" wrapped or encrypted came back otherwise: keys that are archived with it could not be recovered.",
            "Archive nothing with this key. Have the token examined, then try again or abort.");
    }

    [Fact]
    public async Task A_key_that_may_not_or_cannot_wrap_is_refused()
    {
        await WithPair("rsa-2048", "sign", "decrypt");
        Says.IsRefused(await Run("pair"), "cannot-wrap", "The key \"pair\" cannot be proven: it was not made with the usage unwrap.", "Abort and have the script corrected.");
        _room.Change<KeyGenerated>(key => key with { Algorithm = "ec-p256", Usage = ["unwrap"] });
        Says.IsRefused(await Run("pair"), "cannot-wrap", "The key \"pair\" cannot wrap other keys: that takes a secret key or an RSA key.", "Abort and have the script corrected.");
        Says.IsRefused(await Run("kek"), "unknown-key", "There is no key named \"kek\" in the registry.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_key_that_is_gone_and_another_token_are_refused()
    {
        await WithSecret("aes-256");
        _room.Hsm.Objects.Clear();
        Says.IsRefused(await Run("kek"), "key-missing", "The token CM-HSM holds 0 secret keys with the id of \"kek\" instead of exactly one.");
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run("kek"), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task Without_the_operator_s_agreement_nothing_is_wrapped()
    {
        await WithSecret("aes-256");
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run("kek"), "declined", "The proof of the key \"kek\" was declined.");
        Assert.Empty(_room.Desk.Performed);
    }

    private Task<StepResult> Run(string key) => _room.Run("prove-wrapping", ("key", key));

    private Task WithSecret(string algorithm) => _room.Do("generate-secret-key", ("key", "kek"), ("token", "hsm"), ("algorithm", algorithm), ("usage", new[] { "wrap", "unwrap", "encrypt", "decrypt" }));

    private Task WithPair(string algorithm, params string[] usage) => _room.Do("generate-key", ("key", "pair"), ("token", "hsm"), ("algorithm", algorithm), ("usage", usage));
}
