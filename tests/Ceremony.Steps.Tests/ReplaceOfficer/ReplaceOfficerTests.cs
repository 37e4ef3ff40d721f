using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ReplaceOfficerTests
{
    private static readonly (string, object)[] Fields = [("officer", "Officer 2"), ("reason", "the card died")];

    [Fact]
    public async Task The_others_replace_an_officer_with_a_bootstrap_officer()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        StepResult.Done done = Says.IsDone(await room.Run("replace-officer", Fields));
        Assert.Equal(["officers approve Replace an officer: enter-in-registry", "perform enter-in-registry"], room.Desk.Calls);
        Assert.Equal(new OfficerReplaced("Officer 2", "the card died"), Assert.Single(done.Facts));
        Assert.Equal(("Bo Ek", "card-2", "the card died"), (Value("held by"), Value("card"), Value("reason")));
        Assert.Equal("Officer 1, Ana Vega; bootstrap officer 2, Bo Ek", Value("the others"));
        Assert.Contains("! Until another officer is created there is no spare one.", room.Desk.Screens[0].Text(), StringComparison.Ordinal);

        string Value(string name) => room.Desk.Screens[0].Value(name);
    }

    [Fact]
    public async Task Once_the_Boot_CA_is_revoked_the_others_alone_can_and_only_where_they_are_enough()
    {
        BootRoom room = await BootRoom.Revoked();
        Says.IsRefused(
            await room.Run("replace-officer", Fields),
            "too-few-left",
            "The officer \"Officer 2\" cannot be replaced: 2 officers must confirm, but only Ana Vega would be left.",
            "If this officer can still confirm, abort and have another officer created first; otherwise the installation must be bootstrapped anew.");
        room.Add(room.Desk.Registry.Officer("Officer 2")! with { Officer = "Officer 3", Person = "Cia Lund" });
        Says.IsDone(await room.Run("replace-officer", Fields));
        Assert.Equal("Officer 1, Ana Vega; Officer 3, Cia Lund", room.Desk.Screens[^1].Value("the others"));
    }

    [Fact]
    public async Task With_a_spare_left_nothing_is_said_of_one()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        OfficerCreated second = room.Desk.Registry.Officer("Officer 2")!;
        room.Add(second with { Officer = "Officer 3", Person = "Cia Lund" }, second with { Officer = "Officer 4", Person = "Dan Falk" });
        Says.IsDone(await room.Run("replace-officer", Fields));
        Assert.DoesNotContain("spare", room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_officers_of_one_person_are_not_enough()
    {
        BootRoom room = await BootRoom.Revoked();
        room.Add(room.Desk.Registry.Officer("Officer 1")! with { Officer = "Officer 3" });
        Says.IsRefused(
            await room.Run("replace-officer", Fields),
            "too-few-left",
            "The officer \"Officer 2\" cannot be replaced: 2 officers must confirm, but only Ana Vega would be left.");
    }

    [Fact]
    public async Task An_officer_who_does_not_exist_is_refused() => Says.IsRefused(
        await new Installation().Run("replace-officer", Fields),
        "unknown-officer",
        "There is no officer named \"Officer 2\" in the registry.");

    [Fact]
    public async Task An_officer_who_was_replaced_already_is_refused()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        await room.Room.Do("replace-officer", Fields);
        Says.IsRefused(
            await room.Run("replace-officer", Fields),
            "already-replaced",
            "The officer \"Officer 2\" has already been replaced.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_declined_replacement_is_not_entered()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await room.Run("replace-officer", Fields), "declined", "The replacement of the officer \"Officer 2\" was declined.");
        Assert.Empty(room.Desk.Performed);
    }

    [Fact]
    public async Task Whoever_was_replaced_becomes_an_officer_again_only_with_a_new_token_and_name()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        await room.Room.Do("replace-officer", Fields);
        (string, object)[] again = Installation.Officer.But("token", "card-2");
        Says.IsRefused(await room.Run("create-officer", again.But("name", "Officer 2")), "officer-taken", "An officer named \"Officer 2\" is in the registry already.");
        Says.IsRefused(
            await room.Run("create-officer", again.But("name", "Officer 3")),
            "already-officer",
            "The card 00004712 of Bo Ek cannot make a second officer: Bo Ek is the officer \"Officer 2\" already.");
    }

    [Fact]
    public void The_forecast_asks_for_a_confirmation() => Assert.Equal(1, Script.Step("replace-officer", Fields).Forecast().Confirmations);
}
