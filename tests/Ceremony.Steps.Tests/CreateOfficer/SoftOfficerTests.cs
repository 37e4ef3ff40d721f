using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>Officers whose keys are in soft tokens.</summary>
public class SoftOfficerTests
{
    private const string File = "media/officer-1.p12";

    private static readonly (string Name, object Value)[] Fields = [.. Installation.Officer.But("token", null).But("key", null), ("soft-token", File)];

    [Fact]
    public async Task The_holder_of_a_soft_token_becomes_an_officer_once_it_was_opened()
    {
        Installation room = await WithSoftToken();
        StepResult.Done done = Says.IsDone(await room.Run("create-officer", Fields));
        Assert.Equal(
            [
                "look at soft token media/officer-1.p12 of Ana Vega",
                "look at clock",
                "officers approve Create an officer: enter-in-registry",
                "perform enter-in-registry",
            ],
            room.Desk.Calls);
        OfficerCreated officer = Assert.IsType<OfficerCreated>(Assert.Single(done.Facts));
        Assert.Equal(("Officer 1", "Ana Vega", File, null, null), (officer.Officer, officer.Person, officer.File, officer.Token, officer.KeyId));
        Assert.Equal(Issued(room).Certificate, officer.Certificate);
        Assert.Equal(File, room.Desk.Screens[0].Value("soft token"));
    }

    [Fact]
    public async Task Such_an_officer_signs_in_with_the_soft_token()
    {
        Installation room = await WithSoftToken();
        await room.Do("create-officer", Fields);
        StepResult.Done done = Says.IsDone(await room.Run("sign-in", ("officer", "Officer 1"), ("role", "Use AWB")));
        Assert.Equal(new OfficerSignedIn("Officer 1", "Use AWB"), Assert.Single(done.Facts));
        Assert.Contains("perform sign-challenge-with-soft-token", room.Desk.Calls);
        Assert.Equal(File, room.Desk.Screens[0].Value("soft token"));
    }

    [Fact]
    public async Task A_soft_token_that_was_not_issued_here_is_refused()
    {
        Installation room = await WithSoftToken();
        Says.IsRefused(
            await room.Run("create-officer", Fields.But("soft-token", "media/other.p12")),
            "soft-token-not-issued",
            "The soft token media/other.p12 was not issued in this ceremony.",
            "Abort and have a step added before this one that issues it.");
    }

    [Fact]
    public async Task A_soft_token_with_another_certificate_is_refused()
    {
        Installation room = await WithSoftToken();
        room.Desk.SoftTokens[File] = room.Desk.Artifacts["officer-and-system-ca.cer"];
        Says.IsRefused(
            await room.Run("create-officer", Fields),
            "other-soft-token",
            "The soft token media/officer-1.p12 does not hold the certificate that was issued for it.",
            "Bring the medium with the soft token that was issued, then try again.");
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_signatures_is_refused()
    {
        Installation room = await WithSoftToken();
        byte[] ca = room.Desk.Artifacts["officer-and-system-ca.cer"];
        room.Change<SoftTokenIssued>(issued => issued with { Certificate = ca });
        Says.IsRefused(
            await room.Run("create-officer", Fields),
            "not-for-officers",
            "The certificate in the soft token media/officer-1.p12 cannot be an officer's: the certificate of C=SE, O=Example AB, CN=Officer and system CA is a CA's.");
        Assert.Empty(room.Desk.Calls);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        Installation room = await WithSoftToken();
        room.Desk.Now = FakeDesk.Noon.AddYears(6);
        Says.IsRefused(
            await room.Run("create-officer", Fields),
            "chain",
            "The chain of the certificate in the soft token media/officer-1.p12 does not hold: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 "
                + "is not valid after 2031-03-01 11:59:59 UTC.");
    }

    [Fact]
    public async Task One_soft_token_makes_no_second_officer()
    {
        Installation room = await WithSoftToken();
        await room.Do("create-officer", Fields);
        Says.IsRefused(
            await room.Run("create-officer", Fields.But("name", "Officer 2")),
            "already-officer",
            "The soft token media/officer-1.p12 of Ana Vega cannot make a second officer: Ana Vega is the officer \"Officer 1\" already.");
    }

    [Fact]
    public async Task Whoever_was_replaced_becomes_an_officer_again_with_a_new_token()
    {
        Installation room = await WithSoftToken();
        await room.Do("create-officer", Installation.Officer);
        room.Desk.Registry = room.Desk.Registry.With([new OfficerReplaced("Officer 1", "the card died")]);
        Says.IsRefused(await room.Run("create-officer", Fields), "officer-taken", "An officer named \"Officer 1\" is in the registry already.");
        Says.IsDone(await room.Run("create-officer", Fields.But("name", "Officer 3")));
    }

    [Fact]
    public async Task A_bootstrap_officer_s_name_is_taken()
    {
        BootRoom room = await BootRoom.Opened();
        await room.Room.WithPersonalisedCard();
        Says.IsRefused(
            await room.Run("create-officer", Installation.Officer.But("name", "Bootstrap Officer 1")),
            "officer-taken",
            "An officer named \"Bootstrap Officer 1\" is in the registry already.");
    }

    [Theory]
    [InlineData(false, false, false, "an officer has a card or a soft token: give \"token\" or \"soft-token\"")]
    [InlineData(true, true, false, "an officer has a card or a soft token: give \"token\" or \"soft-token\", not both")]
    [InlineData(false, true, true, "a soft token has one key: \"key\" is for cards")]
    public void Either_a_card_or_a_soft_token_makes_an_officer(bool card, bool soft, bool key, string problem)
    {
        (string, object)[] fields = Installation.Officer.But("token", card ? "card-1" : null).But("soft-token", soft ? File : null).But("key", key ? "signature" : null);
        Assert.Equal(problem, Assert.Throws<ScriptProblemException>(() => Script.Step("create-officer", fields)).Problem.Sentence);
    }

    [Fact]
    public void The_forecast_asks_for_the_PIN_of_the_soft_token()
    {
        StepForecast forecast = Script.Step("create-officer", Fields).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    // The certificate is that of a card, whose key lies in the soft token here.
    private static async Task<Installation> WithSoftToken()
    {
        Installation room = await new Installation().WithPersonalisedCard();
        byte[] certificate = room.Desk.Artifacts["officer-1-signature.cer"];
        room.Desk.Registry = room.Desk.Registry.With([new SoftTokenIssued(File, "Ana Vega", "Ana Vega", "Officer cards", certificate, "officer-1.crt")]);
        room.Desk.SoftTokens[File] = certificate;
        room.Desk.SoftKeys[File] = (System.Security.Cryptography.ECDsa)SoftwareKeys.Of(Ceremony.Core.Tokens.KeyAlgorithm.Find("ec-p256")!, "card-1", 1);
        return room;
    }

    private static SoftTokenIssued Issued(Installation room) => room.Desk.Registry.All<SoftTokenIssued>().Single();
}
