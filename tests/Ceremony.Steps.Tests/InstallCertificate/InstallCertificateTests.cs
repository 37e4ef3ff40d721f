using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class InstallCertificateTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_certificate_is_stored_beside_its_key_under_its_id()
    {
        byte[] certificate = await Prepare();
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsInstall));
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "operator approves Install a certificate: store-certificate",
                "perform store-certificate",
                "show The certificate is stored",
            ],
            _room.Desk.Calls);
        KeyGenerated key = _room.Desk.Registry.Key("tls")!;
        Assert.Equal(
            new CertificateInstalled("tls", new TokenRef("hsm"), key.Id, "tls", certificate).ToJson(),
            Assert.Single(done.Facts).ToJson());
        TokenObject stored = _room.Hsm.Objects.Single(each => each.Class == "certificate");
        Assert.Equal((key.Id, "tls", certificate), (stored.Id, stored.Label, stored.Certificate));
        Assert.Equal("tls", done.Outputs[""]);
    }

    [Fact]
    public async Task The_label_is_the_scripts_where_it_names_one()
    {
        await Prepare();
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsInstall.But("label", "TLS of CF")));
        Assert.Equal("TLS of CF", Assert.IsType<CertificateInstalled>(done.Facts[0]).Label);
        Assert.Equal("TLS of CF", Assert.IsType<StoreCertificate>(_room.Desk.Performed[0]).Label);
        Assert.Equal("TLS of CF", _room.Desk.Screens[0].Value("label"));
    }

    [Fact]
    public async Task The_screen_says_which_certificate_goes_where()
    {
        await Prepare();
        await Run(Installation.TlsInstall);
        string text = _room.Desk.Screens[0].Text();
        Assert.StartsWith("The certificate is for the key \"tls\" and will be stored beside it, under the same id.\ntoken: CM-HSM\nserial: serial-of-hsm\n", text, StringComparison.Ordinal);
        Assert.Equal("O=Example AB, CN=localhost", _room.Desk.Screens[0].Value("subject"));
        Assert.Equal(_room.Desk.Registry.Key("tls")!.Id, _room.Desk.Screens[0].Value("id"));
    }

    [Fact]
    public async Task A_certificate_that_was_not_issued_is_refused()
    {
        await Prepare();
        Says.IsRefused(
            await Run(Installation.TlsInstall.But("certificate", "tls.csr")),
            "not-issued",
            "No certificate was issued in this ceremony under the name tls.csr.",
            "Compare the name with the step that issues it; if the script is wrong, abort and have it corrected.");
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_refused()
    {
        await Prepare();
        Says.IsRefused(await Run(Installation.TlsInstall.But("key", "pin")), "unknown-key", "There is no key named \"pin\" in the registry.");
    }

    [Fact]
    public async Task A_key_in_another_token_is_refused()
    {
        await Prepare();
        Says.IsRefused(
            await Run(Installation.TlsInstall.But("token", "card-1")),
            "key-elsewhere",
            "The key \"tls\" is in the token CM-HSM, not in 00004711.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_refused()
    {
        await Prepare();
        Says.IsRefused(
            await Run(Installation.TlsInstall.But("key", "CA key")),
            "other-key",
            "The certificate tls.crt is not for the key \"CA key\".",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task Another_token_of_the_same_label_is_refused()
    {
        await Prepare();
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run(Installation.TlsInstall), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task A_key_that_is_no_longer_there_is_refused()
    {
        await Prepare();
        _room.Hsm.Objects.RemoveAll(each => each.Class == "private" && each.Label == "tls");
        Says.IsRefused(await Run(Installation.TlsInstall), "key-missing", "The token CM-HSM holds 0 private keys with the id of \"tls\" instead of exactly one.");
    }

    [Fact]
    public async Task A_second_certificate_for_the_key_is_refused()
    {
        await Prepare();
        await _room.Do("install-certificate", Installation.TlsInstall.But("label", "first"));
        Says.IsRefused(
            await Run(Installation.TlsInstall),
            "certificate-there",
            "The token CM-HSM already holds a certificate with the id of \"tls\" or the label \"tls\".",
            "Look at the list of the token's objects (F5); if the certificate should not be there, have it removed and try again, otherwise abort.");
    }

    [Fact]
    public async Task A_label_that_another_certificate_has_is_refused()
    {
        await Prepare();
        _room.Hsm.Objects.Add(new TokenObject("certificate", "tls", "99", "", null, [1], []));
        Says.IsRefused(
            await Run(Installation.TlsInstall),
            "certificate-there",
            "The token CM-HSM already holds a certificate with the id of \"tls\" or the label \"tls\".");
    }

    [Fact]
    public async Task A_label_that_another_key_has_is_refused()
    {
        await Prepare();
        Says.IsRefused(
            await Run(Installation.TlsInstall.But("label", "CA key")),
            "label-of-another-key",
            "In the token CM-HSM \"CA key\" is the label of another key than \"tls\".",
            "Abort and have the script corrected.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_certificate_that_was_not_read_back_as_it_is_is_refused()
    {
        await Prepare();
        _room.Hsm.TellsStored = _ => new StoredReceipt(new string('0', 64));
        Says.IsRefused(
            await Run(Installation.TlsInstall),
            "certificate-differs",
            "The token CM-HSM gave back another certificate than the one that was stored under the label \"tls\".",
            "Do not use what is on the token: have it removed and the token examined, then try again, or abort.");
    }

    [Fact]
    public async Task What_the_operator_declines_is_not_stored()
    {
        await Prepare();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.TlsInstall), "declined", "The storing of the certificate tls.crt was declined.");
        Assert.DoesNotContain(_room.Hsm.Objects, each => each.Class == "certificate");
    }

    [Fact]
    public void The_forecast_counts_one_login_and_no_confirmation()
    {
        StepForecast forecast = Script.Step("install-certificate", Installation.TlsInstall).Forecast();
        Assert.Equal(0, forecast.Confirmations);
    }

    private async Task<byte[]> Prepare()
    {
        await _room.WithRequest();
        StepResult.Done done = await _room.Do("issue-certificate", Installation.TlsCertificate);
        return done.Facts.OfType<CertificateIssued>().Single().Certificate;
    }

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("install-certificate", fields);
}
