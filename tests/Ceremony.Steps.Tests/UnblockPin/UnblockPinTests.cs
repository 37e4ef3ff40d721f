using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class UnblockPinTests
{
    private readonly FakeToken _hsm = new("hsm", "CM-HSM", TokenUse.Hsm) { Pin = PinState.Locked };
    private readonly FakeToken _card = new("card-1", "00004711", TokenUse.Card, "officer 1");
    private readonly FakeDesk _desk = new();

    public UnblockPinTests()
    {
        _desk.Tokens.Add("hsm", _hsm);
        _desk.Tokens.Add("card-1", _card);
    }

    [Theory]
    [InlineData(PinState.Locked)]
    [InlineData(PinState.NotSet)]
    [InlineData(PinState.Set)]
    public async Task A_user_PIN_is_set_anew_whatever_it_was(PinState state)
    {
        _hsm.Pin = state;
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at token hsm", "operator approves Set a user PIN anew: set-user-pin", "perform set-user-pin", "look at token hsm", "show The user PIN is set"], _desk.Calls);
        Assert.Equal(new PinUnblocked(new TokenRef("hsm"), "serial-of-hsm"), Assert.Single(done.Facts));
        Assert.Equal("set", _desk.Screens[1].Value("user PIN"));
    }

    [Fact]
    public async Task A_PIN_that_is_not_set_afterwards_is_refused()
    {
        _hsm.SetsPin = PinState.Locked;
        Assert.Equal("The user PIN of CM-HSM was set, but the token says of it: locked.", Says.IsRefused(await Run(), "pin-not-as-set").Reason);
    }

    [Fact]
    public async Task A_card_whose_holder_has_no_PIN_yet_is_refused()
    {
        Says.IsRefused(await Script.Step("unblock-pin", ("token", "card-1")).Run(_desk), "pin-not-set");
        _card.Pin = PinState.Locked;
        Says.IsDone(await Script.Step("unblock-pin", ("token", "card-1")).Run(_desk));
    }

    [Fact]
    public async Task Another_token_than_was_looked_at_is_refused()
    {
        _hsm.TellsOf = told => told with { TokenSerial = "other" };
        Says.IsRefused(await Run(), "other-token");
    }

    private Task<StepResult> Run() => Script.Step("unblock-pin", ("token", "hsm")).Run(_desk);
}
