using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CreateCaTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_certificate_is_read_before_it_is_signed_verified_after_and_kept()
    {
        await _room.Do("generate-key", Installation.Key);
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look at clock",
                "look at 16 random bytes",
                "officers approve Create a CA: sign",
                "perform sign",
                "keep officer-and-system-ca.cer",
                "show The CA exists",
            ],
            _room.Desk.Calls);
        CaCreated ca = Assert.IsType<CaCreated>(Assert.Single(done.Facts));
        Assert.Equal(("Officer and system CA", "CA key", "officer-and-system-ca.cer"), (ca.Ca, ca.Key, ca.Artifact));
        Assert.Equal(ca.Certificate, _room.Desk.Artifacts["officer-and-system-ca.cer"]);
        Assert.Equal(("Officer and system CA", "officer-and-system-ca.cer"), (done.Outputs[""], done.Outputs["certificate"]));
    }

    [Fact]
    public async Task The_certificate_says_what_the_script_asked_for()
    {
        await _room.Do("generate-key", Installation.Key);
        CertificateView certificate = Certificate(Says.IsDone(await Run()));
        Assert.Equal("C=SE, O=Example AB, CN=Officer and system CA", certificate.Subject);
        Assert.True(certificate is { IsSelfIssued: true, IsCa: true, PathLength: null });
        Assert.Equal(["keyCertSign", "cRLSign"], certificate.KeyUsage);
        Assert.Equal(FakeDesk.Noon, certificate.NotBefore);
        Assert.Equal(new DateTimeOffset(2041, 3, 1, 11, 59, 59, TimeSpan.Zero), certificate.NotAfter);
        Assert.Equal(_room.Hsm.Objects[1].PublicKey, certificate.PublicKey);
        Assert.Equal("sha256-rsa", certificate.SignatureAlgorithm);
        Assert.Equal(32, certificate.SerialNumber.Length);
    }

    [Fact]
    public async Task What_is_confirmed_is_decoded_from_the_bytes_that_are_signed()
    {
        await _room.Do("generate-key", Installation.Key);
        await Run();
        IReadOnlyList<Detail> signed = SignedBytes.Describe(_room.Desk.Performed.OfType<Sign>().Single().Bytes);
        Assert.Equal("C=SE, O=Example AB, CN=Officer and system CA", signed.Single(detail => detail.Name == "Subject").Value);
        Assert.Equal("2041-03-01 11:59:59 UTC", signed.Single(detail => detail.Name == "Not after").Value);
        Assert.Equal("certificate signing", _room.Desk.Screens[0].Value("Usage"));
    }

    [Fact]
    public async Task Openssl_accepts_the_certificate()
    {
        await _room.Do("generate-key", Installation.Key);
        byte[] pem = OpenSsl.Pem(Certificate(Says.IsDone(await Run())).Der);
        Assert.Contains(": OK", OpenSsl.Says("verify -x509_strict -check_ss_sig -attime 1772366400 -CAfile {file} {file}", pem, pem), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rsa-2048", "sha384-rsa", "sha384-rsa")]
    [InlineData("ec-p256", null, "sha256-ecdsa")]
    [InlineData("ec-p384", null, "sha384-ecdsa")]
    public async Task The_signature_algorithm_is_the_one_asked_for_or_the_one_that_fits_the_key(string key, string? asked, string signed)
    {
        await _room.Do("generate-key", Installation.Key.But("algorithm", key));
        Assert.Equal(signed, Certificate(Says.IsDone(await _room.Run("create-ca", Installation.Ca.But("signature-algorithm", asked)))).SignatureAlgorithm);
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_refused() =>
        Says.IsRefused(
            await Run(),
            "unknown-key",
            "There is no key named \"CA key\" in the registry.",
            "Compare the name with the step that creates it; if the script is wrong, abort and have it corrected.");

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithCa();
        Says.IsRefused(await Run(), "ca-taken", "A CA named \"Officer and system CA\" is in the registry already.");
    }

    [Fact]
    public async Task A_key_of_another_CA_is_refused()
    {
        await _room.WithCa();
        Says.IsRefused(
            await _room.Run("create-ca", Installation.Ca.But("name", "Second CA")),
            "key-in-use",
            "The key \"CA key\" is the key of the CA \"Officer and system CA\" already.",
            "Abort and have the script corrected.");
    }

    /// <summary>Names are compared without regard to case (RFC 5280 §7.1).</summary>
    [Theory]
    [InlineData("Officer and system CA")]
    [InlineData("OFFICER AND SYSTEM CA")]
    public async Task A_subject_that_another_CA_in_force_has_is_refused(string commonName)
    {
        await WithSecondKey();
        Says.IsRefused(
            await _room.Run("create-ca", Second(commonName, null)),
            "subject-taken",
            "The CA \"Officer and system CA\" is in force and has the same subject as \"Second CA\", with another key.",
            "Abort and have the script corrected: another subject, or \"succeeds: Officer and system CA\" if that is what is wanted.");
    }

    [Fact]
    public async Task A_CA_that_succeeds_another_one_says_so_to_the_officers_and_in_its_fact()
    {
        await WithSecondKey();
        CaCreated ca = Assert.IsType<CaCreated>(Assert.Single(Says.IsDone(await _room.Run("create-ca", Second("Officer and system CA", "Officer and system CA"))).Facts));
        Assert.Equal("Officer and system CA", ca.Succeeds);
        Screen proposed = _room.Desk.Screens.Last(screen => screen.Title == "Create a CA");
        Assert.Equal("Officer and system CA", proposed.Value("Succeeds"));
        Assert.Equal(
            "The CA \"Officer and system CA\" is in force and has the same subject, with another key. From now on two CAs have one name.",
            Assert.Single(proposed.Blocks.OfType<WarningBlock>()).Text);
    }

    [Theory]
    [InlineData("Another CN", "Officer and system CA")]
    [InlineData("Another CN", "No CA")]
    public async Task What_is_succeeded_is_a_CA_in_force_with_the_same_subject(string commonName, string succeeds)
    {
        await WithSecondKey();
        Says.IsRefused(await _room.Run("create-ca", Second(commonName, succeeds)), "succeeds-nothing", $"The CA \"Second CA\" is to succeed \"{succeeds}\", but no CA in force has that name and the same subject.");
    }

    [Fact]
    public async Task The_subject_of_a_CA_that_is_revoked_is_free()
    {
        await WithSecondKey();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "superseded")]);
        Says.IsDone(await _room.Run("create-ca", Second("Officer and system CA", null)));
    }

    [Fact]
    public async Task A_key_that_may_not_sign_is_refused()
    {
        await _room.Do("generate-key", Installation.Key.But("usage", new[] { "decrypt", "unwrap" }));
        Says.IsRefused(await Run(), "key-cannot-sign", "The key \"CA key\" may not sign: its usage is decrypt and unwrap.");
    }

    [Fact]
    public async Task A_DSA_key_is_refused()
    {
        await _room.Do("generate-key", Installation.Key.But("algorithm", "dsa-2048"));
        Says.IsRefused(await Run(), "key-is-dsa", "The key \"CA key\" is dsa-2048: no CA has a DSA key.", "Abort and have the script corrected.");
    }

    [Fact]
    public async Task An_algorithm_that_the_key_cannot_make_is_refused()
    {
        await _room.Do("generate-key", Installation.Key);
        Says.IsRefused(
            await _room.Run("create-ca", Installation.Ca.But("signature-algorithm", "sha256-ecdsa")),
            "signature-algorithm",
            "The key \"CA key\" is rsa-2048 and cannot sign with sha256-ecdsa.");
    }

    [Fact]
    public async Task A_name_whose_artifact_is_kept_already_is_refused()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Desk.Registry = _room.Desk.Registry.With([new CaCreated("OFFICER and system-CA", "Other key", [1], "officer-and-system-ca.cer")]);
        Says.IsRefused(await Run(), "artifact-taken", "The archive already holds something under the name officer-and-system-ca.cer.");
    }

    [Fact]
    public async Task Another_token_of_the_same_label_is_refused()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run(), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task A_key_that_is_no_longer_there_is_refused()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Hsm.Objects.RemoveAt(0);
        Says.IsRefused(await Run(), "key-missing", "The token CM-HSM holds 0 private keys with the id of \"CA key\" instead of exactly one.");
    }

    [Fact]
    public async Task A_subject_that_a_certificate_cannot_hold_is_refused_before_anybody_confirms()
    {
        await _room.Do("generate-key", Installation.Key);
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await _room.Run("create-ca", Installation.Ca.But("subject", new[] { ("serialNumber", "åäö") })));
        Assert.Equal("certificate-faulty", refused.Code);
        Assert.StartsWith("The certificate of the CA \"Officer and system CA\" is not issued: ", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_validity_beyond_the_calendar_is_refused_before_anybody_confirms()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Desk.Now = FakeDesk.Noon.AddYears(7970);
        Says.IsRefused(
            await Run(),
            "certificate-faulty",
            "The certificate of the CA \"Officer and system CA\" is not issued: 15 years from 9996-03-01 12:00:00 UTC on end beyond the year 9999.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_declined_CA_does_not_exist()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The creation of the CA \"Officer and system CA\" was declined.");
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Fact]
    public async Task A_signature_that_is_not_the_keys_is_refused_and_nothing_kept()
    {
        await _room.Do("generate-key", Installation.Key);
        _room.Hsm.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(),
            "wrong-signature",
            "What the token CM-HSM gave back is not a signature of the key \"CA key\" over what was confirmed.");
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Fact]
    public void The_forecast_counts_one_confirmation_and_the_login_of_the_keys_token()
    {
        StepForecast forecast = Script.Step("create-ca", Installation.Ca).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    [Fact]
    public void An_issuer_that_does_not_exist_yet_is_a_problem_of_the_script()
    {
        ScriptProblemException problem = Assert.Throws<ScriptProblemException>(() => Script.Step("create-ca", Installation.Ca.But("issuer", "Root CA")));
        Assert.Equal("\"issuer\" must be self-signed, not \"Root CA\"", problem.Message);
    }

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CaCreated>().Single().Certificate);

    private Task<StepResult> Run() => _room.Run("create-ca", Installation.Ca);

    private async Task WithSecondKey()
    {
        await _room.WithCa();
        await _room.Do("generate-key", Installation.Key.But("key", "Second key"));
    }

    private static (string Name, object Value)[] Second(string commonName, string? succeeds) => Installation.Ca
        .But("name", "Second CA").But("key", "Second key").But("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", commonName) }).But("succeeds", succeeds);
}
