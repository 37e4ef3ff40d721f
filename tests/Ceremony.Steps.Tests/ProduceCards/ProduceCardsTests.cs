using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ProduceCardsTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task All_keys_of_a_card_are_made_under_one_approval()
    {
        await _room.WithProcedures();
        StepResult.Done done = Says.IsDone(await Run(Installation.Produce));
        Assert.Equal(
            [
                "look at token card-1",
                "look how keys are made in card-1",
                "look at 20 random bytes",
                "look at 20 random bytes",
                "officers approve Produce a card: generate-key-pair, generate-key-pair",
                "look at token card-1, logged in",
                "perform generate-key-pair",
                "perform generate-key-pair",
                "show The card is produced",
            ],
            _room.Desk.Calls);
        CardProduced card = Assert.IsType<CardProduced>(Assert.Single(done.Facts));
        Assert.Equal(("00004711", "serial-of-card-1", "Ana Vega", "Officer cards"), (card.Number, card.TokenSerial, card.Subject, card.TokenProcedure));
        Assert.Equal(["authentication", "signature"], card.Keys.Select(key => key.Label));
        Assert.Equal(_room.Card1.Objects.Where(each => each.Class == "public").Select(each => each.PublicKey), card.Keys.Select(key => key.PublicKey));
        Assert.Equal("00004711", done.Outputs[""]);
    }

    [Fact]
    public async Task Each_key_has_an_id_of_its_own_and_may_sign()
    {
        await _room.WithProcedures();
        await Run(Installation.Produce);
        GenerateKeyPair[] actions = [.. _room.Desk.Performed.Cast<GenerateKeyPair>()];
        Assert.Equal(2, actions.Select(action => action.Id).Distinct().Count());
        Assert.All(actions, action => Assert.Equal(["sign"], action.Usage));
    }

    [Fact]
    public async Task The_screen_names_card_holder_and_range()
    {
        await _room.WithProcedures();
        await Run(Installation.Produce);
        Assert.StartsWith(
            """
            A transport PIN that nobody knows is set on it first, with its custodian's security officer PIN; its holder's own PIN replaces it when the card is personalised.
            card number: 00004711
            holder: Ana Vega (officer 1)
            token procedure: Officer cards
            serial number range: 00004711 to 00004720, mandatory
            """,
            _room.Desk.Screens[0].Text(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00004710")]
    [InlineData("00004721")]
    [InlineData("000004711")]
    [InlineData("4711")]
    [InlineData("0000471A")]
    public async Task A_card_outside_a_mandatory_range_is_refused(string number)
    {
        await _room.WithProcedures();
        _room.Card1.Label = number;
        Says.IsRefused(
            await Run(Installation.Produce.But("number", number)),
            "outside-range",
            $"The card {number} is outside the serial number range 00004711 to 00004720 of the token procedure \"Officer cards\".",
            "Abort and have the script corrected.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Theory]
    [InlineData("00004711")]
    [InlineData("00004720")]
    public async Task The_ends_of_the_range_are_within(string number)
    {
        await _room.WithProcedures();
        _room.Card1.Label = number;
        Says.IsDone(await Run(Installation.Produce.But("number", number)));
    }

    [Fact]
    public async Task A_card_outside_a_range_that_is_not_mandatory_is_warned_of()
    {
        await _room.WithProcedures(cards: Installation.Cards.But("range-mandatory", "no"));
        _room.Card1.Label = "00009999";
        Says.IsDone(await Run(Installation.Produce.But("number", "00009999")));
        Assert.Contains("! The number 00009999 is outside the range 00004711 to 00004720, which is not mandatory.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_range_every_number_is_taken()
    {
        await _room.WithProcedures(cards: Installation.Cards.But("range-from", null).But("range-to", null).But("range-mandatory", null));
        _room.Card1.Label = "A-1";
        Says.IsDone(await Run(Installation.Produce.But("number", "A-1")));
        Assert.DoesNotContain("!", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_serial_number_of_the_token_serves_as_the_cards_number_too()
    {
        await _room.WithProcedures();
        _room.Card1.Label = "officer card";
        _room.Card1.Serial = "00004711";
        Says.IsDone(await Run(Installation.Produce));
    }

    [Fact]
    public async Task Another_card_than_the_one_named_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.Label = "00004\u202E713";
        Says.IsRefused(
            await Run(Installation.Produce),
            "other-card",
            "The card 00004711 bears the label \"00004\\u{202e}713\" and the serial number serial-of-card-1, not 00004711.",
            "Insert the card of that number, then try again.");
    }

    [Fact]
    public async Task A_card_that_is_not_blank_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.Put("leftover", "01", KeyAlgorithm.EcP256);
        Says.IsRefused(
            await Run(Installation.Produce),
            "card-not-blank",
            "The card 00004711 is not blank: it holds 1 object, among them the public object \"leftover\".",
            "Take another blank card of the right number, then try again.");
    }

    [Fact]
    public async Task What_only_a_login_shows_on_a_card_is_found_before_a_key_is_made()
    {
        await _room.WithProcedures();
        _room.Card1.Put("hidden", "01", KeyAlgorithm.EcP256);
        _room.Card1.Objects.RemoveAll(each => each.Class == "public");
        Says.IsRefused(
            await Run(Installation.Produce),
            "card-not-blank",
            "The card 00004711 is not blank: it holds 1 object, among them the private object \"hidden\".",
            "Take another blank card of the right number, then try again.");
        Assert.Equal("look at token card-1, logged in", _room.Desk.Calls[^1]);
        Assert.DoesNotContain(_room.Desk.Performed.OfType<GenerateKeyPair>(), action => action.Token == _room.Card1.Ref);
    }

    [Fact]
    public async Task A_card_that_was_produced_before_is_refused()
    {
        await _room.WithCard();
        _room.Card1.Objects.Clear();
        Says.IsRefused(await Run(Installation.Produce), "card-taken", "The card 00004711 was produced before, for Ana Vega.");
    }

    [Fact]
    public async Task A_user_PIN_that_is_set_already_is_warned_of()
    {
        await _room.WithProcedures();
        _room.Card1.Pin = PinState.Set;
        Says.IsDone(await Run(Installation.Produce));
        Assert.Contains("! The card has a user PIN already. It is replaced once you agree", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_not_initialised_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.Initialised = false;
        Says.IsRefused(await Run(Installation.Produce), "token-not-initialised", "The token 00004711 is not initialised.");
    }

    [Fact]
    public async Task A_card_whose_security_officer_is_locked_out_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.SecurityOfficerPin = PinState.Locked;
        Says.IsRefused(await Run(Installation.Produce), "card-locked", "The security officer's PIN of the card 00004711 is locked.");
    }

    [Theory]
    [InlineData("pkcs12", "PKCS#12")]
    [InlineData("pkcs10", "PKCS#10")]
    public async Task A_storage_profile_that_is_no_card_is_refused(string profile, string shown)
    {
        await _room.WithProcedures();
        _room.Change<TokenProcedureCreated>(procedure => procedure with { StorageProfile = profile });
        Says.IsRefused(await Run(Installation.Produce), "storage-profile", $"The storage profile of the token procedure \"Officer cards\" is {shown}, not Smart Card.");
    }

    [Fact]
    public async Task The_card_of_another_holder_is_refused()
    {
        await _room.WithProcedures();
        Says.IsRefused(
            await Run(Installation.Produce.But("subject-holder", "officer 2")),
            "other-holder",
            "The script gives the card 00004711 to officer 1, but this step produces it for officer 2.");
    }

    [Fact]
    public async Task A_holder_who_is_not_there_is_refused()
    {
        await _room.WithProcedures();
        _room.Desk.Present.RemoveAll(person => person.Seat == "officer 1");
        Says.IsRefused(await Run(Installation.Produce), "seat-empty", "Nobody is recorded as officer 1.");
    }

    [Fact]
    public async Task A_token_procedure_that_does_not_exist_is_refused() =>
        Says.IsRefused(await Run(Installation.Produce), "unknown-token-procedure", "There is no token procedure named \"Officer cards\" in the registry.");

    [Fact]
    public async Task What_the_officers_decline_is_not_made()
    {
        await _room.WithProcedures();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.Produce), "declined", "The production of the card 00004711 was declined.");
        Assert.Empty(_room.Card1.Objects);
    }

    [Fact]
    public async Task A_key_that_the_card_did_not_make_itself_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.Tells = receipt => receipt with { Attributes = [.. receipt.Attributes.Where(name => name != "CKA_LOCAL")] };
        Says.IsRefused(await Run(Installation.Produce), "key-differs", "The token 00004711 has made the key \"authentication\", but tells that it does not have CKA_LOCAL.");
    }

    [Fact]
    public async Task A_card_that_tells_of_another_key_than_was_agreed_to_is_refused()
    {
        await _room.WithProcedures();
        _room.Card1.Tells = receipt => receipt with { PublicKey = SoftwareKeys.Of(KeyAlgorithm.Find("rsa-2048")!, "other", 0).ExportSubjectPublicKeyInfo() };
        Says.IsRefused(await Run(Installation.Produce), "key-differs", "The token 00004711 has made the key \"authentication\", but its public key is rsa-2048, not ec-p256.");
    }

    [Fact]
    public void A_DSA_key_is_a_problem_of_the_script() => Assert.Equal(
        "\"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256 or ec-p384, not \"dsa-2048\"",
        Assert.Throws<ScriptProblemException>(() => Script.Step("produce-cards", Installation.Produce.But("algorithm", "dsa-2048"))).Message);

    [Fact]
    public void A_card_of_one_key_is_a_problem_of_the_script() =>
        Assert.Equal("\"keys\" must name at least two keys; an officer's card has one to sign in with and one to sign with", Problem(["signature"]));

    [Fact]
    public void A_key_that_stands_twice_is_a_problem_of_the_script() =>
        Assert.Equal("\"keys\" names a key twice", Problem(["signature", "Signature"]));

    [Fact]
    public void The_forecast_counts_one_confirmation_and_one_login_to_the_card()
    {
        StepForecast forecast = Script.Step("produce-cards", Installation.Produce).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private static string Problem(string[] keys) =>
        Assert.Throws<ScriptProblemException>(() => Script.Step("produce-cards", Installation.Produce.But("keys", keys))).Message;

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("produce-cards", fields);
}
