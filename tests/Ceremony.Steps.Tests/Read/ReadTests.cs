using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ReadTests
{
    [Fact]
    public async Task A_text_is_shown_until_the_operator_goes_on()
    {
        var desk = new FakeDesk();
        IStep step = Script.Step("read", ("text", "Phones stay outside."), ("title", "Rules of the room"));
        Says.IsDone(await step.Run(desk));
        Assert.Equal(["show Rules of the room"], desk.Calls);
        Assert.Equal("Phones stay outside.", desk.Screens[0].Text());
        Assert.Equal("rules of the room", step.Title);
    }

    [Fact]
    public void A_text_needs_no_title() => Assert.Equal("read to the room", Script.Step("read", ("text", "x")).Title);
}
