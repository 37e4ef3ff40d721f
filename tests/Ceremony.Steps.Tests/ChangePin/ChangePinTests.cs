using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ChangePinTests
{
    private readonly FakeToken _hsm = new("hsm", "CM-HSM", TokenUse.Hsm) { Pin = PinState.CountLow };
    private readonly FakeToken _card = new("card-1", "00004711", TokenUse.Card, "officer 1");
    private readonly FakeDesk _desk = new();

    public ChangePinTests()
    {
        _desk.Tokens.Add("hsm", _hsm);
        _desk.Tokens.Add("card-1", _card);
    }

    [Fact]
    public async Task The_user_PIN_is_changed_and_what_the_token_says_of_it_is_shown()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at token hsm", "operator approves Change a PIN: change-pin", "perform change-pin", "look at token hsm", "show The PIN is changed"], _desk.Calls);
        Assert.Equal(new PinChanged(new TokenRef("hsm"), "serial-of-hsm", PinOf.User), Assert.Single(done.Facts));
        Assert.Equal("set; a wrong PIN was tried", _desk.Screens[0].Value("user PIN"));
    }

    [Fact]
    public async Task So_is_the_security_officers()
    {
        _hsm.SecurityOfficerPin = PinState.FinalTry;
        StepResult.Done done = Says.IsDone(await Run("security-officer"));
        Assert.Equal(new ChangePin(new TokenRef("hsm"), PinOf.SecurityOfficer), Assert.Single(_desk.Performed));
        Assert.Equal(new PinChanged(new TokenRef("hsm"), "serial-of-hsm", PinOf.SecurityOfficer), Assert.Single(done.Facts));
        Assert.Equal("set; one more wrong PIN locks it", _desk.Screens[0].Value("security officer PIN"));
    }

    [Theory]
    [InlineData(PinState.NotSet, "pin-not-set", "user")]
    [InlineData(PinState.Locked, "pin-locked", "user")]
    [InlineData(PinState.Locked, "pin-locked", "security-officer")]
    public async Task A_PIN_that_cannot_be_changed_is_refused_before_anybody_types(PinState state, string code, string of)
    {
        (_hsm.Pin, _hsm.SecurityOfficerPin) = of == "user" ? (state, PinState.Set) : (PinState.NotSet, state);
        Says.IsRefused(await Run(of), code);
        Assert.Empty(_desk.Screens);
    }

    [Fact]
    public async Task A_card_whose_holder_has_no_PIN_yet_is_refused()
    {
        Says.IsRefused(await Script.Step("change-pin", ("token", "card-1")).Run(_desk), "pin-not-set");
        _card.Pin = PinState.Set;
        _desk.Registry = new Registry([new CardProduced(new TokenRef("card-1"), "00004711", "serial-of-card-1", "Ada Berg", "Cards", [])]);
        Says.IsRefused(await Script.Step("change-pin", ("token", "card-1")).Run(_desk), "card-not-personalised");
        Says.IsDone(await Script.Step("change-pin", ("token", "card-1"), ("of", "security-officer")).Run(_desk));
    }

    [Fact]
    public async Task A_token_that_is_not_initialised_is_refused()
    {
        _hsm.Initialised = false;
        Says.IsRefused(await Run(), "token-not-initialised");
    }

    [Fact]
    public async Task Another_token_than_was_looked_at_is_refused()
    {
        _hsm.TellsOf = told => told with { TokenSerial = "other" };
        Says.IsRefused(await Run(), "other-token");
    }

    private Task<StepResult> Run(string of = "user") => Script.Step("change-pin", ("token", "hsm"), ("of", of)).Run(_desk);
}
