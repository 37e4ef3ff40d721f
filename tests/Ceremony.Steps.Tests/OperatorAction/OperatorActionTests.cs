using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class OperatorActionTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task What_was_done_by_hand_is_said_by_who_did_it()
    {
        StepResult.Done done = Says.IsDone(await Run("operator 1"));
        Assert.Equal(["ask Done by hand: done, remark", "Ines Olsen attests: All clients are closed."], _room.Desk.Calls);
        Assert.Equal("Ines Olsen (operator 1) does this by hand and says so when it is done:\nAll clients are closed.", _room.Desk.Screens[0].Text());
        Assert.Equal([new OperatorActed("All clients are closed.", "Ines Olsen")], done.Facts);
        Assert.Equal("reported", done.Facts[0].Holds);
    }

    [Fact]
    public async Task What_is_not_done_is_refused_with_the_reason()
    {
        _room.Desk.Says["done"] = "not done";
        _room.Desk.Says["remark"] = "One is still open.";
        Says.IsRefused(await Run("operator 1"), "not-done", "Ines Olsen (operator 1) says that it is not done: \"One is still open.\"", "Have it done and try again, or abort.");
        Assert.Single(_room.Desk.Calls);
    }

    [Fact]
    public async Task Who_has_not_done_it_says_why()
    {
        _room.Desk.Says["done"] = "not done";
        Says.IsRefused(
            await Run("operator 1"),
            "no-remark",
            "Ines Olsen (operator 1) says that it is not done, but the remark that should say why is empty.",
            "Try again and enter the reason in the remark.");
    }

    [Fact]
    public async Task Who_is_not_there_does_nothing() => Says.IsRefused(await Run("auditor 1"), "seat-empty", "Nobody is recorded as auditor 1.");

    private Task<StepResult> Run(string by) => _room.Run("operator-action", ("text", "All clients are closed."), ("by", by));
}
