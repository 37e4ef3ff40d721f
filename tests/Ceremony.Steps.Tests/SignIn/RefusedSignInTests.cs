using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>That somebody can sign in no more is tried, with the right token and the right PIN.</summary>
public class RefusedSignInTests
{
    private static readonly (string, object)[] Fields = [("officer", "bootstrap officer 1"), ("role", "Use AWB"), ("expect", "refusal")];

    [Fact]
    public async Task A_bootstrap_officer_signs_with_the_soft_token_and_is_refused_once_the_Boot_CA_is_revoked()
    {
        BootRoom room = await BootRoom.Revoked();
        StepResult.Done done = Says.IsDone(await room.Run("sign-in", Fields));
        Assert.Equal(
            [
                "look at clock",
                "look at 16 random bytes",
                "operator approves Sign in: sign-challenge-with-soft-token",
                "perform sign-challenge-with-soft-token",
                "show Refused, as it must be",
            ],
            room.Desk.Calls);
        Assert.Equal(
            new SignInRefused("bootstrap officer 1", "Use AWB", "the CA \"Boot CA\", which issued the certificate, is revoked"),
            Assert.Single(done.Facts));
        Assert.Equal(
            "Ana Vega was refused as \"bootstrap officer 1\" for the role \"Use AWB\": the CA \"Boot CA\", which issued the certificate, is revoked. "
                + "The soft token opened, and its signature is right.",
            room.Desk.Screens[^1].Text());
    }

    [Fact]
    public async Task The_challenge_is_that_of_every_sign_in()
    {
        BootRoom room = await BootRoom.Revoked();
        await room.Run("sign-in", Fields);
        var challenge = Assert.IsType<SignChallengeWithSoftToken>(Assert.Single(room.Desk.Performed));
        Assert.Equal(("kit/officer1.p12", "Ana Vega", "sha256-ecdsa"), (challenge.File, challenge.Holder, challenge.Algorithm.Name));
        Assert.StartsWith("ceremony-sign-in/1\nstep: the-step\nofficer: bootstrap officer 1\nrole: Use AWB\nat: ", Encoding.UTF8.GetString(challenge.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_Boot_CA_stands_the_step_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        Says.IsRefused(
            await room.Run("sign-in", Fields),
            "not-refused",
            "The officer \"bootstrap officer 1\" must not be able to sign in any more, but token, PIN and certificate are right, and nothing in the registry ended that right.",
            "Abort and have what ends it added before this step: the revocation of the CA, or the replacement of the officer.");
        Assert.Equal("perform sign-challenge-with-soft-token", room.Desk.Calls[^1]);
    }

    [Fact]
    public async Task A_signature_of_another_token_shows_nothing()
    {
        BootRoom room = await BootRoom.Revoked();
        room.Desk.SoftKeys["kit/officer1.p12"] = BootCa.Officer2Key;
        Says.IsRefused(
            await room.Run("sign-in", Fields),
            "wrong-signature",
            "The signature of the soft token was not made with the key of the officer \"bootstrap officer 1\".",
            "Bring this officer's own soft token, then try again.");
    }

    [Fact]
    public async Task A_declined_try_signs_nothing()
    {
        BootRoom room = await BootRoom.Revoked();
        room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await room.Run("sign-in", Fields), "declined", "The sign-in of bootstrap officer 1 was declined.");
        Assert.Empty(room.Desk.Performed);
    }

    [Fact]
    public async Task Somebody_who_does_not_exist_is_refused_as_unknown() => Says.IsRefused(
        await new Installation().Run("sign-in", Fields),
        "unknown-officer",
        "There is no officer named \"bootstrap officer 1\" in the registry.");

    [Fact]
    public async Task Before_that_bootstrap_officers_can_sign_in()
    {
        BootRoom room = await BootRoom.Opened();
        StepResult.Done done = Says.IsDone(await room.Run("sign-in", Fields.But("expect", "success")));
        Assert.Equal(new OfficerSignedIn("bootstrap officer 1", "Use AWB"), Assert.Single(done.Facts));
    }

    [Fact]
    public async Task Afterwards_they_are_refused_before_a_PIN_is_asked_for()
    {
        BootRoom room = await BootRoom.Revoked();
        Says.IsRefused(
            await room.Run("sign-in", Fields.But("expect", "success")),
            "ca-revoked",
            "The officer \"bootstrap officer 1\" cannot sign in: the CA \"Boot CA\", which issued the certificate, is revoked.");
        Assert.Empty(room.Desk.Calls);
    }

    [Fact]
    public async Task An_officer_who_was_replaced_is_refused_with_a_card_that_works()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        room.Add(new OfficerReplaced("Officer 2", "the officer left"));
        StepResult.Done done = Says.IsDone(await room.Run("sign-in", Fields.But("officer", "Officer 2")));
        Assert.Equal(new SignInRefused("Officer 2", "Use AWB", "this officer was replaced"), Assert.Single(done.Facts));
        Assert.IsType<SignChallenge>(Assert.Single(room.Desk.Performed));
    }

    [Theory]
    [InlineData("officer", "this officer is inactive")]
    [InlineData("profile", "the officer profile \"First officers\" is inactive")]
    public async Task An_inactive_officer_is_refused(string what, string reason)
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        if (what == "officer")
        {
            room.Room.Change<OfficerCreated>(officer => officer with { State = "inactive" });
        }
        else
        {
            room.Room.Change<OfficerProfileCreated>(profile => profile with { State = "inactive" });
        }

        StepResult.Done done = Says.IsDone(await room.Run("sign-in", Fields.But("officer", "Officer 1")));
        Assert.Equal(new SignInRefused("Officer 1", "Use AWB", reason), Assert.Single(done.Facts));
    }

    [Fact]
    public async Task A_role_that_is_missing_is_no_end_of_the_right_to_sign_in()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        Assert.Equal("not-refused", Assert.IsType<StepResult.Refused>(await room.Run("sign-in", Fields.But("officer", "Officer 1").But("role", "Revoke CA"))).Code);
    }
}
