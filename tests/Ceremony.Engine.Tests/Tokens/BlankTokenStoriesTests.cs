using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Machine.Pkcs11;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>Whole ceremonies for real on SoftHSM2, from a blank token to the seal.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class BlankTokenStoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("pin-pad")]
    [InlineData("label-nul")]
    [InlineData("slots-grow")]
    public async Task A_blank_token_is_held_to_the_seal_without_another_tool(string quirk)
    {
        using TokenStory story = Of(QuirkModule.Make(_folder.Path, SoftHsm.Module, quirk).Path);
        RunEnd end = await story.Begin();
        Assert.Equal([], story.Refusals);
        Assert.Equal(RunEnd.Completed, end);
        Assert.Equal([], story.Findings());
        JournalLine made = Assert.Single(story.Lines, line => line.Kind == "step-done" && line.Step == "setup");
        Assert.NotEqual("", Assert.Single(made.Json["facts"].AsList()).AsMap().Text("token-serial"));
    }

    public static TheoryData<string> Real => [.. Environment.GetEnvironmentVariable("CEREMONY_TOKENS") == "full" ? RealModule.Names : ["p11-kit"]];

    [Theory]
    [MemberData(nameof(Real))]
    public async Task So_it_is_on_each_module_that_Debian_has(string module)
    {
        using var real = RealModule.StartBlank(module);
        if (!real.HasBlank)
        {
            Assert.Skip($"the token of {module} belongs to this machine, and was initialised before");
        }

        using var story = new TokenStory(real.Token, "rsa-2048", "rsa-2048", isBlank: true);
        RunEnd end = await story.Begin();
        Assert.Equal([], story.Refusals);
        Assert.Equal(RunEnd.Completed, end);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task The_program_is_killed_between_initialising_and_the_user_PIN_and_goes_on()
    {
        using TokenStory story = Of(SoftHsm.Module);
        var killing = new KillingTokens();
        story.Around = killing.Around;
        await Assert.ThrowsAsync<StoppedException>(story.Begin);
        Assert.Equal("intended", story.Lines[^1].Kind);
        Assert.Equal(RunEnd.Completed, await story.Resume());
        Assert.Single(story.Lines, line => line.Step == "setup" && line.Entry is ActionPerformed { IsInspected: true });
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task Or_it_is_left_while_the_user_PIN_is_asked_for()
    {
        using TokenStory story = Of(SoftHsm.Module);
        bool left = false;
        Func<Core.Screens.Screen, Prompt, RoomReply?> typed = story.Stage.Room.Instead;
        story.Stage.Room.Instead = (screen, prompt) =>
        {
            if (!left && prompt is PinPrompt { Key: "new-pin hsm" })
            {
                left = true;
                return new Interrupted(new LeaveWanted());
            }

            return typed(screen, prompt);
        };
        Assert.Equal(RunEnd.Left, await story.Begin());
        Assert.Equal(RunEnd.Completed, await story.Resume());
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task The_PINs_that_people_chose_last_are_those_that_the_token_takes()
    {
        string label = SoftHsm.NewLabel();
        using (var story = new TokenStory(new StoryToken(SoftHsm.Module, label, SoftHsm.Pin), isBlank: true))
        {
            Assert.Equal(RunEnd.Completed, await story.Begin());
            using var tokens = new Pkcs11Tokens();
            Assert.True(TokenUri.TryParse($"pkcs11:token={label}", out TokenUri uri, out _));
            using ITokenSession session = tokens.Open(new TokenEntry(new TokenRef("hsm"), TokenUse.Hsm, uri, SoftHsm.Module, null, "officer 1", null));
            using var user = Secret.FromText(story.Pins["pin hsm"]);
            using var officer = Secret.FromText(story.Pins["so-pin hsm"]);
            using var first = Secret.FromText(SoftHsm.Pin);
            Assert.Throws<PinRefusedFault>(() => session.LoginUser(first));
            session.LoginUser(user);
            session.Logout();
            session.LoginSecurityOfficer(officer);
            session.Logout();

            // Whose PIN it would be is never left to the state of the session.
            Assert.Throws<DeviceFault>(() => session.ChangeSecurityOfficerPin(officer, first));
            session.LoginSecurityOfficer(officer);
            Assert.Throws<DeviceFault>(() => session.ChangeUserPin(user, first));
        }
    }

    private static TokenStory Of(string module) => new(new StoryToken(module, SoftHsm.NewLabel(), SoftHsm.Pin), isBlank: true);

    // Kills the program once, right after the token was initialised.
    private sealed class KillingTokens
    {
        private readonly Trouble _trouble = new(int.MaxValue);

        public ITokens Around(ITokens tokens) => new TroubledTokens(tokens, _trouble) { AfterInitialising = Kill };

        private bool _killed;

        private void Kill()
        {
            if (!_killed)
            {
                _killed = true;
                throw new StoppedException();
            }
        }
    }
}
