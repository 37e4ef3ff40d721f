using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CreateTokenProcedureTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_procedure_is_entered_as_it_was_read()
    {
        await Prepare();
        StepResult.Done done = Says.IsDone(await Run(Installation.Cards));
        Assert.Equal(["officers approve Token procedure: enter-in-registry", "perform enter-in-registry"], _room.Desk.Calls);
        Assert.Equal(
            new TokenProcedureCreated("Officer cards", "smart-card", true, "00004711", "00004720", true, "show-in-client", "none", "Officer certificates"),
            Assert.Single(done.Facts));
    }

    [Fact]
    public async Task The_screen_has_the_words_of_the_dialog()
    {
        await Prepare();
        await Run(Installation.Cards);
        Assert.Equal(
            """
            Storage profile: Smart Card
            Card serial number: yes
            Serial number range: 00004711 to 00004720, mandatory
            PIN procedure: Show PINs in client
            Issuer certificates: do not store any
            Certificate procedure: Officer certificates
            """,
            _room.Desk.Entered());
    }

    [Fact]
    public async Task What_may_be_left_out_is_said_to_be_absent()
    {
        await Prepare();
        Says.IsDone(await Run(Installation.Cards.But("range-from", null).But("range-to", null).But("range-mandatory", null).But("card-serial-number", null)));
        Assert.Equal("none", _room.Desk.Entered("Serial number range"));
        Assert.Equal("no", _room.Desk.Entered("Card serial number"));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithProcedures();
        Says.IsRefused(await Run(Installation.Cards), "token-procedure-taken", "A token procedure named \"Officer cards\" is in the registry already.");
    }

    [Fact]
    public async Task A_certificate_procedure_that_does_not_exist_is_refused() =>
        Says.IsRefused(
            await Run(Installation.Cards),
            "unknown-certificate-procedure",
            "There is no certificate procedure named \"Officer certificates\" in the registry.");

    [Fact]
    public async Task What_the_officers_decline_is_not_entered()
    {
        await Prepare();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.Cards), "declined", "The token procedure \"Officer cards\" was declined.");
    }

    [Theory]
    [InlineData(null, null, "yes", "\"range-mandatory\" needs a range: give \"range-from\" and \"range-to\"")]
    [InlineData("1", null, "no", "a range has both ends: give \"range-from\" and \"range-to\", or neither")]
    [InlineData(null, "1", "no", "a range has both ends: give \"range-from\" and \"range-to\", or neither")]
    [InlineData("1", "10", "no", "\"range-from\" and \"range-to\" must have the same number of digits, leading zeros included")]
    [InlineData("20", "10", "yes", "\"range-from\" must not be above \"range-to\"")]
    [InlineData("x", "y", "yes", "\"range-from\" must be 1 to 32 digits, not \"x\"")]
    public void A_range_that_makes_no_sense_is_a_problem_of_the_script(string? from, string? to, string mandatory, string sentence)
    {
        (string, object)[] fields = Installation.Cards.But("range-from", from).But("range-to", to).But("range-mandatory", mandatory);
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("create-token-procedure", fields)).Message);
    }

    [Theory]
    [InlineData("pkcs12", "show-in-client", "PKCS#12", "Show PINs in client")]
    [InlineData("pkcs10", "none", "PKCS#10", "none")]
    public async Task Other_storage_profiles_have_their_own_PIN_procedure(string profile, string pin, string profileTold, string pinTold)
    {
        await Prepare();
        StepResult.Done done = Says.IsDone(await Run(WithoutCard(profile, pin)));
        TokenProcedureCreated entered = Assert.IsType<TokenProcedureCreated>(Assert.Single(done.Facts));
        Assert.Equal((profile, pin), (entered.StorageProfile, entered.PinProcedure));
        Assert.Equal((profileTold, pinTold), (_room.Desk.Entered("Storage profile"), _room.Desk.Entered("PIN procedure")));
    }

    [Theory]
    [InlineData("smart-card", "none", null, null, "a smart card has a PIN: \"pin-procedure\" must be show-in-client or chosen-by-holder")]
    [InlineData("pkcs12", "chosen-by-holder", null, null, "the PIN of a soft token is generated: \"pin-procedure\" must be show-in-client for the storage profile pkcs12")]
    [InlineData("pkcs12", "none", null, null, "the PIN of a soft token is generated: \"pin-procedure\" must be show-in-client for the storage profile pkcs12")]
    [InlineData("pkcs12", "show-in-client", "card-serial-number", "yes", "only a smart card has a card serial number; the storage profile is pkcs12")]
    [InlineData("pkcs12", "show-in-client", "range-from", "1", "only smart cards have a serial number range; the storage profile is pkcs12")]
    [InlineData("pkcs10", "show-in-client", null, null, "a request has no PIN: \"pin-procedure\" must be none for the storage profile pkcs10")]
    [InlineData("pkcs10", "none", "card-serial-number", "yes", "only a smart card has a card serial number; the storage profile is pkcs10")]
    [InlineData("pkcs10", "none", "range-mandatory", "yes", "only smart cards have a serial number range; the storage profile is pkcs10")]
    [InlineData("pkcs10", "none", "issuer-certificates", "store", "a request stores nothing: \"issuer-certificates\" must be none for the storage profile pkcs10")]
    public void What_does_not_fit_a_storage_profile_is_a_problem_of_the_script(string profile, string pin, string? field, string? value, string sentence)
    {
        (string, object)[] fields = field is null ? WithoutCard(profile, pin) : WithoutCard(profile, pin).But(field, value);
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("create-token-procedure", fields)).Message);
    }

    private static (string, object)[] WithoutCard(string profile, string pin) => Installation.Cards
        .But("card-serial-number", null).But("range-from", null).But("range-to", null).But("range-mandatory", null)
        .But("storage-profile", profile).But("pin-procedure", pin);

    private async Task Prepare()
    {
        await _room.WithCa();
        await _room.Do("create-certificate-procedure", Installation.Certificates);
    }

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("create-token-procedure", fields);
}
