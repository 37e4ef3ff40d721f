using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What is on tokens is what the journal tells, or the officers allow what differs; the verifier finds nothing in what comes of it.</summary>
public sealed class TokensAsRecordedTests
{
    private static readonly TokenObject Smuggled = new("public", "Smuggled", "beef", "ec-p256", null, null, []);

    [Fact]
    public async Task Before_the_seal_a_key_that_no_line_explains_goes_to_the_officers()
    {
        using Stage stage = At("What will be sealed", 1, token => token.Objects.Add(Smuggled), "allow");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["HSM holds a public object with the id beef that no line of the journal explains."], Exceptions(stage));
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "inventory" && line.Json.Text("when") == "after"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Taken_off_again_it_is_looked_for_once_more_and_the_ceremony_ends()
    {
        using Stage stage = At("What will be sealed", 1, token => token.Objects.Add(Smuggled), "again");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Empty(Exceptions(stage));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "inventory" && line.Json.Text("when") == "after"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_key_that_vanishes_between_two_steps_goes_to_the_officers_at_the_next_login_and_once()
    {
        using Stage stage = At("The key is made", 1, token => token.Objects.RemoveAll(each => each.Class == "private"), "allow");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        string told = Assert.Single(Exceptions(stage));
        Assert.Matches("^HSM holds no private key with the id [0-9a-f]{40}, but the journal says that one was made\\.$", told);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Something_that_was_there_at_the_beginning_and_is_gone_goes_to_the_officers()
    {
        using Stage stage = At("The key is made", 1, token => token.Objects.Remove(Smuggled), "allow");
        stage.Tokens["HSM"].Objects.Add(Smuggled);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["HSM holds no public object with the id beef any more."], Exceptions(stage));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_token_that_says_that_it_is_locked_after_a_login_is_not_worked_with()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Tokens["HSM"].Says = screen.Title == "User PIN of HSM" && stage.Room.Screens.Count(each => each.Title == screen.Title) == 1 ? PinState.Locked : null;
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block =>
            block.Text == "Somebody logged in to the token HSM, and yet it says that it is locked. Put it in again, then try again; abort where it says so still."));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Aborted_nobody_is_asked_what_is_on_the_tokens()
    {
        using Stage stage = At("The key is made", 1, _ => { }, "allow");
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].Objects.Add(Smuggled);

        Assert.Equal(RunEnd.Aborted, (await stage.Abort("the HSM is hot")).End);

        Assert.Empty(Exceptions(stage));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_token_that_its_module_did_not_announce_is_recorded_as_inserted_when_it_is_opened()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].IsThere = false;
        stage.Tokens["HSM"].IsListed = false;
        stage.Room.Instead = (screen, _) =>
        {
            stage.Tokens["HSM"].IsThere |= screen.Title == "Compare with paper";
            stage.Tokens["HSM"].IsListed |= screen.Title == "The key is made";
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Lines, line => line.Kind == "token-inserted" && line.Step == "first");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task No_key_is_made_in_a_token_that_was_taken_out_while_somebody_looked_for_its_pin()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool isOut = false;
        stage.Room.Thinks = screen =>
        {
            // Not listed, it still answers: as where another token of that name was put in beside it.
            stage.Tokens["HSM"].IsListed = isOut || screen.Title != "User PIN of HSM";
            isOut |= !stage.Tokens["HSM"].IsListed;
            int listed = stage.Tokens.Listed;
            return stage.Tokens["HSM"].IsListed ? null : Until(() => stage.Tokens.Listed > listed);
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block => block.Text == "The token HSM was taken out, or another one like it was put in. Insert it alone, then try again."));
        Assert.Equal([], stage.Findings());
    }

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    // At the given time that a screen is shown something is done to the token; it is taken back as soon as somebody asks for another look.
    private static Stage At(string title, int which, Action<MemoryToken> act, string decision)
    {
        var stage = new Stage(Scripts.TwoKeys);
        int seen = 0;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == title && ++seen == which)
            {
                act(stage.Tokens["HSM"]);
            }

            if (prompt is not ChoicePrompt { Key: "exception" })
            {
                return null;
            }

            if (decision == "again")
            {
                stage.Tokens["HSM"].Objects.Remove(Smuggled);
            }

            return new Chose(decision);
        };
        return stage;
    }

    private static IEnumerable<string> Exceptions(Stage stage) => stage.Lines.Where(line => line.Kind == "exception").Select(line => line.Json.Text("happened"));
}
