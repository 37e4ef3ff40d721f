using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class DestroyKeyTests
{
    private const string Id = "b0b0";

    private readonly Installation _room = new();
    private readonly FakeToken _boot = new("boot", "CM-BOOT", TokenUse.Hsm);

    public DestroyKeyTests()
    {
        _room.Desk.Tokens.Add("boot", _boot);
        byte[] publicKey = _boot.Put("Boot CA key", Id, KeyAlgorithm.Rsa2048);
        var kit = new BootKitOpened(CaOf(publicKey), "boot-ca.cer")
        {
            Token = _boot.Ref,
            KeyId = Id,
            Key = "Boot CA key",
            Procedures = ["Boot officers", "Boot TLS"],
        };
        _room.Desk.Registry = new Registry([kit, new CaRevoked("Boot CA", "cessationOfOperation")]);
    }

    [Fact]
    public async Task The_boot_CAs_key_goes_and_a_fresh_login_proves_it()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token boot, logged in",
                "officers approve Destroy a key: destroy-key",
                "perform destroy-key",
                "look at token boot, logged in",
                "show The key is gone",
            ],
            _room.Desk.Calls);
        Assert.Equal(new KeyDestroyed("Boot CA key", new TokenRef("boot"), "serial-of-boot", Id), Assert.Single(done.Facts));
        Assert.Empty(_boot.Objects);
        Assert.Empty(done.Outputs);
    }

    [Fact]
    public async Task The_procedures_that_are_still_bound_are_listed_and_the_loss_is_said()
    {
        Says.IsDone(await Run());
        string text = _room.Desk.Screens[0].Text();
        Assert.StartsWith(
            "It is the key of the CA \"Boot CA\", which is revoked.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("Procedures that are still bound to that CA:\nprocedure\nBoot officers\nBoot TLS\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "! Nothing brings the key back. Procedures made with it can no longer be used, and log entries that are signed with it can no longer be verified.",
            text,
            StringComparison.Ordinal);
        Assert.StartsWith("After a fresh login the token CM-BOOT no longer shows a key with the id of \"Boot CA key\".", _room.Desk.Screens[1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_no_procedure_is_bound_is_said()
    {
        _room.Change<BootKitOpened>(kit => kit with { Procedures = [] });
        Says.IsDone(await Run());
        Assert.Contains("No procedure is bound to that CA.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_of_the_id_stay_and_are_counted()
    {
        _boot.Objects.Add(new TokenObject("certificate", "Boot CA", Id, "", null, [1], []));
        Says.IsDone(await Run());
        Assert.Equal("1", _room.Desk.Screens[1].Value("certificates with this id, which are public and stay"));
        Assert.Equal("certificate", Assert.Single(_boot.Objects).Class);
    }

    [Fact]
    public async Task The_key_of_a_CA_of_this_ceremony_goes_once_the_CA_is_revoked()
    {
        await _room.WithProcedures();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "cessationOfOperation")]);
        KeyGenerated key = _room.Desk.Registry.Key("CA key")!;
        StepResult.Done done = Says.IsDone(await Run("CA key"));
        Assert.Equal(new KeyDestroyed("CA key", new TokenRef("hsm"), "serial-of-hsm", key.Id), Assert.Single(done.Facts));
        Assert.Contains("procedure\nOfficer certificates\n", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_no_CA_goes_with_a_warning_of_its_own()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        Says.IsDone(await Run("tls"));
        string text = _room.Desk.Screens[0].Text();
        Assert.Contains("It is not the key of a CA.", text, StringComparison.Ordinal);
        Assert.EndsWith("! Nothing brings the key back. What was encrypted for it can never be read again.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_boot_CA_that_is_not_revoked_is_refused()
    {
        _room.Desk.Registry = new Registry([.. _room.Desk.Registry.All<BootKitOpened>()]);
        Says.IsRefused(
            await Run(),
            "ca-not-revoked",
            "The key \"Boot CA key\" is the key of the CA \"Boot CA\", which is not revoked.",
            "Abort and have a step added before this one that revokes the CA.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task The_key_of_a_CA_that_is_not_revoked_is_refused()
    {
        await _room.WithCa();
        Says.IsRefused(await Run("CA key"), "ca-not-revoked", "The key \"CA key\" is the key of the CA \"Officer and system CA\", which is not revoked.");
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_refused() =>
        Says.IsRefused(await Run("nothing"), "unknown-key", "There is no key named \"nothing\" in the registry.");

    [Fact]
    public async Task The_key_of_a_boot_kit_whose_token_is_not_named_is_refused()
    {
        _room.Change<BootKitOpened>(kit => kit with { Token = null, KeyId = null, Key = null });
        Says.IsRefused(await Run(), "unknown-key", "There is no key named \"Boot CA key\" in the registry.");
    }

    [Fact]
    public async Task A_secret_key_is_refused()
    {
        _room.Desk.Registry = _room.Desk.Registry.With([new SecretKeyGenerated("kekaes256", new TokenRef("hsm"), "1", "01", "aes-256", ["wrap"], [])]);
        Says.IsRefused(
            await Run("kekaes256"),
            "secret-key",
            "The key \"kekaes256\" is a secret key; only key pairs can be destroyed here.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_key_that_is_gone_is_refused()
    {
        await _room.Do("destroy-key", ("key", "Boot CA key"));
        Says.IsRefused(await Run(), "key-gone", "The key \"Boot CA key\" was already destroyed in this ceremony.", "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_token_without_the_private_half_is_refused()
    {
        _boot.Objects.RemoveAt(0);
        Says.IsRefused(await Run(), "key-missing", "The token CM-BOOT holds 0 private keys with the id of \"Boot CA key\" instead of exactly one.");
    }

    [Fact]
    public async Task Another_key_under_the_same_id_is_refused()
    {
        _boot.Objects[1] = _boot.Objects[1] with { PublicKey = SoftwareKeys.Of(KeyAlgorithm.Rsa2048, "hsm", 0).ExportSubjectPublicKeyInfo() };
        Says.IsRefused(
            await Run(),
            "key-differs",
            "With the id of \"Boot CA key\" the token CM-BOOT holds another public key, or none, or several.",
            "Nothing was destroyed. Look at the list of the token's objects (F5) and find out which key that is before going on.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task Another_token_of_the_same_label_is_refused()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run("tls"), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_destroyed()
    {
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The destruction of the key \"Boot CA key\" was declined.");
        Assert.Equal(2, _boot.Objects.Count);
    }

    [Theory]
    [InlineData("private", "a private key")]
    [InlineData("public", "a public key")]
    public async Task A_half_that_is_still_there_after_a_fresh_login_is_refused(string half, string told)
    {
        _boot.Spares = each => each.Class == half;
        Says.IsRefused(
            await Run(),
            "key-still-there",
            $"After a fresh login the token CM-BOOT still shows {told} with the id of \"Boot CA key\".",
            "The key counts as not destroyed: find out what the token did, then try again, or record an exception and abort.");
    }

    [Fact]
    public void The_forecast_counts_one_confirmation()
    {
        StepForecast forecast = Script.Step("destroy-key", ("key", "Boot CA key")).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private static byte[] CaOf(byte[] publicKey)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        using var signer = RSA.Create(2048);
        var request = new CertificateRequest("CN=Boot CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pkcs1),
            FakeDesk.Noon,
            FakeDesk.Noon.AddYears(1),
            [1, 2, 3]);
        return made.RawData;
    }

    private Task<StepResult> Run(string key = "Boot CA key") => _room.Run("destroy-key", ("key", key));
}
