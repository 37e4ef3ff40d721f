using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A card that has certificates is given others in their place.</summary>
public class RedoneCertificatesTests
{
    private const string RightCard = "Insert the card that was produced, then try again.";

    private readonly Installation _room = new();

    [Fact]
    public async Task The_officers_read_which_certificate_goes_and_the_PIN_stays()
    {
        await _room.WithPersonalisedCard();
        byte[] former = Held("signature");
        _room.Desk.Screens.Clear();
        StepResult.Done done = Says.IsDone(await Act(("signature", "redo")));
        Assert.Equal(
            [
                "look at token card-1",
                "look at token hsm, logged in",
                "look at clock",
                "look at 16 random bytes",
                "officers approve Renew certificates of a card: sign",
                "perform sign",
                "operator approves Store the certificates: store-certificate",
                "perform store-certificate",
                "keep officer-1-signature-2.cer",
                "show The card is ready",
            ],
            _room.Desk.Calls);
        CertificateIssued issued = Assert.Single(done.Facts.OfType<CertificateIssued>());
        Assert.Equal(issued.Certificate, Held("signature"));
        Assert.NotEqual(former, issued.Certificate);
        Assert.Equal("officer-1-signature-2.cer", issued.Artifact);
        CardPersonalised card = Assert.Single(done.Facts.OfType<CardPersonalised>());
        Assert.Equal([new("authentication", "blank", null), new CardKeyAction("signature", "redo", "Officer certificates")], card.Keys!);
        Assert.True(card.IsRenewal);
        string asked = _room.Desk.Screens[0].Text();
        Assert.Contains("signature | Redo | Officer certificates", asked, StringComparison.Ordinal);
        Assert.Contains("This certificate is taken off the card; it stays valid until a CRL lists it:", asked, StringComparison.Ordinal);
        Assert.Contains($"SHA-256 of it: {HexText.Groups(Hash(former))}", asked, StringComparison.Ordinal);
        Assert.Contains("The card 00004711 carries 1 new certificate; its PIN is the same as before. Ana Vega takes it now and keeps it.", _room.Desk.Screens[^1].Text(), StringComparison.Ordinal);
        Assert.Equal(2, _room.Card1.All("certificate").Count());
    }

    [Fact]
    public async Task Beside_it_a_key_without_a_certificate_can_be_given_one()
    {
        await _room.WithCard();
        await _room.Do("personalise-card", [.. Installation.Personalise, ("keys", new[] { "signature" })]);
        StepResult.Done done = Says.IsDone(await Act(("authentication", "add"), ("signature", "redo")));
        Assert.Equal(["officer-1-authentication-2.cer", "officer-1-signature-2.cer"], done.Facts.OfType<CertificateIssued>().Select(each => each.Artifact));
        Assert.Equal(["authentication", "signature"], _room.Card1.All("certificate").Select(each => each.Label));
    }

    [Fact]
    public async Task It_can_be_redone_again_and_an_officer_has_the_last_one()
    {
        await _room.WithPersonalisedCard();
        await _room.Do("personalise-card", Redo);
        await _room.Do("personalise-card", Redo);
        Assert.Equal(2, _room.Card1.All("certificate").Count());
        StepResult.Done done = Says.IsDone(await _room.Run("create-officer", Installation.Officer));
        Assert.Equal(_room.Desk.Artifacts["officer-1-signature-3.cer"], Assert.Single(done.Facts.OfType<OfficerCreated>()).Certificate);
    }

    [Fact]
    public async Task The_CAs_certificate_is_stored_once()
    {
        await _room.WithCard(cards: Installation.Cards.But("issuer-certificates", "store"));
        await _room.Do("personalise-card", Installation.Personalise);
        _room.Desk.Screens.Clear();
        Says.IsDone(await Act(("signature", "redo")));
        Assert.IsType<StoreCertificate>(_room.Desk.Performed[^1]);
        Assert.Single(_room.Desk.Performed.OfType<StoreCertificate>());
        Assert.Contains("The issuing CA's certificate is on the card already.", _room.Desk.Screens[1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_was_never_personalised_has_nothing_to_redo()
    {
        await _room.WithCard();
        Says.IsRefused(await Act(("signature", "redo")), "card-not-personalised", "The card 00004711 was not personalised in this ceremony, so there is nothing to redo.");
    }

    [Fact]
    public async Task A_key_that_has_no_certificate_has_nothing_to_redo()
    {
        await _room.WithCard();
        await _room.Do("personalise-card", [.. Installation.Personalise, ("keys", new[] { "signature" })]);
        Says.IsRefused(
            await Act(("authentication", "redo")),
            "nothing-to-redo",
            "The card 00004711 has no certificate for the key \"authentication\" that could be replaced.",
            "Abort and have the key's action in the script changed to add.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_key_that_has_a_certificate_is_given_no_second_one()
    {
        await _room.WithPersonalisedCard();
        Says.IsRefused(
            await Act(("authentication", "add"), ("signature", "redo")),
            "key-has-certificate",
            "The card 00004711 has a certificate for the key \"authentication\" already.",
            "Abort and have the key's action in the script changed to redo, which replaces it.");
    }

    [Fact]
    public async Task The_certificate_by_which_an_officer_confirms_stays()
    {
        await _room.WithOfficer();
        Says.IsRefused(
            await Act(("signature", "redo")),
            "officers-certificate",
            "The officer \"Officer 1\" confirms with the key \"signature\" of the card 00004711: the registry knows the officer by the certificate that is there now.",
            "Abort and have the officer replaced before this step, or leave that key as it is.");
        Says.IsDone(await Act(("authentication", "redo")));
    }

    [Fact]
    public async Task A_card_that_lacks_a_certificate_is_not_the_one_that_was_personalised()
    {
        await _room.WithPersonalisedCard();
        string serial = _room.Desk.Registry.All<CertificateIssued>().First().SerialNumber;
        _room.Card1.Objects.RemoveAll(each => each.Class == "certificate" && each.Label == "authentication");
        Says.IsRefused(await Act(("signature", "redo")), "certificate-missing", $"The card 00004711 does not carry the certificate with the serial number {HexText.Pairs(serial)}, which was stored on it.", RightCard);
    }

    [Fact]
    public async Task A_card_with_a_certificate_that_nobody_here_stored_is_refused()
    {
        await _room.WithPersonalisedCard();
        _room.Card1.Objects.Add(new TokenObject("certificate", "smuggled", "0b", "", null, [1, 2, 3], ["CKA_TOKEN"]));
        Says.IsRefused(await Act(("signature", "redo")), "card-has-certificates", "The card 00004711 already carries certificates, which this ceremony did not store.");
    }

    [Fact]
    public void The_forecast_promises_no_new_PIN()
    {
        StepForecast forecast = Script.Step("personalise-card", Redo).Forecast();
        Assert.Null(forecast.GivesPin);
        Assert.Equal("issues certificates of the card card-1 anew, in place of those on it", forecast.Does);
    }

    private static (string Name, object Value)[] Redo => [.. Installation.Personalise, ("keys", Keys([("signature", "redo")]))];

    private Task<StepResult> Act(params (string Key, string Action)[] keys) => _room.Run("personalise-card", [.. Installation.Personalise, ("keys", Keys(keys))]);

    private static object[] Keys((string Key, string Action)[] keys) => [.. keys.Select(each => new Dictionary<string, object> { [each.Key] = each.Action })];

    private byte[] Held(string label) => Assert.Single(_room.Card1.All("certificate"), each => each.Label == label).Certificate!;

    private static string Hash(byte[] certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));
}
