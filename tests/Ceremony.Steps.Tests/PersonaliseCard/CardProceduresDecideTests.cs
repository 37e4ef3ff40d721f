using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A test a field of both procedures: changing it changes what is issued or refused.</summary>
public class CardProceduresDecideTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task Key_usage_none_selected_issues_no_key_usage() => Assert.Empty((await Issue()).KeyUsage);

    [Fact]
    public async Task Key_usage_that_is_selected_stands_in_the_certificate() =>
        Assert.Equal(
            ["digitalSignature", "nonRepudiation"],
            (await Issue(Installation.Certificates.But("key-usage", new[] { "digitalSignature", "nonRepudiation" }))).KeyUsage);

    [Fact]
    public async Task The_format_rfc5280_issues_no_extended_key_usage() => Assert.Empty((await Issue()).ExtendedKeyUsage);

    [Fact]
    public async Task The_format_server_certificate_issues_for_servers() =>
        Assert.Equal(["serverAuth"], (await Issue(Installation.Certificates.But("format", "server-certificate"))).ExtendedKeyUsage);

    [Theory]
    [InlineData("5 years", "2031-03-01T11:59:59Z")]
    [InlineData("90 days", "2026-05-30T11:59:59Z")]
    public async Task The_validity_is_the_certificates(string validity, string last)
    {
        CertificateView certificate = await Issue(Installation.Certificates.But("valid-for", validity));
        Assert.Equal((FakeDesk.Noon, DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture)), (certificate.NotBefore, certificate.NotAfter));
    }

    [Fact]
    public async Task A_validity_as_long_as_the_CAs_is_issued() =>
        Assert.Equal("2041-03-01 11:59:59Z", $"{(await Issue(Installation.Certificates.But("valid-for", "15 years"))).NotAfter:u}");

    [Fact]
    public async Task A_validity_beyond_the_CAs_is_refused()
    {
        await _room.WithCard(Installation.Certificates.But("valid-for", "16 years"));
        Says.IsRefused(
            await Run(),
            "outlives-issuer",
            "Certificates of the procedure \"Officer certificates\" would be valid until 2042-03-01 11:59:59 UTC, but that of the CA \"Officer and system CA\" only until 2041-03-01 11:59:59 UTC.",
            "Abort and have the procedure's validity shortened in the script.");
    }

    [Theory]
    [InlineData("sha256-rsa")]
    [InlineData("sha512-rsa")]
    public async Task The_signature_algorithm_is_the_certificates(string algorithm) =>
        Assert.Equal(algorithm, (await Issue(Installation.Certificates.But("signature-algorithm", algorithm))).SignatureAlgorithm);

    [Fact]
    public async Task A_validity_beyond_the_calendar_is_refused()
    {
        await _room.WithCard();
        _room.Desk.Now = FakeDesk.Noon.AddYears(7970);
        Says.IsRefused(
            await _room.Run("personalise-card", Installation.Personalise),
            "beyond-calendar",
            "Certificates of the procedure \"Officer certificates\" would be valid for 5 years from 9996-03-01 12:00:00 UTC, which is beyond the year 9999.");
    }

    [Fact]
    public async Task A_signature_algorithm_that_the_CA_cannot_make_is_refused()
    {
        await _room.WithCard();
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { SignatureAlgorithm = "sha256-ecdsa" });
        Says.IsRefused(
            await Run(),
            "signature-algorithm",
            "The certificate procedure \"Officer certificates\" signs with sha256-ecdsa, but the key of the CA \"Officer and system CA\" is rsa-2048.");
    }

    [Fact]
    public async Task The_issuing_CA_is_the_procedures()
    {
        await _room.WithCa();
        await _room.Do("generate-key", Installation.Key.But("key", "Second key"));
        await _room.Do("create-ca", Installation.Ca.But("name", "Second CA").But("key", "Second key").But("subject", new[] { ("CN", "Second CA") }));
        await _room.Do("create-certificate-procedure", Installation.Certificates.But("issuer", "Second CA"));
        await _room.Do("create-token-procedure", Installation.Cards);
        await _room.Do("produce-cards", Installation.Produce);
        CertificateView certificate = Certificate(Says.IsDone(await Run()));
        CertificateView ca = CertificateView.Read(_room.Desk.Registry.Ca("Second CA")!.Certificate);
        Assert.Equal("CN=Second CA", certificate.Issuer);
        Assert.True(certificate.IsSignedBy(ca.PublicKey));
        Assert.Equal(ca.SubjectKeyIdentifier, certificate.AuthorityKeyIdentifier);
    }

    [Fact]
    public async Task An_issuing_CA_that_does_not_exist_is_refused()
    {
        await _room.WithCard();
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { Issuer = "Third CA" });
        Says.IsRefused(await Run(), "unknown-ca", "There is no CA named \"Third CA\" in the registry.");
    }

    [Fact]
    public async Task The_CA_chain_is_kept_where_it_is_included()
    {
        CertificateView certificate = await Issue(Installation.Certificates.But("ca-chain", "include"));
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        string chain = Encoding.ASCII.GetString(_room.Desk.Artifacts["officer-1-authentication-chain.pem"]);
        Assert.Equal(Signatures.ToPem("CERTIFICATE", certificate.Der) + Signatures.ToPem("CERTIFICATE", ca), chain);
        Assert.Contains("keep officer-1-signature-chain.pem", _room.Desk.Calls);
    }

    [Fact]
    public async Task No_CA_chain_is_kept_where_none_is_asked_for()
    {
        await Issue();
        Assert.DoesNotContain(_room.Desk.Artifacts.Keys, name => name.EndsWith(".pem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cards_serial_number_stands_in_the_subject_where_the_token_procedure_says_so() =>
        Assert.EndsWith("CN=Officer 1, serialNumber=00004711", (await Issue()).Subject, StringComparison.Ordinal);

    [Fact]
    public async Task The_cards_serial_number_is_left_out_where_it_does_not() =>
        Assert.EndsWith("CN=Officer 1", (await Issue(cards: Installation.Cards.But("card-serial-number", "no"))).Subject, StringComparison.Ordinal);

    [Fact]
    public async Task A_subject_with_a_serial_number_of_its_own_is_refused_beside_the_cards()
    {
        await _room.WithCard();
        Says.IsRefused(
            await _room.Run("personalise-card", Installation.Personalise.But("subject", new[] { ("CN", "Officer 1"), ("serialNumber", "1") })),
            "serial-number-twice",
            "The subject has a serialNumber, but the token procedure \"Officer cards\" puts the card's number there.");
    }

    [Fact]
    public async Task Issuer_certificates_are_stored_on_the_card_where_the_token_procedure_says_so()
    {
        await Issue(cards: Installation.Cards.But("issuer-certificates", "store"));
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        StoreCertificate store = _room.Desk.Performed.OfType<StoreCertificate>().Last();
        Assert.Equal(("Officer and system CA", ca), (store.Label, store.Certificate));
        Assert.Contains("The issuing CA's certificate is stored on the card too.", _room.Desk.Screens[1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_issuer_certificates_are_stored_where_it_says_none()
    {
        await Issue();
        Assert.Equal(2, _room.Desk.Performed.OfType<StoreCertificate>().Count());
        Assert.Contains("No issuer certificates are stored on the card.", _room.Desk.Screens[1].Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show-in-client", false, "Ana Vega is now shown the PIN of the card 00004711, notes it, and types it once.")]
    [InlineData("chosen-by-holder", true, "Ana Vega now chooses the PIN of the card 00004711 and types it twice.")]
    public async Task The_PIN_procedure_decides_who_makes_the_PIN(string procedure, bool chosen, string sentence)
    {
        await Issue(cards: Installation.Cards.But("pin-procedure", procedure));
        Assert.Equal(chosen, Assert.Single(_room.Desk.Performed.OfType<SetPin>()).ChosenByHolder);
        Assert.StartsWith(sentence, _room.Desk.Screens[2].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_procedure_is_the_token_procedures()
    {
        await _room.WithProcedures();
        await _room.Do("create-certificate-procedure", Installation.Certificates.But("name", "Short certificates").But("valid-for", "1 days"));
        await _room.Do("create-token-procedure", Installation.Cards.But("name", "Short cards").But("certificate-procedure", "Short certificates"));
        await _room.Do("produce-cards", Installation.Produce.But("procedure", "Short cards"));
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal("Short certificates", done.Facts.OfType<CertificateIssued>().First().Procedure);
        Assert.Equal(FakeDesk.Noon.AddDays(1).AddSeconds(-1), Certificate(done).NotAfter);
    }

    [Fact]
    public async Task A_key_below_the_weakest_is_refused()
    {
        await _room.WithProcedures(Installation.Certificates.But("least-key", "rsa-3072"));
        await _room.Do("produce-cards", Installation.Produce.But("algorithm", "rsa-2048"));
        Says.IsRefused(
            await Run(),
            "key-too-weak",
            "The key \"authentication\" of the card 00004711 is rsa-2048, but the certificate procedure \"Officer certificates\" demands at least rsa-3072.");
    }

    [Fact]
    public async Task A_subject_of_other_attributes_is_refused()
    {
        await _room.WithCard(Installation.Certificates.But("subject", new[] { "C", "O", "CN" }));
        Says.IsRefused(
            await Run(),
            "subject-differs",
            "The subject of the card 00004711 consists of C, O, CN and serialNumber, but the certificate procedure \"Officer certificates\" demands C, O and CN.");
    }

    [Fact]
    public async Task A_CA_that_is_revoked_issues_nothing()
    {
        await _room.WithCard();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "cessationOfOperation")]);
        Says.IsRefused(
            await Run(),
            "ca-revoked",
            "The CA \"Officer and system CA\", which issues for the certificate procedure \"Officer certificates\", is revoked.");
    }

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CertificateIssued>().First().Certificate);

    private async Task<CertificateView> Issue((string, object)[]? certificates = null, (string, object)[]? cards = null)
    {
        await _room.WithCard(certificates, cards);
        return Certificate(Says.IsDone(await Run()));
    }

    private Task<StepResult> Run() => _room.Run("personalise-card", Installation.Personalise);
}
