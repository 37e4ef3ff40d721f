using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class InitialiseTokenTests
{
    private readonly FakeToken _hsm = new("hsm", "CM-HSM", TokenUse.Hsm) { Initialised = false, Pin = PinState.NotSet };
    private readonly FakeToken _card = new("card-1", "00004711", TokenUse.Card, "officer 1") { Initialised = false };
    private readonly FakeDesk _desk = new();

    public InitialiseTokenTests()
    {
        _desk.Tokens.Add("hsm", _hsm);
        _desk.Tokens.Add("card-1", _card);
        _hsm.Blank.Add(new BlankSeen("slot 7", "B-1", "Maker", "Model"));
        _card.Blank.Add(new BlankSeen("reader", "", "Maker", "Card"));
    }

    [Fact]
    public async Task A_blank_token_becomes_the_one_of_the_script()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look for a blank token for hsm",
                "officers approve Initialise a token: initialise-token, set-user-pin",
                "perform initialise-token",
                "perform set-user-pin",
                "look at token hsm",
                "show The token is initialised",
            ],
            _desk.Calls);
        Assert.Equal(new InitialiseToken(new TokenRef("hsm"), "slot 7", "B-1"), _desk.Performed[0]);
        Assert.Equal(new TokenInitialised(new TokenRef("hsm"), "CM-HSM", "serial-of-hsm", "SoftHSM v2", "slot 7", "B-1"), Assert.Single(done.Facts));
        Assert.Equal("B-1", _desk.Screens[0].Value("serial number now"));
    }

    [Fact]
    public async Task A_card_gets_no_user_PIN_before_it_is_personalised()
    {
        Says.IsDone(await Script.Step("initialise-token", ("token", "card-1")).Run(_desk));
        Assert.Equal("officers approve Initialise a token: initialise-token", _desk.Calls[1]);
        Assert.Equal("none", _desk.Screens[0].Value("serial number now"));
        Assert.Equal(PinState.NotSet, _card.Pin);
    }

    [Fact]
    public async Task The_slot_and_the_serial_number_of_the_script_are_looked_for()
    {
        IStep step = Script.Step("initialise-token", ("token", "hsm"), ("slot", "slot 7"), ("serial", "B-1"));
        Says.IsDone(await step.Run(_desk));
        Assert.Equal("look for a blank token for hsm in slot 7 with the serial number B-1", _desk.Calls[0]);
        step = new InitialiseTokenStep(new TokenRef("hsm"), "slot 7", "B-1");
        Need need = Assert.Single(step.Needs(_desk.Token));
        Assert.Equal("a blank token for CM-HSM", need.What);
        Assert.Equal("in the slot \"slot 7\", serial B-1, Model", need.Told(new BlankTokens(false, [.. _hsm.Blank]).ToJson()));
        Assert.Equal(new TokenRef("hsm"), step.Forecast().Initialises);
    }

    [Fact]
    public async Task No_blank_token_and_several_are_refused_before_anybody_agrees()
    {
        _hsm.Blank.Add(new BlankSeen("slot 8", "B-2", "Maker", "Model"));
        Assert.Equal("2 blank tokens are there, in the slots \"slot 7\" and \"slot 8\", and it is not clear which is to become CM-HSM.", Says.IsRefused(await Run(), "several-blank-tokens").Reason);
        _hsm.Blank.Clear();
        Assert.Equal("There is no blank token for CM-HSM.", Says.IsRefused(await Run(), "no-blank-token").Reason);
        Assert.Empty(_desk.Screens);
    }

    [Fact]
    public async Task A_token_that_is_in_use_is_refused_and_the_way_out_is_told()
    {
        _hsm.Initialised = true;
        Assert.Contains("Abort and have it initialised by \"ceremony initialise-token --again\"", Says.IsRefused(await Run(), "token-in-use").Next, StringComparison.Ordinal);
        Assert.Empty(_desk.Screens);
    }

    [Fact]
    public async Task A_token_that_takes_another_label_is_refused()
    {
        _hsm.TellsOf = told => told with { Label = "Other" };
        Says.IsRefused(await Run(), "other-label");
    }

    [Fact]
    public async Task Another_token_for_the_user_PIN_is_refused()
    {
        _hsm.TellsOf = told => _desk.Performed.Count == 2 ? told with { TokenSerial = "other" } : told;
        Says.IsRefused(await Run(), "other-token");
    }

    [Fact]
    public async Task A_token_that_does_not_show_its_user_PIN_is_refused()
    {
        _hsm.SetsPin = PinState.NotSet;
        Says.IsRefused(await Run(), "pin-not-set");
    }

    [Fact]
    public async Task Whoever_does_not_agree_prevents_it()
    {
        _desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined");
        Assert.Empty(_desk.Performed);
    }

    private Task<StepResult> Run() => Script.Step("initialise-token", ("token", "hsm")).Run(_desk);
}
