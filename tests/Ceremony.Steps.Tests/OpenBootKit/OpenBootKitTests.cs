using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class OpenBootKitTests
{
    private const string RightKit = "Bring the boot kit that was delivered with this installation, then try again.";

    private static readonly Lazy<Kit> Ours = new(() => Kit.Make("Example AB"));
    private static readonly Lazy<Kit> Theirs = new(() => Kit.Make("Other AB"));

    private readonly Installation _room = new();

    public OpenBootKitTests()
    {
        _room.Desk.Files["kit/bootca.cer"] = Ours.Value.Ca;
        _room.Desk.SoftTokens["kit/officer1.p12"] = Ours.Value.Officer1;
        _room.Desk.SoftTokens["kit/officer2.p12"] = Ours.Value.Officer2;
    }

    [Fact]
    public async Task The_Boot_CA_is_kept_and_both_officers_are_recognised()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at file kit/bootca.cer",
                "look at file kit/issued.pem",
                "look at file kit/procedures.txt",
                "look at clock",
                "look at soft token kit/officer1.p12 of Ana Vega",
                "look at soft token kit/officer2.p12 of Bo Ek",
                "keep boot-ca.cer",
                "show The boot kit is open",
            ],
            _room.Desk.Calls);
        Assert.Equal(Ours.Value.Ca, _room.Desk.Artifacts["boot-ca.cer"]);
        Assert.Equal(Ours.Value.Ca, done.Facts.OfType<BootKitOpened>().Single().Certificate);
        Assert.Equal(
            [("bootstrap officer 1", "Ana Vega", "soft", true, "kit/officer1.p12"), ("bootstrap officer 2", "Bo Ek", "soft", true, "kit/officer2.p12")],
            done.Facts.OfType<OfficerRecognised>().Select(fact => (fact.Officer, fact.Person, fact.Origin, fact.Bootstrap, fact.File)));
        Assert.Equal(new Dictionary<string, string> { [""] = "Boot CA", ["certificate"] = "boot-ca.cer" }, done.Outputs);
        Assert.Equal("in no token that the script names: the Boot CA cannot be revoked in this ceremony", _room.Desk.Screens[0].Value("its key"));
    }

    [Fact]
    public async Task The_Boot_CA_s_key_is_found_by_its_public_half_and_nobody_logs_in()
    {
        HasKey("bootca", "0b");
        StepResult.Done done = Says.IsDone(await RunWithToken());
        Assert.Equal(
            ["look at file kit/bootca.cer", "look at file kit/issued.pem", "look at file kit/procedures.txt", "look at token boot", "look at clock"],
            _room.Desk.Calls.Take(5));
        BootKitOpened kit = done.Facts.OfType<BootKitOpened>().Single();
        Assert.Equal(("Boot CA", "boot", "0b", "bootca"), (kit.Ca, kit.Token?.Name, kit.KeyId, kit.Key));
        Assert.Equal("bootca", done.Outputs["key"]);
        Assert.Equal("bootca", _room.Desk.Screens[0].Value("its key"));
    }

    [Fact]
    public async Task What_the_Boot_CA_issued_and_which_procedures_are_bound_to_it_is_read()
    {
        _room.Desk.Files["kit/issued.pem"] = [.. OpenSsl.Pem(Ours.Value.Officer1), .. OpenSsl.Pem(Ours.Value.Officer2)];
        _room.Desk.Files["kit/procedures.txt"] = "# of the delivery\r\nBoot officers\r\n\r\n  Boot servers\n"u8.ToArray();
        BootKitOpened kit = Says.IsDone(await Run()).Facts.OfType<BootKitOpened>().Single();
        Assert.Equal([Ours.Value.Officer1, Ours.Value.Officer2], kit.Issued);
        Assert.Equal(["Boot officers", "Boot servers"], kit.Procedures);
        Assert.Equal(("2, and the officers'", "Boot officers; Boot servers"), (_room.Desk.Screens[0].Value("certificates issued by it"), _room.Desk.Screens[0].Value("procedures bound to it")));
    }

    [Fact]
    public async Task A_certificate_that_another_CA_issued_is_refused()
    {
        _room.Desk.Files["kit/issued.pem"] = [.. OpenSsl.Pem(Ours.Value.Officer1), .. OpenSsl.Pem(Theirs.Value.Officer2)];
        Says.IsRefused(
            await Run(),
            "issued-faulty",
            "The file kit/issued.pem does not list what the Boot CA issued: the certificate of C=SE, O=Other AB, CN=Bootstrap officer 2 was not issued by this Boot CA.",
            RightKit);
    }

    [Fact]
    public async Task A_list_with_a_byte_order_mark_is_read_whole_and_one_that_is_cut_not_at_all()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        _room.Desk.Files["kit/issued.pem"] = [.. mark, .. OpenSsl.Pem(Ours.Value.Officer1), .. OpenSsl.Pem(Ours.Value.Officer2)];
        _room.Desk.Files["kit/procedures.txt"] = [.. mark, .. "Boot officers\rBoot servers"u8];
        Says.IsDone(await Run());
        Assert.Equal(("2, and the officers'", "Boot officers; Boot servers"), (_room.Desk.Screens[0].Value("certificates issued by it"), _room.Desk.Screens[0].Value("procedures bound to it")));

        byte[] two = [.. OpenSsl.Pem(Ours.Value.Officer1), .. OpenSsl.Pem(Ours.Value.Officer2)];
        _room.Desk.Files["kit/issued.pem"] = two[..^40];
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal("issued-faulty", refused.Code);
        Assert.EndsWith("begins a block of PEM that does not end as it should: it is cut, or its last line is damaged.", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it holds no certificate")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "its line 1 begins a block of PEM with another label than CERTIFICATE")]
    public async Task A_list_without_certificates_is_refused(string text, string why)
    {
        _room.Desk.Files["kit/issued.pem"] = System.Text.Encoding.ASCII.GetBytes(text);
        Says.IsRefused(await Run(), "issued-faulty", $"The file kit/issued.pem does not list what the Boot CA issued: {why}.", RightKit);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0x41, 0x07, 0x42 })]
    public async Task A_list_of_procedures_that_is_no_text_is_refused(byte[] bytes)
    {
        _room.Desk.Files["kit/procedures.txt"] = bytes;
        Says.IsRefused(
            await Run(),
            "procedures-faulty",
            "The file kit/procedures.txt is not a list of procedures: UTF-8, a name of at most 64 characters a line.",
            RightKit);
    }

    [Fact]
    public async Task A_token_without_the_Boot_CA_s_key_is_refused_before_a_PIN_is_asked_for()
    {
        HasToken();
        Says.IsRefused(
            await RunWithToken(),
            "boot-key-missing",
            "The token CM-BOOT holds 0 public keys with label and id that are the Boot CA's, not exactly one.",
            "Insert the token that holds the Boot CA's key, then try again.");
        Assert.DoesNotContain(_room.Desk.Calls, call => call.StartsWith("look at soft token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_with_the_key_under_two_ids_is_refused()
    {
        HasKey("bootca", "0b", "0c");
        Says.IsRefused(await RunWithToken(), "boot-key-missing", "The token CM-BOOT holds 2 public keys with label and id that are the Boot CA's, not exactly one.");
    }

    [Fact]
    public async Task A_token_that_is_not_initialised_is_refused()
    {
        HasToken().Initialised = false;
        Says.IsRefused(await RunWithToken(), "token-not-initialised", "The token CM-BOOT is not initialised.");
    }

    [Fact]
    public async Task The_screen_says_that_both_confirm_each_step_together()
    {
        await Run();
        Assert.Contains(
            "! Two-step signing is disabled for bootstrap officers: both confirm each step together, here and now, each with their own soft token. "
                + "Disabled does not mean that one of them is enough.",
            _room.Desk.Screens[0].Text(),
            StringComparison.Ordinal);
        Assert.Equal("C=SE, O=Example AB, CN=Boot CA", _room.Desk.Screens[0].Value("Boot CA"));
    }

    [Fact]
    public async Task A_missing_Boot_CA_is_refused()
    {
        _room.Desk.Files.Clear();
        Says.IsRefused(
            await Run(),
            "file-missing",
            "The boot kit's file kit/bootca.cer is not there.",
            "Insert the medium with the boot kit, or put its files into that folder, then try again.");
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_refused()
    {
        _room.Desk.Files["kit/bootca.cer"] = [1, 2, 3];
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal(("boot-ca-faulty", RightKit), (refused.Code, refused.Next));
        Assert.StartsWith("The certificate in kit/bootca.cer cannot be a Boot CA's: ", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_self_signed_is_refused()
    {
        _room.Desk.Files["kit/bootca.cer"] = Ours.Value.Officer1;
        Assert.Equal("boot-ca-faulty", Assert.IsType<StepResult.Refused>(await Run()).Code);
    }

    [Fact]
    public async Task A_soft_token_of_another_boot_kit_is_refused()
    {
        _room.Desk.SoftTokens["kit/officer2.p12"] = Theirs.Value.Officer2;
        Says.IsRefused(
            await Run(),
            "other-boot-ca",
            "The soft token kit/officer2.p12 was not issued by this Boot CA: the issuer of the certificate of C=SE, O=Other AB, CN=Bootstrap officer 2 is "
                + "missing: C=SE, O=Other AB, CN=Boot CA.",
            RightKit);
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Fact]
    public async Task An_officers_certificate_that_has_expired_is_refused()
    {
        _room.Desk.Now = FakeDesk.Noon.AddYears(11);
        Assert.Equal("other-boot-ca", Assert.IsType<StepResult.Refused>(await Run()).Code);
    }

    [Fact]
    public async Task An_officers_certificate_that_is_not_for_signatures_is_refused()
    {
        var kit = new ForeignKit { OfficerUsage = X509KeyUsageFlags.KeyEncipherment };
        _room.Desk.Files["kit/bootca.cer"] = kit.Ca();
        _room.Desk.SoftTokens["kit/officer1.p12"] = kit.Officer();
        Says.IsRefused(
            await Run(),
            "not-for-officers",
            "The soft token kit/officer1.p12 cannot be an officer's: the certificate of CN=Foreign officer is not for signatures: its key usage is keyEncipherment.",
            RightKit);
    }

    [Fact]
    public async Task A_subject_that_holds_something_that_nobody_sees_is_refused()
    {
        var kit = new ForeignKit { OfficerName = "Ada\u200b Vega" };
        _room.Desk.Files["kit/bootca.cer"] = kit.Ca();
        _room.Desk.SoftTokens["kit/officer1.p12"] = kit.Officer();
        Says.IsRefused(
            await Run(),
            "not-for-officers",
            "The soft token kit/officer1.p12 cannot be an officer's: the subject CN=Ada\\u{200b} Vega of the certificate holds a character that nobody can see.",
            RightKit);
    }

    [Fact]
    public async Task Where_officers_are_recognised_already_nobody_is_added_to_them()
    {
        _room.Desk.Registry = new Registry([new OfficerRecognised("officer 1", "Ana Vega", "console", false, "console-officer-1.p12", [1])]);
        Says.IsRefused(
            await Run(),
            "officers-known",
            "The officers of the beginning are recognised already, and nobody can be added to them.",
            "Abort and have the script corrected.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_name_that_another_key_has_is_refused()
    {
        HasKey("CA key", "0a");
        _room.Desk.Registry = new Registry([new KeyGenerated("CA key", new TokenRef("hsm"), "1", "01", "ec-p256", ["sign"], [1], [])]);
        Says.IsRefused(await RunWithToken(), "key-taken", "A key named \"CA key\" is in the registry already.");
    }

    [Fact]
    public async Task One_soft_token_in_two_places_is_refused()
    {
        _room.Desk.SoftTokens["kit/officer2.p12"] = Ours.Value.Officer1;
        Says.IsRefused(
            await Run(),
            "same-key",
            "Two of the boot kit's certificates are for the same key, so one person could confirm for two.",
            RightKit);
    }

    [Fact]
    public async Task Two_certificates_of_one_subject_are_refused()
    {
        var kit = new ForeignKit();
        using var another = RSA.Create(2048);
        _room.Desk.Files["kit/bootca.cer"] = kit.Ca();
        _room.Desk.SoftTokens["kit/officer1.p12"] = kit.Officer();
        _room.Desk.SoftTokens["kit/officer2.p12"] = kit.Officer(another);
        Says.IsRefused(
            await Run(),
            "same-subject",
            "Two of the boot kit's certificates are for CN=Foreign officer, so one person could confirm for two.",
            RightKit);
    }

    [Fact]
    public async Task Without_the_second_officer_nothing_is_opened()
    {
        _room.Desk.Present.RemoveAll(person => person.Seat == "officer 2");
        Says.IsRefused(await Run(), "seat-empty", "Nobody is recorded as officer 2.", "Have that person come in and be recorded (F4), then try again.");
        Assert.Empty(_room.Desk.Calls);
    }

    private FakeToken HasToken()
    {
        var token = new FakeToken("boot", "CM-BOOT", TokenUse.Hsm);
        _room.Desk.Tokens.Add("boot", token);
        return token;
    }

    private void HasKey(string label, params string[] ids)
    {
        byte[] publicKey = CertificateView.Read(Ours.Value.Ca).PublicKey;
        HasToken().Objects.AddRange(ids.Select(id => new TokenObject("public", label, id, "rsa-3072", publicKey, null, [])));
    }

    private Task<StepResult> RunWithToken() => _room.Run("open-boot-kit", ("folder", "kit"), ("token", "boot"));

    private Task<StepResult> Run() => _room.Run("open-boot-kit", ("folder", "kit/"));

    private sealed record Kit(byte[] Ca, byte[] Officer1, byte[] Officer2)
    {
        public static Kit Make(string organisation)
        {
            using Secret passphrase = Secret.FromText("correct horse");
            IReadOnlyDictionary<string, byte[]> files = BootKit.Make(new BootKitOrder(organisation, "SE", passphrase, passphrase, FakeDesk.Noon.AddDays(-1)), passphrase);
            return new Kit(files[BootKit.CaCertificateFile], Open(files[BootKit.Officer1File], passphrase), Open(files[BootKit.Officer2File], passphrase));
        }

        private static byte[] Open(byte[] file, Secret passphrase)
        {
            using SoftToken token = SoftToken.Open(file, passphrase);
            return token.Certificate;
        }
    }
}
