using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class RevokeCaTests
{
    private const string SetBefore = "Abort and have a step added before this one that sets it to the identifier of the new CA's key.";

    private static readonly (string, object)[] Fields = [("ca", "Boot CA"), ("reason", "cessationOfOperation"), ("logs", "logs-archived")];

    [Fact]
    public async Task The_Boot_CA_is_revoked_once_nothing_stands_against_it()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        StepResult.Done done = Says.IsDone(await Run(room));
        Assert.Equal(
            ["look at config cm/config/cis.conf", "officers approve Revoke a CA: enter-in-registry", "perform enter-in-registry"],
            room.Desk.Calls);
        Assert.Equal(new CaRevoked("Boot CA", "cessationOfOperation"), Assert.Single(done.Facts));
        Assert.Empty(done.Outputs);
    }

    [Fact]
    public async Task The_officers_read_what_ends_and_that_there_is_no_spare()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        await Run(room);
        Assert.Contains("! There is no spare officer: afterwards no officer can be replaced.", room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Contains("! Log entries that are signed with the key of \"Boot CA\" can never be verified again once that key is gone.", room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("bootstrap officer 1, Ana Vega; bootstrap officer 2, Bo Ek", room.Desk.Screens[0].Value("officers who go"));
        Assert.Equal("Officer 1, Ana Vega; Officer 2, Bo Ek", room.Desk.Screens[0].Value("officers who stay"));
        Assert.Equal("Boot officers; Boot servers", room.Desk.Screens[0].Value("procedures bound to it"));
        Assert.Equal("boot-ca.crl", room.Desk.Screens[0].Value("last CRL"));
    }

    [Fact]
    public async Task With_a_spare_officer_nothing_is_said_of_one()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        OfficerCreated second = room.Desk.Registry.Officer("Officer 2")!;
        room.Add(second with { Officer = "Officer 3", Person = "Cia Lund" });
        Says.IsDone(await Run(room));
        Assert.DoesNotContain("spare", room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CA_that_does_not_exist_is_refused() =>
        Says.IsRefused(await new Installation().Run("revoke-ca", Fields), "unknown-ca", "There is no CA named \"Boot CA\" in the registry.");

    [Fact]
    public async Task A_CA_that_is_revoked_already_is_refused() => Says.IsRefused(
        await Run(await BootRoom.Revoked()),
        "already-revoked",
        "The CA \"Boot CA\" is revoked already.",
        "Abort and have the script corrected.");

    [Fact]
    public async Task A_CA_whose_officers_are_in_force_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        Says.IsRefused(
            await room.Run("revoke-ca", Fields.But("ca", "Officer and system CA")),
            "officers-of-ca",
            "The CA \"Officer and system CA\" cannot end: it issued the certificates of \"Officer 1\" and \"Officer 2\", who are officers in force.");
    }

    [Theory]
    [InlineData(0, "only Officer 1 and Officer 2")]
    [InlineData(1, "only Officer 2")]
    [InlineData(2, "none")]
    public async Task Before_enough_new_officers_signed_in_it_is_refused(int missing, string who)
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Desk.Quorum = missing == 0 ? 3 : 2;
        string[] without = [.. Enumerable.Range(1, missing).Select(number => $"Officer {number}")];
        room.Without(fact => fact is OfficerSignedIn signedIn && without.Contains(signedIn.Officer));
        Says.IsRefused(
            await Run(room),
            "officers-not-tried",
            $"Before the CA \"Boot CA\" is revoked, {room.Desk.Quorum} of the new officers must have signed in, but {who} did.",
            "Abort and have steps added before this one by which the new officers sign in.");
    }

    [Fact]
    public async Task The_sign_in_of_an_officer_who_was_replaced_does_not_count()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Add(new OfficerReplaced("Officer 2", "the card died"));
        Says.IsRefused(
            await Run(room),
            "officers-not-tried",
            "Before the CA \"Boot CA\" is revoked, 2 of the new officers must have signed in, but only Officer 1 did.");
    }

    [Fact]
    public async Task Before_they_signed_an_update_it_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Without(fact => fact is OfficerProfileCreated { Profile: "Further officers" });
        Says.IsRefused(
            await Run(room),
            "no-update",
            "Before the CA \"Boot CA\" is revoked, the new officers must be seen to sign an update, but since they signed in nothing was entered in the registry.",
            "Abort and have a step added before this one that enters something, such as an officer profile.");
    }

    [Fact]
    public async Task Before_the_logs_were_attested_it_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        Says.IsRefused(
            await room.Run("revoke-ca", Fields.But("logs", "old-logs")),
            "logs-not-attested",
            "Nobody attested \"old-logs\": that the logs signed with the key of the CA \"Boot CA\" were archived. They can never be verified again once that key is gone.",
            "Abort and have a step added before this one by which it is attested.");
    }

    [Fact]
    public async Task Before_the_last_CRL_was_issued_it_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Without(fact => fact is CrlIssued);
        Says.IsRefused(
            await Run(room),
            "no-crl",
            "The CA \"Boot CA\" has not issued its last CRL, which its key cannot sign once it is gone.",
            "Abort and have a step added before this one that issues it.");
    }

    [Fact]
    public async Task A_last_CRL_that_leaves_a_certificate_out_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Room.Change<CrlIssued>(crl => crl with { Serials = [.. crl.Serials.Skip(1)] });
        Says.IsRefused(
            await Run(room),
            "crl-incomplete",
            "1 certificate of the CA \"Boot CA\" is not on its last CRL.",
            "Abort and have the last CRL issued after the last certificate.");
    }

    [Fact]
    public async Task Before_logsignkey_was_set_it_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Without(fact => fact is ConfigEdited);
        Says.IsRefused(
            await Run(room),
            "logsignkey-not-set",
            "logsignkey was not set in this ceremony, so CIS would go on signing its log with the key of the CA \"Boot CA\".",
            SetBefore);
    }

    [Fact]
    public async Task A_file_that_was_brought_back_does_not_count()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Add(new FilesRestored([BootRoom.Config]));
        Assert.Equal("logsignkey-not-set", Assert.IsType<StepResult.Refused>(await Run(room)).Code);
        room.SetLogSignKey(room.Desk.Registry.Key("CA key")!.Id);
        Says.IsDone(await Run(room));
    }

    [Fact]
    public async Task The_Boot_CA_s_own_key_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.SetLogSignKey(BootCa.KeyId.ToUpperInvariant());
        Says.IsRefused(await Run(room), "logsignkey-of-ca", "logsignkey is still the identifier of the key \"bootca\" of the CA \"Boot CA\".", SetBefore);
    }

    [Fact]
    public async Task A_key_that_is_not_in_the_registry_is_refused()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.SetLogSignKey("abcd");
        Says.IsRefused(await Run(room), "logsignkey-unknown", "logsignkey is set to abcd, which is not the identifier of a key in the registry.", SetBefore);
        room.SetLogSignKey(room.Desk.Registry.Key("CA key")!.Id);
        room.Add(new KeyDestroyed("CA key", new TokenRef("hsm"), "serial-of-hsm", room.Desk.Registry.Key("CA key")!.Id));
        Assert.Equal("logsignkey-unknown", Assert.IsType<StepResult.Refused>(await Run(room)).Code);
    }

    [Theory]
    [InlineData("logsignkey=0b0b\n")]
    [InlineData("port=8443\n")]
    [InlineData(null)]
    public async Task A_setting_that_does_not_stand_in_the_file_any_more_is_refused(string? now)
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Desk.Configs.Remove(BootRoom.Config);
        if (now is not null)
        {
            room.Desk.Configs[BootRoom.Config] = now;
        }

        Says.IsRefused(
            await Run(room),
            "logsignkey-lost",
            "logsignkey was set in cm/config/cis.conf, but no longer has that value there.",
            "Find out what changed the file; set it again and restart CIS, then try again, or abort.");
    }

    [Fact]
    public async Task A_declined_revocation_is_not_entered()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(room), "declined", "The revocation of the CA \"Boot CA\" was declined.");
        Assert.Empty(room.Desk.Performed);
    }

    [Fact]
    public void The_forecast_asks_for_a_confirmation() => Assert.Equal(1, Script.Step("revoke-ca", Fields).Forecast().Confirmations);

    private static Task<StepResult> Run(BootRoom room) => room.Run("revoke-ca", Fields);
}
