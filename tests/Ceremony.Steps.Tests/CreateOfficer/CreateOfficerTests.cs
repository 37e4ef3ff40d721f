using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CreateOfficerTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task The_holder_of_a_card_becomes_an_officer_once_the_card_was_opened()
    {
        await _room.WithPersonalisedCard();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token card-1, logged in",
                "look at clock",
                "officers approve Create an officer: enter-in-registry",
                "perform enter-in-registry",
            ],
            _room.Desk.Calls);
        OfficerCreated officer = Assert.IsType<OfficerCreated>(Assert.Single(done.Facts));
        Assert.Equal(("Officer 1", "active", "System", "First officers", "Ana Vega"), (officer.Officer, officer.State, officer.Domain, officer.Profile, officer.Person));
        Assert.Equal(_room.Desk.Artifacts["officer-1-signature.cer"], officer.Certificate);
        Assert.Equal(_room.Desk.Registry.All<CardProduced>().Single().Keys[1].Id, officer.KeyId);
        Assert.Equal("Officer 1", done.Outputs[""]);
    }

    [Fact]
    public void A_name_that_could_not_be_told_from_another_s_is_refused_by_the_script_s_check() => Assert.Equal(
        "the name \"Officer\\u{2800}1\" holds a character that nobody can see, so it could not be told from another officer's",
        Assert.Throws<ScriptProblemException>(() => Script.Step("create-officer", Installation.Officer.But("name", "Officer\u28001"))).Problem.Sentence);

    [Fact]
    public async Task Where_the_script_names_no_key_the_certificate_is_chosen()
    {
        await _room.WithPersonalisedCard();
        _room.Desk.Says["certificate"] = "authentication";
        StepResult.Done done = Says.IsDone(await _room.Run("create-officer", Installation.Officer.But("key", null)));
        Assert.Equal("ask Which certificate: certificate", _room.Desk.Calls[0]);
        Assert.Equal(_room.Desk.Artifacts["officer-1-authentication.cer"], done.Facts.OfType<OfficerCreated>().Single().Certificate);
    }

    [Fact]
    public async Task Only_certificates_that_are_on_the_card_can_be_chosen()
    {
        await _room.WithCard();
        await _room.Do("personalise-card", Installation.Personalise.But("keys", new[] { "signature" }));
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsRefused(
            await _room.Run("create-officer", Installation.Officer.But("key", "authentication")),
            "no-certificate",
            "The card 00004711 has no certificate for a key \"authentication\".");
        Says.IsDone(await _room.Run("create-officer", Installation.Officer.But("key", null)));
        Assert.Equal("signature", _room.Desk.Screens[^1].Value("key"));
    }

    [Fact]
    public async Task The_screen_says_what_an_officer_may_do_from_then_on()
    {
        await _room.WithPersonalisedCard();
        await Run();
        Assert.StartsWith("Ana Vega becomes the officer \"Officer 1\". Once there are as many officers as must confirm,", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711", _room.Desk.Screens[0].Value("subject"));
    }

    [Fact]
    public async Task An_inactive_officer_is_said_to_be_inactive()
    {
        await _room.WithPersonalisedCard();
        IStep step = Script.Step("create-officer", Installation.Officer.But("state", "inactive"));
        Says.IsDone(await step.Run(_room.Desk));
        Assert.StartsWith("Ana Vega becomes the officer \"Officer 1\", but inactive: this officer can neither sign in nor confirm.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_of_an_inactive_profile_neither_signs_in_nor_confirms()
    {
        await _room.WithPersonalisedCard();
        _room.Change<OfficerProfileCreated>(profile => profile with { State = "inactive" });
        StepResult.Done done = Says.IsDone(await Run());
        Assert.StartsWith("Ana Vega becomes the officer \"Officer 1\", but the profile is inactive: this officer can neither sign in nor confirm.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Empty(_room.Desk.Registry.With(done.Facts).ActiveOfficers);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithOfficer();
        Says.IsRefused(await Run(), "officer-taken", "An officer named \"Officer 1\" is in the registry already.");
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_refused()
    {
        await _room.WithPersonalisedCard();
        Says.IsRefused(
            await _room.Run("create-officer", Installation.Officer.But("profile", "Nobody")),
            "unknown-officer-profile",
            "There is no officer profile named \"Nobody\" in the registry.");
    }

    [Fact]
    public async Task A_card_that_is_not_personalised_is_refused()
    {
        await _room.WithCard();
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsRefused(await Run(), "card-not-personalised", "The card card-1 was not personalised in this ceremony.");
    }

    [Fact]
    public async Task One_card_makes_no_second_officer()
    {
        await _room.WithOfficer();
        Says.IsRefused(
            await _room.Run("create-officer", Installation.Officer.But("name", "Officer 2")),
            "already-officer",
            "The card 00004711 of Ana Vega cannot make a second officer: Ana Vega is the officer \"Officer 1\" already.");
    }

    [Fact]
    public async Task Another_card_in_the_reader_is_refused()
    {
        await _room.WithPersonalisedCard();
        _room.Card1.Serial = "another";
        Says.IsRefused(await Run(), "other-card", "The card in the reader is not the card 00004711: it has the serial number another.");
    }

    [Fact]
    public async Task A_card_that_has_lost_the_certificate_is_refused()
    {
        await _room.WithPersonalisedCard();
        _room.Card1.Objects.RemoveAll(each => each.Class == "certificate" && each.Label == "signature");
        Says.IsRefused(await Run(), "certificate-missing", "The card 00004711 does not carry the certificate that was issued for it.");
    }

    [Theory]
    [InlineData("private")]
    [InlineData("public")]
    public async Task A_card_that_has_lost_the_key_is_refused(string half)
    {
        await _room.WithPersonalisedCard();
        _room.Card1.Objects.RemoveAll(each => each.Class == half && each.Label == "signature");
        Says.IsRefused(await Run(), "key-missing", "The card 00004711 does not hold exactly one private key that belongs to the certificate.");
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        await _room.WithPersonalisedCard();
        _room.Desk.Now = FakeDesk.Noon.AddYears(6);
        Says.IsRefused(
            await Run(),
            "chain",
            "The chain of the certificate on the card 00004711 does not hold: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 is not valid after 2031-03-01 11:59:59 UTC.",
            "Find out why, beginning with the clock's time; then try again or abort.");
    }

    [Theory]
    [InlineData("key-usage", "keyEncipherment", "is not for signatures: its key usage is keyEncipherment")]
    [InlineData("key-usage", "keyEncipherment keyAgreement", "is not for signatures: its key usage is keyEncipherment and keyAgreement")]
    [InlineData("format", "server-certificate", "is a service's, for serverAuth")]
    public async Task A_certificate_that_is_not_for_signatures_of_a_person_makes_no_officer(string field, string value, string why)
    {
        await _room.WithCard(certificates: Installation.Certificates.But(field, field == "format" ? value : value.Split(' ')));
        await _room.Do("personalise-card", Installation.Personalise);
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsRefused(
            await Run(),
            "not-for-officers",
            $"The certificate on the card 00004711 cannot be an officer's: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 {why}.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Theory]
    [InlineData("digitalSignature")]
    [InlineData("nonRepudiation")]
    [InlineData("keyAgreement digitalSignature")]
    public async Task One_usage_for_signatures_is_enough(string usage)
    {
        await _room.WithCard(certificates: Installation.Certificates.But("key-usage", usage.Split(' ')));
        await _room.Do("personalise-card", Installation.Personalise);
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsDone(await Run());
    }

    [Theory]
    [InlineData("31 days", null)]
    [InlineData("30 days", "! The certificate is valid for only 29 whole days more. After that this officer cannot sign in, confirm or seal.")]
    [InlineData("1 days", "! The certificate is valid for only 0 whole days more. After that this officer cannot sign in, confirm or seal.")]
    public async Task Little_validity_is_said_before_the_officers_agree(string validFor, string? warning)
    {
        await _room.WithCard(certificates: Installation.Certificates.But("valid-for", validFor));
        await _room.Do("personalise-card", Installation.Personalise);
        await _room.Do("create-officer-profile", Installation.Profile);

        Says.IsDone(await Run());

        Assert.Equal(warning, _room.Desk.Screens[0].Text().Split('\n').FirstOrDefault(line => line.StartsWith('!')));
    }

    [Fact]
    public async Task A_declined_officer_is_not_entered()
    {
        await _room.WithPersonalisedCard();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The officer \"Officer 1\" was declined.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public void The_forecast_knows_that_an_officer_is_created()
    {
        StepForecast forecast = Script.Step("create-officer", Installation.Officer).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private Task<StepResult> Run() => _room.Run("create-officer", Installation.Officer);
}
