using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>What both procedures decide for cards alone; <see cref="ProceduresDecideTests"/> has what they decide for whatever is issued.</summary>
public class CardProceduresDecideTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task Key_usage_none_selected_issues_no_key_usage() => Assert.Empty((await Issue()).KeyUsage);

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
    public async Task A_subject_of_other_attributes_is_refused()
    {
        await _room.WithCard(Installation.Certificates.But("subject", new[] { "C", "O", "CN" }));
        Says.IsRefused(
            await Run(),
            "subject-differs",
            "The subject of the card 00004711 consists of C, O, CN and serialNumber, but the certificate procedure \"Officer certificates\" demands C, O and CN.");
    }

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CertificateIssued>().First().Certificate);

    private async Task<CertificateView> Issue((string, object)[]? certificates = null, (string, object)[]? cards = null)
    {
        await _room.WithCard(certificates, cards);
        return Certificate(Says.IsDone(await Run()));
    }

    private Task<StepResult> Run() => _room.Run("personalise-card", Installation.Personalise);
}
