using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class SignInTests
{
    private static readonly (string, object)[] Fields = [("officer", "Officer 1"), ("role", "Use AWB")];

    private readonly Installation _room = new();

    [Fact]
    public async Task A_fresh_challenge_is_signed_by_the_card()
    {
        await _room.WithOfficer();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at clock",
                "look at 16 random bytes",
                "operator approves Sign in: sign-challenge",
                "perform sign-challenge",
                "show Signed in",
            ],
            _room.Desk.Calls);
        Assert.Equal(new OfficerSignedIn("Officer 1", "Use AWB"), Assert.Single(done.Facts));
    }

    [Fact]
    public async Task The_challenge_can_be_read_and_stands_for_nothing_else()
    {
        await _room.WithOfficer();
        await Run();
        SignChallenge challenge = Assert.IsType<SignChallenge>(Assert.Single(_room.Desk.Performed));
        Assert.Equal(
            $"ceremony-sign-in/1\nstep: the-step\nofficer: Officer 1\nrole: Use AWB\nat: 2026-03-01T12:00:00Z\nnonce: {_room.Desk.Screens[0].Value("nonce")}\n",
            Encoding.UTF8.GetString(challenge.Bytes));
        Assert.Equal(("card-1", "signature"), (challenge.Token.Name, challenge.KeyLabel));
    }

    [Fact]
    public async Task Two_sign_ins_have_two_nonces()
    {
        await _room.WithOfficer();
        await Run();
        await Run();
        Assert.NotEqual(((SignChallenge)_room.Desk.Performed[0]).Bytes, ((SignChallenge)_room.Desk.Performed[1]).Bytes);
    }

    [Fact]
    public async Task An_officer_who_does_not_exist_is_refused() =>
        Says.IsRefused(await Run(), "unknown-officer", "There is no officer named \"Officer 1\" in the registry.");

    [Fact]
    public async Task An_inactive_officer_is_refused()
    {
        await _room.WithOfficer(Installation.Officer.But("state", "inactive"));
        Says.IsRefused(
            await Run(),
            "officer-inactive",
            "The officer \"Officer 1\" is inactive and cannot sign in.",
            "End the step with an exception, or abort and have the script corrected.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task An_inactive_profile_is_refused()
    {
        await _room.WithOfficer();
        _room.Change<OfficerProfileCreated>(profile => profile with { State = "inactive" });
        Says.IsRefused(await Run(), "profile-inactive", "The officer profile \"First officers\" is inactive, so that \"Officer 1\" cannot sign in.");
    }

    [Fact]
    public async Task A_role_that_the_profile_does_not_have_is_refused()
    {
        await _room.WithOfficer();
        Says.IsRefused(
            await _room.Run("sign-in", Fields.But("role", "Revoke CA")),
            "role-missing",
            "The officer \"Officer 1\" cannot sign in for \"Revoke CA\": the profile \"First officers\" has Use AWB and Use RA.");
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_signatures_is_refused()
    {
        await _room.WithOfficer();
        byte[] ca = _room.Desk.Registry.Ca("Officer and system CA")!.Certificate;
        _room.Change<OfficerCreated>(officer => officer with { Certificate = ca });
        Says.IsRefused(await Run(), "not-for-officers", "The officer \"Officer 1\" cannot sign in: the certificate of C=SE, O=Example AB, CN=Officer and system CA is a CA's.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_before_a_PIN_is_asked_for()
    {
        await _room.WithOfficer();
        _room.Desk.Now = FakeDesk.Noon.AddYears(6);
        Says.IsRefused(
            await Run(),
            "chain",
            "The officer \"Officer 1\" cannot sign in: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 is not valid after 2031-03-01 11:59:59 UTC.");
        Assert.Equal(["look at clock"], _room.Desk.Calls);
    }

    [Fact]
    public async Task A_chain_that_leads_to_no_CA_of_the_registry_is_refused()
    {
        await _room.WithOfficer();
        _room.Desk.Registry = new Registry([.. _room.Desk.Registry.Facts.Where(fact => fact is not CaCreated)]);
        Says.IsRefused(
            await Run(),
            "chain",
            "The officer \"Officer 1\" cannot sign in: the issuer of the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 is missing: C=SE, O=Example AB, CN=Officer and system CA.");
    }

    [Fact]
    public async Task A_signature_of_another_key_is_refused()
    {
        await _room.WithOfficer();
        _room.Card1.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(),
            "wrong-signature",
            "The signature of the card was not made with the key of the officer \"Officer 1\".",
            "Insert this officer's own card, then try again.");
    }

    [Fact]
    public async Task A_declined_sign_in_signs_nothing()
    {
        await _room.WithOfficer();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The sign-in of Officer 1 was declined.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task An_officer_who_was_replaced_is_refused()
    {
        await _room.WithOfficer();
        _room.Desk.Registry = _room.Desk.Registry.With([new OfficerReplaced("Officer 1", "the card died")]);
        Says.IsRefused(
            await Run(),
            "officer-replaced",
            "The officer \"Officer 1\" was replaced and cannot sign in.",
            "End the step with an exception, or abort and have the script corrected.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task An_officer_whose_CA_is_revoked_is_refused()
    {
        await _room.WithOfficer();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "superseded")]);
        Says.IsRefused(
            await Run(),
            "ca-revoked",
            "The officer \"Officer 1\" cannot sign in: the CA \"Officer and system CA\", which issued the certificate, is revoked.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public void The_forecast_asks_for_no_confirmation()
    {
        StepForecast forecast = Script.Step("sign-in", Fields).Forecast();
        Assert.Equal(0, forecast.Confirmations);
    }

    [Fact]
    public void The_forecast_says_that_a_bootstrap_officer_must_be_refused()
    {
        StepForecast forecast = Script.Step("sign-in", Fields.But("officer", "bootstrap officer 2").But("expect", "refusal")).Forecast();
        Assert.Equal("has \"bootstrap officer 2\" try to sign in for the role \"Use AWB\", who must be refused", forecast.Does);
    }

    private Task<StepResult> Run() => _room.Run("sign-in", Fields);
}
