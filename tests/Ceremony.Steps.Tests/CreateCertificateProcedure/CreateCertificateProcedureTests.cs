using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CreateCertificateProcedureTests
{
    private static readonly string[] BothEnds = ["serverAuth", "clientAuth"];

    private readonly Installation _room = new();

    [Fact]
    public async Task A_procedure_is_entered_as_it_was_read()
    {
        await _room.WithCa();
        StepResult.Done done = Says.IsDone(await Run(Installation.Certificates));
        Assert.Equal(["officers approve Certificate procedure: enter-in-registry", "perform enter-in-registry"], _room.Desk.Calls);
        CertificateProcedureCreated entered = Assert.IsType<CertificateProcedureCreated>(Assert.Single(done.Facts));
        Assert.Equal(
            new CertificateProcedureCreated("Officer certificates", [], "Officer and system CA", "none", "rfc5280", "5 years", "sha256-rsa").ToJson(),
            entered.ToJson());
        Assert.Equal("Officer certificates", done.Outputs[""]);
    }

    [Fact]
    public async Task The_screen_has_the_words_of_the_dialog()
    {
        await _room.WithCa();
        await Run(Installation.Certificates.But("key-usage", new[] { "digitalSignature", "keyEncipherment" }).But("ca-chain", "include").But("format", "server-certificate")
            .But("extended-key-usage", BothEnds).But("subject-alternative-names", new[] { "DNS:localhost", "IP:192.0.2.1" }));
        Assert.Equal(
            """
            Key usage: digitalSignature, keyEncipherment
            Extended key usage: serverAuth, clientAuth
            Alternative names: DNS:localhost, IP:192.0.2.1
            CA chain: include the issuers' certificates
            Issuing CA: Officer and system CA
            Format: server certificate
            Validity: 5 years
            Signature algorithm: sha256-rsa
            What is selected is in every certificate, whatever a request asks for. What is not selected is as the request asks for it; a card's key has no request. Where no extended key usage is selected or asked for, it is serverAuth.
            """,
            $"{_room.Desk.Entered()}\n{_room.Desk.Screens[0].Text()}");
    }

    [Fact]
    public async Task The_weakest_key_and_the_subject_are_entered_and_shown_where_they_are_demanded()
    {
        await _room.WithCa();
        StepResult.Done done = Says.IsDone(await Run(Installation.Certificates.But("least-key", "rsa-3072").But("subject", new[] { "CN", "O" })));
        CertificateProcedureCreated entered = Assert.IsType<CertificateProcedureCreated>(Assert.Single(done.Facts));
        Assert.Equal("rsa-3072", entered.LeastKey);
        Assert.Equal(["CN", "O"], entered.Subject);
        Assert.Equal("rsa-3072", _room.Desk.Entered("Weakest RSA key"));
        Assert.Equal("CN and O, in any order", _room.Desk.Entered("Subject"));
    }

    [Theory]
    [InlineData("least-key", "ec-p256", "\"least-key\" must be rsa-2048, rsa-3072 or rsa-4096, not \"ec-p256\"")]
    [InlineData("subject", "DC", "\"subject\" must be C, ST, L, O, OU, CN, serialNumber, GN or SN, not \"DC\"")]
    public void Demands_that_nothing_can_meet_are_a_problem_of_the_script(string field, string value, string sentence)
    {
        object given = field == "subject" ? new[] { value } : value;
        Assert.Equal(
            sentence,
            Assert.Throws<ScriptProblemException>(() => Script.Step("create-certificate-procedure", Installation.Certificates.But(field, given))).Message);
    }

    [Theory]
    [InlineData("Key usage")]
    [InlineData("Extended key usage")]
    [InlineData("Alternative names")]
    public async Task What_is_not_selected_is_said_to_be_none_selected(string extension)
    {
        await _room.WithCa();
        await Run(Installation.Certificates);
        Assert.Equal("none selected", _room.Desk.Entered(extension));
    }

    [Fact]
    public async Task A_procedure_for_servers_selects_no_extended_key_usage_without_serverAuth()
    {
        await _room.WithCa();
        Says.IsRefused(
            await Run(Installation.Certificates.But("format", "server-certificate").But("extended-key-usage", new[] { "clientAuth", "codeSigning" })),
            "not-for-servers",
            "Certificates of the procedure \"Officer certificates\" are for servers, but their extended key usage would be clientAuth and codeSigning, without serverAuth.",
            "Abort and have serverAuth added in the script, or the procedure's format made rfc5280.");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("dns:localhost")]
    [InlineData("DNS:")]
    [InlineData("DNS:a..b")]
    [InlineData("DNS:localhost.")]
    [InlineData("DNS:-a.example")]
    [InlineData("DNS:a-.example")]
    [InlineData("DNS:a_b.example")]
    [InlineData("DNS:ü.example")]
    [InlineData("DNS:a*.example.org")]
    [InlineData("DNS:cm.*.org")]
    [InlineData("DNS:*.org")]
    [InlineData("DNS:*")]
    [InlineData("DNS:192.0.2.1")]
    [InlineData("DNS:a2345678901234567890123456789012345678901234567890123456789012345.example")]
    [InlineData("IP:localhost")]
    [InlineData("IP:192.0.2")]
    [InlineData("IP:192.0.2.01")]
    [InlineData("IP:192.0.2.1/24")]
    [InlineData("IP:2001:DB8::1")]
    [InlineData("IP:2001:db8:0:0::1")]
    [InlineData("IP:fe80::1%eth0")]
    [InlineData("email:a@example.org")]
    public void A_name_in_another_form_is_a_problem_of_the_script(string name) => Assert.Equal(
        $"each of \"subject-alternative-names\" must be DNS: and a host's name, or IP: and an address, such as DNS:cm.example.org or IP:192.0.2.1, not \"{name}\"",
        Assert.Throws<ScriptProblemException>(() => Script.Step("create-certificate-procedure", Installation.Certificates.But("subject-alternative-names", new[] { name }))).Message);

    [Fact]
    public async Task Names_in_the_form_of_the_script_are_entered_as_they_are_written()
    {
        await _room.WithCa();
        string[] names = ["DNS:localhost", "DNS:CM-1.example.org", "DNS:*.example.org", "DNS:3com.example", $"DNS:{new string('a', 63)}.example", "IP:192.0.2.1", "IP:2001:db8::1", "IP:::1"];
        StepResult.Done done = Says.IsDone(await Run(Installation.Certificates.But("subject-alternative-names", names)));
        Assert.Equal(names, Assert.IsType<CertificateProcedureCreated>(Assert.Single(done.Facts)).AlternativeNames);
    }

    [Theory]
    [InlineData("extended-key-usage", new[] { "tls" }, "\"extended-key-usage\" must be serverAuth, clientAuth, codeSigning, emailProtection, timeStamping or OCSPSigning, not \"tls\"")]
    [InlineData("extended-key-usage", new[] { "serverAuth", "serverAuth" }, "\"extended-key-usage\" names serverAuth twice")]
    [InlineData("subject-alternative-names", new[] { "DNS:localhost", "DNS:LOCALHOST" }, "\"subject-alternative-names\" names DNS:LOCALHOST twice")]
    public void What_no_certificate_can_hold_is_a_problem_of_the_script(string field, string[] values, string sentence) => Assert.Equal(
        sentence,
        Assert.Throws<ScriptProblemException>(() => Script.Step("create-certificate-procedure", Installation.Certificates.But(field, values))).Message);

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithProcedures();
        Says.IsRefused(
            await Run(Installation.Certificates),
            "certificate-procedure-taken",
            "A certificate procedure named \"Officer certificates\" is in the registry already.",
            "Abort and have one of the names in the script changed.");
    }

    [Fact]
    public async Task A_CA_that_does_not_exist_is_refused() =>
        Says.IsRefused(await Run(Installation.Certificates), "unknown-ca", "There is no CA named \"Officer and system CA\" in the registry.");

    [Fact]
    public async Task An_algorithm_that_the_CA_cannot_sign_with_is_refused()
    {
        await _room.WithCa();
        Says.IsRefused(
            await Run(Installation.Certificates.But("signature-algorithm", "sha384-ecdsa")),
            "signature-algorithm",
            "The certificate procedure \"Officer certificates\" signs with sha384-ecdsa, but the key of the CA \"Officer and system CA\" is rsa-2048.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_entered()
    {
        await _room.WithCa();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.Certificates), "declined", "The certificate procedure \"Officer certificates\" was declined.");
    }

    [Fact]
    public void A_key_usage_of_CAs_cannot_be_selected()
    {
        ScriptProblemException problem = Assert.Throws<ScriptProblemException>(
            () => Script.Step("create-certificate-procedure", Installation.Certificates.But("key-usage", new[] { "keyCertSign" })));
        Assert.Equal(
            "\"key-usage\" must be digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment or keyAgreement, not \"keyCertSign\"",
            problem.Message);
    }

    [Fact]
    public void The_forecast_counts_one_confirmation() => Assert.Equal(1, Script.Step("create-certificate-procedure", Installation.Certificates).Forecast().Confirmations);

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("create-certificate-procedure", fields);
}
