using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class KeepAttestationTests
{
    private const string Serial = "12345678";
    private const string RightOne = "Have the vendor's tool make the statement for this very key and token, and bring it as the file that the script names; then try again.";
    private const string ByFile = "Have the vendor's tool make the statement, and bring it as a file: abort and have the script name that file, or end this step by an exception (F3).";
    private const string Whole = "Bring the whole statement, and the certificates between the vendor's root and the device's in the file of the root; then try again. If the script names the wrong root, abort and have it corrected.";

    private readonly Installation _room = new();
    private readonly Vendor _vendor = new();

    private FakeDesk Desk => _room.Desk;

    private KeyGenerated Key => Desk.Registry.Key("signer")!;

    [Fact]
    public async Task What_a_YubiKey_presents_is_found_checked_and_kept()
    {
        await WithKey();
        Present(_vendor.SelfSigned(Holds()), "Certificate for PIV Authentication");
        byte[] statement = _vendor.Attest(Key.PublicKey, Vendor.PivSerial(12345678));
        Present(statement, "X.509 Certificate for PIV Attestation 9a");
        Present(_vendor.Device, "X.509 Certificate for PIV Attestation", id: "19");
        Present([1, 2, 3], "something else", id: "77");
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root, _vendor.Middle);
        StepResult.Done done = Says.IsDone(await Run(("root", "media/root.pem"), ("root-sha256", _vendor.RootSha256)));
        Assert.Equal(
            ["look at clock", "look at token hsm", "look at file media/root.pem", "keep signer.attestation", "keep signer.attestation-root.cer", "show The attestation is kept"],
            Desk.Calls);
        var attested = Assert.IsType<KeyAttested>(Assert.Single(done.Facts));
        Assert.Equal(new AttestationOutcome("holds", "holds", "holds"), attested.Checked);
        Assert.Equal(("signer", "hsm", Serial, Key.Id, "signer.attestation"), (attested.Key, attested.Token.Name, attested.TokenSerial, attested.Id, attested.Artifact));
        Assert.Equal((null, "media/root.pem", "signer.attestation-root.cer", _vendor.RootSha256), (attested.File, attested.Root, attested.RootArtifact, attested.RootSha256));
        Assert.Equal(Vendor.Pem(statement, _vendor.Device), Desk.Artifacts["signer.attestation"]);
        Assert.Equal(Desk.Files["media/root.pem"], Desk.Artifacts["signer.attestation-root.cer"]);
        Assert.True(Desk.Screens[0].IsNews);
        Assert.DoesNotContain("! ", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("checked: the statement names the device 12345678, which is the token's serial number", Desk.Screens[0].Value("serial number of the device"));
        Assert.Equal("checked: the certificates lead to the root CN=Test Vendor Root, whose fingerprint the script names", Desk.Screens[0].Value("chain of certificates"));

        // Somebody else says the same.
        string said = OpenSsl.Says("verify -attime 1772366400 -CAfile {file} -untrusted {file} {file}", Vendor.Pem(_vendor.Root), Vendor.Pem(_vendor.Middle, _vendor.Device), Desk.Artifacts["signer.attestation"]);
        Assert.Contains(": OK", said, StringComparison.Ordinal);
        Assert.Contains("1.3.6.1.4.1.41482.3.7", OpenSsl.Says("x509 -noout -text -in {file}", Desk.Artifacts["signer.attestation"]), StringComparison.Ordinal);
    }

    public static TheoryData<string> Forms => ["pem", "der", "pkcs7", "pkcs7-pem"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_file_holds_certificates_in_any_usual_form(string form)
    {
        await WithKey();
        byte[] statement = _vendor.Attest(Key.PublicKey, Vendor.HsmSerial(12345678), Vendor.HsmOrigin(1));
        byte[] pkcs7 = Vendor.Pkcs7(_vendor.Root, statement, _vendor.Middle, _vendor.Device);
        Desk.Files["media/in"] = form switch
        {
            "pem" => Vendor.Pem(statement, _vendor.Device),
            "der" => statement,
            "pkcs7" => pkcs7,
            _ => Encoding.ASCII.GetBytes(Ceremony.Pki.Signatures.ToPem("PKCS7", pkcs7)),
        };
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root, _vendor.Middle, _vendor.Device);
        StepResult.Done done = Says.IsDone(await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", _vendor.RootSha256)));
        var attested = Assert.IsType<KeyAttested>(Assert.Single(done.Facts));
        Assert.Equal(("media/in", new AttestationOutcome("holds", "holds", "holds")), (attested.File, attested.Checked));
        Assert.Equal(Desk.Files["media/in"], Desk.Artifacts["signer.attestation"]);
        Assert.Equal(["look at clock", "look at file media/in", "look at file media/root.pem", "keep signer.attestation", "keep signer.attestation-root.cer", "show The attestation is kept"], Desk.Calls);
    }

    [Fact]
    public async Task The_PKC_of_a_Luna_leads_to_its_root_by_the_purposes_that_its_vendor_gives_and_names_no_token()
    {
        await WithKey();
        Desk.Files["media/pkc.p7b"] = Vendor.Pkcs7(_vendor.Pkc(Key.PublicKey));
        var attested = Assert.IsType<KeyAttested>(Assert.Single(Says.IsDone(await Run(("file", "media/pkc.p7b"), ("root-sha256", _vendor.RootSha256))).Facts));
        Assert.Equal(new AttestationOutcome("holds", "holds", "not-told"), attested.Checked);
        Assert.Equal((null, null, _vendor.RootSha256), (attested.Root, attested.RootArtifact, attested.RootSha256));
        Assert.Contains("! Not everything was checked: the serial number was not, for the reasons below.", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("not checked: the statement names the HSM 521174; the token's serial number, 12345678, is that of its partition", Desk.Screens[0].Value("serial number of the device"));
        Assert.False(Desk.Screens[0].IsNews);
    }

    [Theory]
    [InlineData("{\"pubkeydata\":\"AAAA\",\"root\":\"KWARN-1\"}", "it is neither certificates nor PKCS#7")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n", "its line 1 begins a block of PEM that does not end as it should: it is cut, or its last line is damaged")]
    [InlineData("0\u0003\u0002\u0001\u0001", "a certificate cannot be read: its encoding is not the DER that its standard requires")]
    public async Task Anything_else_is_kept_as_it_is_and_nobody_is_told_that_it_was_checked(string bundle, string why)
    {
        await WithKey();
        Desk.Files["media/key.att"] = Encoding.ASCII.GetBytes(bundle);
        var attested = Assert.IsType<KeyAttested>(Assert.Single(Says.IsDone(await Run(("file", "media/key.att"))).Facts));
        Assert.Equal(new AttestationOutcome("not-told", "not-told", "not-told"), attested.Checked);
        Assert.Equal("nothing in it was checked", attested.Checked.InWords());
        Assert.Contains($"! Nothing in this statement was checked: {why}. Have it checked by the vendor's tool.", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.StartsWith("not checked: ", Desk.Screens[0].Value("key of the statement"), StringComparison.Ordinal);
        Assert.Equal(Encoding.ASCII.GetBytes(bundle), Desk.Artifacts["signer.attestation"]);

        // A file that cannot be read is no way around a root that the script names.
        Says.IsRefused(
            await Run(("file", "media/key.att"), ("root-sha256", _vendor.RootSha256)),
            "chain-broken",
            $"The statement about the key \"signer\" is not proven: the script names a root, but the statement has no certificates that could lead to it: {why}.",
            Whole);
    }

    [Fact]
    public async Task Without_a_root_in_the_script_no_chain_is_called_checked()
    {
        await WithKey();
        Desk.Files["media/in"] = Vendor.Pem(_vendor.Attest(Key.PublicKey), _vendor.Device, _vendor.Middle, _vendor.Root);
        var attested = Assert.IsType<KeyAttested>(Assert.Single(Says.IsDone(await Run(("file", "media/in"))).Facts));
        Assert.Equal(new AttestationOutcome("holds", "not-told", "not-told"), attested.Checked);
        Assert.Equal("key checked; chain and serial number not checked, and without the chain anybody could have written it", attested.Checked.InWords());
        Assert.Equal($"not checked: the certificates lead to CN=Test Vendor Root, SHA-256 {_vendor.RootSha256}, and the script names no root to compare it with", Desk.Screens[0].Value("chain of certificates"));
        Assert.Contains("! Not everything was checked: the chain and the serial number were not, for the reasons below. Without the chain anybody could have written the rest.", Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_serial_number_of_another_form_is_not_compared()
    {
        _room.Hsm.Serial = "5c0e\u0007a5";
        await WithKey(serial: null);
        Desk.Files["media/in"] = Vendor.Pem(_vendor.Attest(Key.PublicKey, Vendor.PivSerial(12345678)));
        var attested = Assert.IsType<KeyAttested>(Assert.Single(Says.IsDone(await Run(("file", "media/in"))).Facts));
        Assert.Equal("not-told", attested.Checked.Serial);
        Assert.Equal("not checked: the statement names the device 12345678; the token's serial number, 5c0e\\u{7}a5, is of another form", Desk.Screens[0].Value("serial number of the device"));
    }

    [Fact]
    public async Task A_YubiHSM_numbers_itself_with_zeros_before()
    {
        _room.Hsm.Serial = "00345678";
        await WithKey(serial: null);
        Desk.Files["media/in"] = Vendor.Pem(_vendor.Attest(Key.PublicKey, Vendor.HsmSerial(345678)));
        Assert.Equal("holds", Assert.IsType<KeyAttested>(Assert.Single(Says.IsDone(await Run(("file", "media/in"))).Facts)).Checked.Serial);
    }

    [Fact]
    public async Task A_statement_about_another_key_is_refused()
    {
        await WithKey();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] foreign = _vendor.Attest(other.ExportSubjectPublicKeyInfo());
        await Refuses(Vendor.Pem(foreign), "attests-other-key", "The statement does not vouch for the key \"signer\": its certificate is not for this key.");
        await Refuses(Vendor.Pem(foreign, _vendor.Device), "attests-other-key", "The statement does not vouch for the key \"signer\": none of its 2 certificates is for this key.");
        await Refuses(Vendor.Pem(_vendor.SelfSigned(Holds())), "attests-other-key", "The statement does not vouch for the key \"signer\": its certificate for this key is signed by this key itself, which shows nothing.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0x11)]
    [InlineData(0)]
    public async Task A_key_that_came_into_the_device_from_outside_is_refused(byte origin)
    {
        await WithKey();
        await Refuses(
            Vendor.Pem(_vendor.Attest(Key.PublicKey, Vendor.HsmSerial(12345678), Vendor.HsmOrigin(origin))),
            "attests-other-key",
            "The statement does not vouch for the key \"signer\": it says that the key was not made in the device, but came from outside.");
    }

    [Fact]
    public async Task The_statement_of_another_device_is_refused()
    {
        await WithKey();
        await Refuses(
            Vendor.Pem(_vendor.Attest(Key.PublicKey, Vendor.PivSerial(87654321))),
            "other-device",
            "The statement does not come from the token CM-HSM: the statement names the device 87654321, but the token has the serial number 12345678.");
    }

    [Fact]
    public async Task A_chain_that_does_not_hold_is_refused()
    {
        await WithKey();
        byte[] statement = _vendor.Attest(Key.PublicKey);
        byte[] forged = [.. statement];
        forged[^1] ^= 1;
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root, _vendor.Middle);
        await Broken(Vendor.Pem(forged, _vendor.Device), "the certificate of CN=Test PIV Attestation 9a is not signed by the key of CN=Test PIV Attestation");
        await Broken(Vendor.Pem(statement), "the issuer of the certificate of CN=Test PIV Attestation 9a is missing: CN=Test PIV Attestation");
        var old = new Vendor { From = FakeDesk.Noon.AddYears(-11) };
        await Broken(Vendor.Pem(old.Attest(Key.PublicKey), old.Device), $"the certificate of CN=Test PIV Attestation 9a is not valid after {FakeDesk.Noon.AddYears(-1):yyyy-MM-dd HH:mm:ss} UTC");
        var early = new Vendor { From = FakeDesk.Noon.AddDays(1) };
        await Broken(Vendor.Pem(early.Attest(Key.PublicKey), early.Device), $"the certificate of CN=Test PIV Attestation 9a is not valid before {FakeDesk.Noon.AddDays(1):yyyy-MM-dd HH:mm:ss} UTC");
        var plain = new Vendor { IsDeviceCa = false };
        await Broken(Vendor.Pem(plain.Attest(Key.PublicKey), plain.Device), "the certificate of CN=Test PIV Attestation is not a CA's");
        var another = new Vendor { From = FakeDesk.Noon.AddYears(-2) };
        Desk.Files["media/in"] = Vendor.Pem(statement, _vendor.Device);
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root, _vendor.Middle, another.Root);
        Says.IsRefused(
            await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", another.RootSha256)),
            "chain-broken",
            $"The statement about the key \"signer\" is not proven: the certificates lead to CN=Test Vendor Root, SHA-256 {_vendor.RootSha256}, and not to the root that the script names.",
            Whole);
    }

    [Fact]
    public async Task A_signature_of_a_kind_that_is_not_verified_is_not_called_wrong_and_not_called_checked()
    {
        await WithKey();
        var other = new Vendor { Hash = HashAlgorithmName.SHA512 };
        const string Why = "the signature of the certificate of CN=Test PIV Attestation is of a kind or form that this program does not verify, 1.2.840.10045.4.3.4";
        Desk.Files["media/root.pem"] = Vendor.Pem(other.Root, other.Middle);
        Desk.Files["media/in"] = Vendor.Pem(other.Attest(Key.PublicKey), other.Device, other.Middle);
        Says.IsRefused(
            await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", other.RootSha256)), "chain-broken", $"The statement about the key \"signer\" is not proven: {Why}.", Whole);
        Says.IsDone(await Run(("file", "media/in")));
        Assert.Equal($"not checked: {Why}", Desk.Screens[0].Value("chain of certificates"));
    }

    [Fact]
    public async Task A_key_of_the_device_vouches_for_no_other_key()
    {
        await WithKey();
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] genuine = _vendor.Attest(own.ExportSubjectPublicKeyInfo(), Vendor.PivSerial(12345678));
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root, _vendor.Middle);
        await Broken(Vendor.Pem(_vendor.AttestBy(own, Key.PublicKey), genuine, _vendor.Device), "the certificate of CN=Test PIV Attestation 9a is not a CA's");
    }

    [Fact]
    public async Task A_root_is_believed_only_by_the_fingerprint_in_the_script()
    {
        await WithKey();
        Desk.Files["media/in"] = Vendor.Pem(_vendor.Attest(Key.PublicKey), _vendor.Device);
        Says.IsRefused(await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", _vendor.RootSha256)), "file-missing", "The file media/root.pem is not there.");
        Desk.Files["media/root.pem"] = "no certificate"u8.ToArray();
        Says.IsRefused(
            await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", _vendor.RootSha256)),
            "root-unreadable",
            "The file media/root.pem does not hold the vendor's root certificate: it is neither certificates nor PKCS#7.",
            "Bring the root certificate as the vendor publishes it, as PEM or DER, then try again.");
        Desk.Files["media/root.pem"] = Vendor.Pem(_vendor.Root);
        string other = new('a', 64);
        Says.IsRefused(
            await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", other)),
            "other-root",
            $"The file media/root.pem holds no certificate with the SHA-256 {other} that the script names, but CN=Test Vendor Root with {_vendor.RootSha256}.",
            "Bring the root certificate that the script means, then try again; if the script names the wrong fingerprint, abort and have it corrected.");
        Assert.Empty(Desk.Artifacts);
        var problem = Assert.Throws<ScriptProblemException>(() => Script.Step("keep-attestation", ("key", "signer"), ("name", "signer"), ("root", "media/root.pem")));
        Assert.Contains("\"root\" needs \"root-sha256\" beside it", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_states_nothing_is_refused_after_a_login()
    {
        await WithKey();
        Present(_vendor.SelfSigned(Holds()), "Certificate for PIV Authentication");
        Says.IsRefused(await Run(), "statement-missing", "The token CM-HSM presents no certificate of its vendor's for the key \"signer\".", ByFile);
        Assert.Equal(["look at clock", "look at token hsm", "look at token hsm, logged in"], Desk.Calls);
    }

    [Fact]
    public async Task What_this_ceremony_stored_is_no_statement_of_the_token()
    {
        await WithKey();
        byte[] stored = _vendor.Attest(Key.PublicKey);
        Present(stored, "signer");
        Desk.Registry = Desk.Registry.With([new CertificateInstalled("signer", Key.Token, Key.Id, "signer", stored)]);
        Says.IsRefused(await Run(), "statement-missing", "The token CM-HSM presents no certificate of its vendor's for the key \"signer\".", ByFile);
    }

    [Fact]
    public async Task Several_statements_are_refused_unless_one_alone_names_its_device()
    {
        await WithKey();
        Present(_vendor.Attest(Key.PublicKey), "one");
        Present(_vendor.Attest(Key.PublicKey), "two");
        Says.IsRefused(
            await Run(),
            "several-statements",
            "The token CM-HSM presents 2 certificates for the key \"signer\" that this ceremony did not make, and none of them alone names its device.",
            ByFile);
        byte[] meant = _vendor.Attest(Key.PublicKey, Vendor.PivSerial(12345678));
        Present(meant, "three");
        Says.IsDone(await Run());
        Assert.Equal(Vendor.Pem(meant), Desk.Artifacts["signer.attestation"]);
    }

    [Fact]
    public async Task Another_token_a_file_that_is_not_there_an_empty_one_and_one_too_large_are_refused()
    {
        await WithKey();
        Says.IsRefused(await Run(("file", "media/in")), "file-missing", "The file media/in is not there.");
        await Refuses([], "statement-empty", "The file media/in is empty.");
        await Refuses(new byte[(256 * 1024) + 1], "statement-too-large", "The file media/in has more than 256 KiB, which no statement about a key has.");
        _room.Hsm.Serial = "87654321";
        Says.IsRefused(await Run(), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task An_unknown_key_a_name_that_is_taken_and_a_configuration_are_refused_before_anything_is_read()
    {
        Says.IsRefused(await Run(), "unknown-key", "There is no key named \"signer\" in the registry.");
        await WithKey();
        Desk.Files["media/in"] = Vendor.Pem(_vendor.Attest(Key.PublicKey));
        await _room.Do("keep-attestation", ("key", "signer"), ("name", "signer"), ("file", "media/in"));
        Says.IsRefused(await Run(("file", "media/in")), "artifact-taken", "The archive already holds something under the name signer.attestation.");
        Desk.Registry = Desk.Registry.With([new ConfigEdited("cm.conf", [], "aa", "bb", "cm.conf.before")]);
        Says.IsRefused(
            await _room.Run("keep-attestation", ("key", "signer"), ("name", "other"), ("file", "cm.conf")),
            "configuration",
            "The file cm.conf is a configuration that this ceremony edited: with its PINs in it, its hash must not be on record.");
        Assert.Empty(Desk.Calls);
    }

    private async Task WithKey(string? serial = Serial)
    {
        _room.Hsm.Serial = serial ?? _room.Hsm.Serial;
        await _room.Do("generate-key", ("key", "signer"), ("token", "hsm"), ("algorithm", "ec-p256"), ("usage", new[] { "sign" }));
    }

    // The key itself, which no token would give away.
    private ECDsa Holds()
    {
        var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _room.Change<KeyGenerated>(key => key with { PublicKey = own.ExportSubjectPublicKeyInfo() });
        return own;
    }

    private void Present(byte[] certificate, string label, string? id = null) => _room.Hsm.Objects.Add(new TokenObject("certificate", label, id ?? Key.Id, "", null, certificate, ["CKA_TOKEN"]));

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _room.Run("keep-attestation", [("key", "signer"), ("name", "signer"), .. fields]);

    private async Task Refuses(byte[] statement, string code, string reason)
    {
        Desk.Files["media/in"] = statement;
        Says.IsRefused(await Run(("file", "media/in")), code, reason, RightOne);
        Assert.Empty(Desk.Artifacts);
    }

    private async Task Broken(byte[] statement, string why)
    {
        Desk.Files["media/in"] = statement;
        Says.IsRefused(
            await Run(("file", "media/in"), ("root", "media/root.pem"), ("root-sha256", _vendor.RootSha256)),
            "chain-broken",
            $"The statement about the key \"signer\" is not proven: {why}.",
            Whole);
        Assert.Empty(Desk.Artifacts);
    }
}
