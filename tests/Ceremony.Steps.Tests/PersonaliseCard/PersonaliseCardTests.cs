using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class PersonaliseCardTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task Certificates_are_signed_under_one_approval_stored_and_then_the_PIN_is_given()
    {
        await _room.WithCard();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token card-1",
                "look at token hsm, logged in",
                "look at clock",
                "look at 16 random bytes",
                "look at 16 random bytes",
                "officers approve Personalise a card: sign, sign",
                "perform sign",
                "perform sign",
                "operator approves Store the certificates: store-certificate, store-certificate",
                "perform store-certificate",
                "perform store-certificate",
                "operator approves The card's PIN: set-pin",
                "perform set-pin",
                "keep officer-1-authentication.cer",
                "keep officer-1-signature.cer",
                "show The card is ready",
            ],
            _room.Desk.Calls);
        Assert.Equal(
            new CardPersonalised(_room.Card1.Ref, "00004711", "Ana Vega")
            {
                Keys = [new("authentication", "add", "Officer certificates"), new("signature", "add", "Officer certificates")],
            }.ToJson(),
            Assert.Single(done.Facts.OfType<CardPersonalised>()).ToJson());
        Assert.Equal("00004711", done.Outputs[""]);
    }

    [Fact]
    public async Task Each_key_has_its_own_action_and_procedure()
    {
        await _room.WithCard();
        await _room.Do("create-certificate-procedure", Installation.Certificates.But("name", "One year").But("valid-for", "1 years").But("extended-key-usage", new[] { "clientAuth" }));
        StepResult.Done done = Says.IsDone(await Act(("signature", "add", null), ("authentication", "issue", "One year")));
        CardProduced card = _room.Desk.Registry.All<CardProduced>().Single();
        Assert.Equal(
            [new("authentication", "issue", "One year"), new CardKeyAction("signature", "add", "Officer certificates")],
            Assert.Single(done.Facts.OfType<CardPersonalised>()).Keys!);
        CertificateIssued[] issued = [.. done.Facts.OfType<CertificateIssued>()];
        Assert.Equal([("One year", null, null), ("Officer certificates", card.Token, card.Keys[1].Id)], issued.Select(each => (each.Procedure, each.Token, each.KeyId)));
        Assert.Equal(["clientAuth"], CertificateView.Read(issued[0].Certificate).ExtendedKeyUsage);
        Assert.Equal(card.Keys[0].PublicKey, CertificateView.Read(issued[0].Certificate).PublicKey);
        Assert.Equal([issued[1].Certificate], _room.Card1.Objects.Where(each => each.Class == "certificate").Select(each => each.Certificate!));
        Assert.Equal(issued[0].Certificate, _room.Desk.Artifacts["officer-1-authentication.cer"]);
        string text = string.Join('\n', _room.Desk.Screens.Select(screen => screen.Text()));
        Assert.Contains("authentication | Issue (not stored) | One year", text, StringComparison.Ordinal);
        Assert.Contains("signature | Add | Officer certificates", text, StringComparison.Ordinal);
        Assert.Contains("The card 00004711 carries 1 certificate.", text, StringComparison.Ordinal);
        Assert.Contains("authentication: not on the card, valid until 2027-03-01 11:59:59 UTC", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_named_or_is_blank_has_no_certificate()
    {
        await _room.WithCard();
        StepResult.Done done = Says.IsDone(await Act(("signature", "add", null), ("authentication", "blank", null)));
        Assert.Single(done.Facts.OfType<CertificateIssued>());
        Assert.Equal([new("authentication", "blank", null), new CardKeyAction("signature", "add", "Officer certificates")], Assert.Single(done.Facts.OfType<CardPersonalised>()).Keys!);
        Assert.DoesNotContain("officer-1-authentication.cer", _room.Desk.Artifacts.Keys);
    }

    [Fact]
    public async Task An_officer_signs_with_any_certificate_that_is_on_the_card_and_with_no_other()
    {
        await _room.WithCard();
        await _room.Do("personalise-card", [.. Installation.Personalise, ("keys", Keys([("authentication", "add", null), ("signature", "issue", null)]))]);
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsRefused(
            await _room.Run("create-officer", Installation.Officer),
            "no-certificate",
            "The certificate for the key \"signature\" was issued and not stored on the card 00004711, so its holder cannot sign in with it.",
            "Abort and have the script corrected.");
        Says.IsDone(await _room.Run("create-officer", Installation.Officer.But("key", "authentication")));
    }

    [Fact]
    public async Task A_procedure_of_a_key_that_does_not_exist_is_refused()
    {
        await _room.WithCard();
        Says.IsRefused(await Act(("signature", "add", "Nobody's")), "unknown-certificate-procedure", "There is no certificate procedure named \"Nobody's\" in the registry.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Theory]
    [InlineData("signature", "renew", null, "what is done for the key \"signature\" must be blank, add, redo or issue, not \"renew\"")]
    [InlineData("signature", "issue", null, "\"keys\" stores no certificate on the card, whose holder could do nothing with it: give at least one key the action add, or redo where it has one already")]
    [InlineData("signature", "blank", "One year", "the key \"signature\" stays blank: it takes no \"procedure\"")]
    public void What_no_key_can_have_is_a_problem_of_the_script(string key, string action, string? procedure, string sentence) => Assert.Equal(
        sentence,
        Assert.Throws<ScriptProblemException>(() => Script.Step("personalise-card", [.. Installation.Personalise, ("keys", Keys([(key, action, procedure)]))])).Message);

    [Fact]
    public async Task Each_certificate_is_of_the_key_that_is_on_the_card_under_its_id()
    {
        await _room.WithCard();
        StepResult.Done done = Says.IsDone(await Run());
        CardProduced card = _room.Desk.Registry.All<CardProduced>().Single();
        foreach (CertificateIssued issued in done.Facts.OfType<CertificateIssued>())
        {
            CardKey key = card.Keys.Single(each => each.Id == issued.KeyId);
            CertificateView view = CertificateView.Read(issued.Certificate);
            Assert.Equal(key.PublicKey, view.PublicKey);
            Assert.Equal("C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711", view.Subject);
            Assert.Equal(("Ana Vega", "Officer certificates", "Officer and system CA", view.SerialNumber), (issued.Subject, issued.Procedure, issued.Issuer, issued.SerialNumber));
            Assert.Equal(issued.Certificate, _room.Desk.Artifacts[$"officer-1-{key.Label}.cer"]);
            Assert.Contains(_room.Card1.Objects, each => each.Class == "certificate" && each.Id == key.Id && each.Label == key.Label && each.Certificate == issued.Certificate);
        }

        Assert.Equal(2, done.Facts.OfType<CertificateIssued>().Select(issued => issued.SerialNumber).Distinct().Count());
    }

    [Fact]
    public async Task Openssl_accepts_the_certificates_under_the_CA()
    {
        await _room.WithCard();
        byte[][] certificates = [.. Says.IsDone(await Run()).Facts.OfType<CertificateIssued>().Select(issued => issued.Certificate)];
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        string said = OpenSsl.Says("verify -x509_strict -attime 1772366400 -CAfile {file} {file} {file}", [OpenSsl.Pem(ca), .. certificates.Select(OpenSsl.Pem)]);
        Assert.Equal(2, said.Split(": OK").Length - 1);
    }

    [Fact]
    public async Task The_screen_shows_the_action_of_each_key()
    {
        await _room.WithCard();
        await Run(("keys", new[] { "signature" }));
        string text = _room.Desk.Screens[0].Text();
        Assert.Contains("key | action | certificate procedure\nauthentication |  | \nsignature | Add | Officer certificates", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_keys_with_the_action_Add_get_a_certificate()
    {
        await _room.WithCard();
        StepResult.Done done = Says.IsDone(await Run(("keys", new[] { "signature" })));
        Assert.Equal("officer-1-signature.cer", Assert.Single(done.Facts.OfType<CertificateIssued>()).Artifact);
        Assert.Single(_room.Card1.Objects, each => each.Class == "certificate");
    }

    [Fact]
    public async Task The_PIN_is_set_for_the_holder_of_the_card()
    {
        await _room.WithCard();
        await Run();
        SetPin pin = Assert.Single(_room.Desk.Performed.OfType<SetPin>());
        Assert.Equal(new SetPin(_room.Card1.Ref, "Ana Vega", 6, false), pin);
        Assert.Contains("! Only Ana Vega looks at the screen.", _room.Desk.Screens[2].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_was_not_produced_is_refused()
    {
        await _room.WithProcedures();
        Says.IsRefused(
            await Run(),
            "card-not-produced",
            "The card 00004711 was not produced in this ceremony.",
            "Abort and have a step added before this one that produces it.");
    }

    [Fact]
    public async Task A_card_that_is_personalised_already_is_refused()
    {
        await _room.WithPersonalisedCard();
        Says.IsRefused(await Run(), "card-personalised", "The card 00004711 is personalised already, for Ana Vega.");
    }

    [Fact]
    public async Task A_key_that_is_not_on_the_card_is_refused()
    {
        await _room.WithCard();
        Says.IsRefused(
            await Run(("keys", new[] { "encryption" })),
            "no-such-key",
            "The card 00004711 has no key \"encryption\"; it has authentication and signature.");
    }

    [Fact]
    public async Task Another_card_in_the_reader_is_refused()
    {
        await _room.WithCard();
        _room.Card1.Serial = "another";
        Says.IsRefused(
            await Run(),
            "other-card",
            "The card in the reader is not the card 00004711: it has the serial number another.",
            "Insert the card that was produced, then try again.");
    }

    [Fact]
    public async Task A_card_whose_key_was_replaced_is_refused()
    {
        await _room.WithCard();
        int at = _room.Card1.Objects.FindIndex(each => each.Class == "public" && each.Label == "signature");
        _room.Card1.Objects[at] = _room.Card1.Objects[at] with { PublicKey = [1] };
        Says.IsRefused(await Run(), "key-differs", "The card 00004711 does not hold the key \"signature\" that was made on it.");
    }

    [Fact]
    public async Task A_card_with_certificates_that_this_step_has_not_stored_is_refused()
    {
        await _room.WithCard();
        _room.Desk.DeclinesApproval = 3;
        Says.IsRefused(await Run(), "declined", "The PIN of the card 00004711 was declined.");
        Assert.Equal(["officer-and-system-ca.cer"], _room.Desk.Artifacts.Keys);
        _room.Desk.DeclinesApproval = 0;
        Says.IsRefused(await Run(), "card-has-certificates", "The card 00004711 already carries certificates, which this step did not store.");
    }

    [Theory]
    [InlineData(1, "The signing of the certificates for the card 00004711 was declined.")]
    [InlineData(2, "The storing of the certificates on the card 00004711 was declined.")]
    public async Task What_is_declined_leaves_the_card_as_it_was(int approval, string reason)
    {
        await _room.WithCard();
        int before = _room.Card1.Objects.Count;
        _room.Desk.DeclinesApproval = approval;
        Says.IsRefused(await Run(), "declined", reason);
        Assert.Equal(before, _room.Card1.Objects.Count);
        _room.Desk.DeclinesApproval = 0;
        _room.Desk.Calls.Clear();
        Says.IsDone(await Run());
    }

    [Fact]
    public async Task The_CAs_token_with_another_serial_number_is_refused()
    {
        await _room.WithCard();
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run(), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task A_signature_that_is_not_the_CAs_is_refused_and_nothing_stored()
    {
        await _room.WithCard();
        _room.Hsm.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(),
            "wrong-signature",
            "What the token CM-HSM gave back is not a signature of the key \"CA key\" over what was confirmed.");
        Assert.DoesNotContain(_room.Card1.Objects, each => each.Class == "certificate");
    }

    [Fact]
    public async Task A_name_that_another_holder_has_is_refused()
    {
        await _room.WithCard(cards: Installation.Cards.But("card-serial-number", "no"));
        await _room.Do("produce-cards", Installation.Produce.But("token", "card-2").But("number", "00004712").But("subject-holder", "officer 2"));
        await _room.Do("personalise-card", Installation.Personalise);
        Says.IsRefused(
            await _room.Run("personalise-card", Installation.Personalise.But("token", "card-2").But("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "OFFICER 1") })),
            "subject-taken",
            "The name C=SE, O=Example AB, CN=OFFICER 1 belongs to Ana Vega already; a certificate for Bo Ek needs another.",
            "Abort and have one of the subjects in the script changed.");
        Assert.Empty(_room.Desk.Calls);
        Says.IsDone(await _room.Run("personalise-card", Installation.Personalise.But("token", "card-2").But("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer 2") })));
    }

    [Fact]
    public async Task The_name_of_a_CA_is_refused()
    {
        await _room.WithCard(cards: Installation.Cards.But("card-serial-number", "no"));
        Says.IsRefused(
            await _room.Run("personalise-card", Installation.Personalise.But("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer and system CA") })),
            "subject-taken",
            "The name C=SE, O=Example AB, CN=Officer and system CA belongs to the CA \"Officer and system CA\" already; a certificate for Ana Vega needs another.");
    }

    [Fact]
    public async Task An_artifact_of_that_name_is_not_overwritten()
    {
        await _room.WithCard();
        _room.Desk.Registry = _room.Desk.Registry.With(
            [new CertificateIssued("Bo Ek", "Officer certificates", "Officer and system CA", "01", null, null, [1], "officer-1-signature.cer")]);
        Says.IsRefused(await Run(), "artifact-taken", "The archive already holds something under the name officer-1-signature.cer.");
    }

    [Fact]
    public void A_key_that_stands_twice_is_a_problem_of_the_script() =>
        Assert.Equal(
            "\"keys\" names a key twice",
            Assert.Throws<ScriptProblemException>(() => Script.Step("personalise-card", Installation.Personalise.But("keys", new[] { "a", "a" }))).Message);

    [Fact]
    public void The_forecast_counts_one_confirmation_and_the_logins_of_card_and_CA()
    {
        StepForecast forecast = Script.Step("personalise-card", Installation.Personalise).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private Task<StepResult> Act(params (string Key, string Action, string? Procedure)[] keys) => Run(("keys", Keys(keys)));

    private static object[] Keys((string Key, string Action, string? Procedure)[] keys) =>
    [
        .. keys.Select(each => each.Procedure is null
            ? new Dictionary<string, object> { [each.Key] = each.Action }
            : new Dictionary<string, object> { [each.Key] = each.Action, ["procedure"] = each.Procedure }),
    ];

    private Task<StepResult> Run(params (string, object)[] more) => _room.Run("personalise-card", [.. Installation.Personalise, .. more]);
}
