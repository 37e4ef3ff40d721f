using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class RecordTests
{
    private readonly FakeDesk _desk = new();

    [Fact]
    public async Task What_is_asked_for_can_be_referred_to_later()
    {
        _desk.Says["record"] = "B-1138";
        StepResult.Done done = Says.IsDone(await Script.Step("record", ("ask", "Number of the bag"), ("pattern", "B-[0-9]{4}")).Run(_desk));
        Assert.Equal(["ask For the record: record"], _desk.Calls);
        Assert.Equal("B-1138", done.Outputs[""]);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_not_taken()
    {
        _desk.Says["record"] = "B-11";
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Script.Step("record", ("ask", "Number of the bag"), ("pattern", "B-[0-9]{4}")).Run(_desk));
    }

    [Fact]
    public async Task An_empty_answer_is_not_taken() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Script.Step("record", ("ask", "Number of the bag")).Run(_desk));

    [Fact]
    public void A_pattern_that_needs_backtracking_is_a_problem_of_the_script() =>
        Assert.Equal(
            "\"pattern\" is not a regular expression that can be matched without backtracking",
            Assert.Throws<ScriptProblemException>(() => Script.Step("record", ("ask", "x"), ("pattern", "(a)\\1"))).Message);
}
