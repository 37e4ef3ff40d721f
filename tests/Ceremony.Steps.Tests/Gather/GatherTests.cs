using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class GatherTests
{
    private readonly FakeDesk _desk = new();

    public GatherTests()
    {
        _desk.Says["operator 1"] = "Ines  Olsen ";
        _desk.Says["officer 1"] = "Ana Vega";
        _desk.Says["officer 2"] = "Bo Ek";
        _desk.Says["witness 1"] = "Wim O’Neill";
    }

    [Fact]
    public async Task Each_seat_is_asked_for_in_one_form_and_its_person_recorded()
    {
        Assert.Empty(Says.IsDone(await Run()).Facts);
        Assert.Equal(
            [
                "ask Who is here: operator 1, officer 1, officer 2, witness 1",
                "enter operator 1 Ines Olsen",
                "enter officer 1 Ana Vega",
                "enter officer 2 Bo Ek",
                "enter witness 1 Wim O’Neill",
            ],
            _desk.Calls);
        Assert.Equal(new Person("officer", 2, "Bo Ek"), _desk.Present[2]);
    }

    [Fact]
    public async Task Officers_who_bring_no_token_have_a_key_made_at_the_console()
    {
        StepResult.Done done = Says.IsDone(await Run(("officer-keys", "console")));
        Assert.Equal(
            [
                "show Keys for the officers",
                "look at console key console-officer-1.p12 of Ana Vega",
                "look at console key console-officer-2.p12 of Bo Ek",
            ],
            _desk.Calls.Skip(5));
        Assert.Contains("! The officers bring no tokens, so their keys are made at this console. That is no dual control", _desk.Screens[1].Text(), StringComparison.Ordinal);
        Assert.Equal(
            [("officer 1", "Ana Vega", "console", false, "console-officer-1.p12"), ("officer 2", "Bo Ek", "console", false, "console-officer-2.p12")],
            done.Facts.Cast<OfficerRecognised>().Select(fact => (fact.Officer, fact.Person, fact.Origin, fact.Bootstrap, fact.File)));
    }

    [Fact]
    public async Task Where_officers_are_recognised_already_no_keys_are_made_at_the_console()
    {
        _desk.Registry = new Registry([new OfficerRecognised("officer 1", "Ana Vega", "console", false, "console-officer-1.p12", [1])]);
        Says.IsRefused(
            await Run(("officer-keys", "console")),
            "officers-known",
            "The officers of the beginning are recognised already, and nobody can be added to them.",
            "Abort and have the script corrected.");
        Assert.Empty(_desk.Calls);
    }

    [Theory]
    [InlineData("Ana Vega")]
    [InlineData("ana  vega")]
    public async Task One_name_in_two_seats_is_refused_and_nobody_recorded(string name)
    {
        _desk.Says["witness 1"] = name;
        Says.IsRefused(
            await Run(),
            "same-person",
            "Ana Vega is named both as officer 1 and as witness 1.",
            "Name another person for one of the seats; if two people bear the same name, add what tells them apart.",
            "witness 1");
        Assert.Empty(_desk.Present);
    }

    [Fact]
    public async Task Whoever_has_another_seat_already_is_refused()
    {
        _desk.Present.Add(new Person("guest", 1, "ana VEGA"));
        Says.IsRefused(
            await Run(),
            "same-person",
            "Ana Vega is named as officer 1, but is in the room as guest 1 already.",
            "Record that this person leaves that seat (F4), or name another person; if two people bear the same name, add what tells them apart.",
            "officer 1");
        Assert.Single(_desk.Present);
    }

    [Fact]
    public async Task A_name_that_could_not_be_told_from_another_is_refused_and_nobody_recorded()
    {
        _desk.Says["witness 1"] = "Ana\u3164 Vega";
        Says.IsRefused(
            await Run(),
            "unclear-name",
            "The name \"Ana\\u{3164} Vega\" holds a character that nobody can see, so it could not be told from another.",
            "Type the name with the plain letters of the identity document.",
            "witness 1");
        Assert.Empty(_desk.Present);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("4711")]
    [InlineData("Ana\u202EVega")]
    public void A_name_that_is_none_does_not_fit_the_field(string name)
    {
        FormField field = new("officer 1", "Officer 1") { Pattern = GatherStep.NamePattern };
        Assert.NotNull(field.Refuse(name));
    }

    [Fact]
    public void The_forecast_asks_nobody_for_a_confirmation() =>
        Assert.Equal(0, Script.Step("gather").Forecast().Confirmations);

    private Task<StepResult> Run(params (string, object)[] fields) => Script.Step("gather", fields).Run(_desk);
}
