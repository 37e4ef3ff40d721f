using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ListTokenTests
{
    private readonly FakeToken _hsm = new("hsm", "CM-HSM", TokenUse.Hsm) { Pin = PinState.FinalTry };
    private readonly FakeDesk _desk = new();

    public ListTokenTests() => _desk.Tokens.Add("hsm", _hsm);

    [Fact]
    public async Task What_can_be_seen_without_a_PIN_is_listed()
    {
        _hsm.Put("Root\u202E key", "0011", KeyAlgorithm.EcP256);
        Says.IsDone(await Script.Step("list-token", ("token", "hsm")).Run(_desk));
        Assert.Equal(["look at token hsm", "show What is on the token"], _desk.Calls);
        Assert.StartsWith("The token CM-HSM holds 1 object that can be seen without its PIN.", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.EndsWith("object | label | key | id\npublic | Root\\u{202e} key | ec-p256 | 0011", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("set; one more wrong PIN locks it", _desk.Screens[0].Value("user PIN"));
    }

    [Fact]
    public async Task With_a_login_private_objects_are_listed_too()
    {
        _hsm.Put("Root key", "0011", KeyAlgorithm.EcP256);
        IStep step = Script.Step("list-token", ("token", "hsm"), ("login", "yes"));
        Says.IsDone(await step.Run(_desk));
        Assert.Equal("look at token hsm, logged in", _desk.Calls[0]);
        Assert.StartsWith("The token CM-HSM holds 2 objects.", _desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_token_is_said_to_be_empty()
    {
        Says.IsDone(await Script.Step("list-token", ("token", "hsm"), ("login", "yes")).Run(_desk));
        Assert.StartsWith("The token CM-HSM holds no objects.", _desk.Screens[0].Text(), StringComparison.Ordinal);
    }
}
