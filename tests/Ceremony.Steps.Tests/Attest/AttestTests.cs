using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class AttestTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_witness_agrees_to_a_statement()
    {
        Says.IsDone(await Run("witness 1"));
        Assert.Equal(["ask Attest: attest, remark", "Wim Zorn attests: I saw it all."], _room.Desk.Calls);
        Assert.Equal("Wim Zorn (witness 1) is asked to attest:\nI saw it all.", _room.Desk.Screens[0].Text());
    }

    [Fact]
    public async Task Later_steps_may_rest_on_what_was_attested()
    {
        StepResult.Done done = Says.IsDone(await _room.Run("attest", ("by", "witness 1"), ("statement", "The logs are archived."), ("about", "logs-archived")));
        Assert.Equal([new Attested("logs-archived", "Wim Zorn")], done.Facts);
        Assert.Empty(Says.IsDone(await Run("witness 1")).Facts);
    }

    [Fact]
    public void What_it_is_about_is_named_in_lower_case() =>
        Assert.Equal(
            "\"about\" must be lower-case words with hyphens, such as logs-archived, not \"The logs\"",
            Assert.Throws<ScriptProblemException>(() => Script.Step("attest", ("by", "witness 1"), ("statement", "x"), ("about", "The logs"))).Message);

    [Fact]
    public async Task Who_does_not_agree_is_heard()
    {
        _room.Desk.Says["attest"] = "do not agree";
        _room.Desk.Says["remark"] = "I was outside during step 7.";
        Says.IsRefused(
            await Run("witness 1"),
            "not-agreed",
            "Wim Zorn (witness 1) does not agree: \"I was outside during step 7.\"",
            "Settle it and try again, or end the step with an exception that says how the ceremony goes on.");
        Assert.Equal(["ask Attest: attest, remark"], _room.Desk.Calls);
    }

    [Fact]
    public async Task Who_does_not_agree_says_why()
    {
        _room.Desk.Says["attest"] = "do not agree";
        Says.IsRefused(
            await Run("witness 1"),
            "no-remark",
            "Wim Zorn (witness 1) does not agree, but the remark that should say why is empty.",
            "Try again and enter the reason in the remark.");
    }

    [Fact]
    public async Task Who_is_not_there_attests_nothing() =>
        Says.IsRefused(await Run("auditor 1"), "seat-empty", "Nobody is recorded as auditor 1.");

    [Fact]
    public void A_seat_that_is_none_is_a_problem_of_the_script() =>
        Assert.Equal(
            "\"by\" must be a role and a number, such as officer 1, not \"the witness\"",
            Assert.Throws<ScriptProblemException>(() => Script.Step("attest", ("by", "the witness"), ("statement", "x"))).Message);

    private Task<StepResult> Run(string by) => _room.Run("attest", ("by", by), ("statement", "I saw it all."));
}
