using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A custodian's login that lasts an act where the script says so and the custodian agrees, and everything that ends it.</summary>
public sealed class KeptLoginsTests
{
    private const string Between = "The key is made";

    public static TheoryData<string, RoomEvent> Ends => new()
    {
        { "break", new BreakTaken("coffee") },
        { "key", new LockWanted() },
        { "person", new PersonMoved(false, "officer", "Name of officer 1") },
        { "person", new PersonMoved(false, "officer", "Name of officer 2") },
        { "left", new LeaveWanted() },
        { "aborted", new AbortWanted("no more") },
    };

    [Fact]
    public async Task A_login_that_lasts_its_act_is_asked_for_once_with_consent_on_record()
    {
        using var stage = new Stage(Scripts.LoginOfAct);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        (Screen screen, Prompt prompt, _) = Assert.Single(stage.Room.Asked, each => each.Prompt is PinPrompt { Key: "pin hsm" });
        Assert.Equal(new LoginOffer("The keys", 5), ((PinPrompt)prompt).Offer);
        Assert.StartsWith("It then stays unlocked until the end of the act \"The keys\", or until no step has used it for 5 minutes,", ((TextBlock)screen.Blocks[1]).Text, StringComparison.Ordinal);
        JournalLine kept = stage.Lines.Single(line => line.Kind == "login-kept");
        Assert.Equal(("hsm", 5, "first", "Name of officer 1"), (kept.Json.Text("token"), kept.Json.Number("idle"), kept.Step, kept.By));
        Assert.Equal(["act"], Whys(stage));
        Assert.Null(stage.Tokens["HSM"].LoggedIn);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task It_ends_before_the_next_act_begins()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        string? during = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            during = prompt is ConfirmPrompt && screen.Title.Contains("Seal", StringComparison.OrdinalIgnoreCase) ? $"{stage.Tokens["HSM"].LoggedIn}{stage.Room.State.Unlocked.Count}" : during;
            return null;
        };
        await stage.Begin();
        Assert.Equal("0", during);
        Assert.True(stage.Lines.Single(line => line.Kind == "login-ended").Seq < stage.Lines.Last(line => line.Kind == "inventory" && line.Json.Text("when") == "act").Seq);
    }

    [Fact]
    public async Task A_custodian_who_unlocks_it_for_the_step_alone_is_asked_again()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        stage.Room.Instead = (_, prompt) => prompt is PinPrompt { Key: "pin hsm" } pin ? new PinTyped(Secret.FromText(pin.Hint!)) { ForStepAlone = true } : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, stage.Room.Asked.Count(each => each.Prompt is PinPrompt { Key: "pin hsm" }));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "login-kept" or "login-ended");
        Assert.Null(stage.Tokens["HSM"].LoggedIn);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whatever_ends_it_stands_in_the_journal_before_it(string why, RoomEvent happened)
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Once(stage, () =>
        {
            Assert.Equal(("user", "HSM"), (stage.Tokens["HSM"].LoggedIn, Assert.Single(stage.Room.State.Unlocked)));
            stage.Room.Interrupt(happened);
            if (happened is PersonMoved(_, var role, var name))
            {
                stage.Room.Interrupt(new PersonMoved(true, role, name));
            }
        });

        RunEnd end = (await stage.Begin()).End;
        Assert.Null(stage.Tokens["HSM"].LoggedIn);
        Assert.Equal(why, Whys(stage)[0]);
        if (end == RunEnd.Left)
        {
            end = (await stage.Resume()).End;
        }

        Assert.Equal(why == "aborted" ? RunEnd.Aborted : RunEnd.Completed, end);
        Assert.Equal(why == "aborted" ? 1 : 2, stage.Room.Asked.Count(each => each.Prompt is PinPrompt { Key: "pin hsm" }));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_witness_who_leaves_ends_nothing()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Once(stage, () =>
        {
            stage.Room.Interrupt(new PersonMoved(false, "witness", "Name of witness 1"));
            stage.Room.Interrupt(new PersonMoved(true, "witness", "Name of witness 1"));
        });
        await stage.Begin();
        Assert.Equal(["act"], Whys(stage));
    }

    [Theory]
    [InlineData(4, "act")]
    [InlineData(6, "idle")]
    public async Task It_ends_after_the_minutes_without_use(int minutes, string why)
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Once(stage, () => stage.Machine.Rest(TimeSpan.FromMinutes(minutes)));
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(why, Whys(stage)[0]);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_screen_that_nobody_answers_does_not_keep_it()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        string? after = "";
        bool done = false;
        stage.Room.Thinks = screen =>
        {
            if (done || screen.Title != Between)
            {
                return null;
            }

            done = true;
            stage.Machine.Rest(TimeSpan.FromMinutes(6));
            return Task.Delay(TimeSpan.FromSeconds(5)).ContinueWith(_ => after = stage.Tokens["HSM"].LoggedIn, TaskScheduler.Default);
        };
        await stage.Begin();
        Assert.Null(after);
    }

    [Fact]
    public async Task A_token_that_is_taken_out_has_no_login_any_more()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Once(stage, () => stage.Tokens["HSM"].IsThere = false);
        stage.Room.Instead = After(stage.Room.Instead, prompt =>
        {
            stage.Tokens["HSM"].IsThere |= prompt is ChoicePrompt { Key: "after-refusal" };
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal("token", Whys(stage)[0]);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_program_that_was_stopped_says_when_it_comes_back_that_the_login_ended()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Once(stage, () => throw new StoppedException());
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        Assert.Null(stage.Tokens["HSM"].LoggedIn);
        int lines = stage.Lines.Count;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(("login-ended", "interrupted"), (stage.Lines[lines].Kind, stage.Lines[lines].Json.Text("why")));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_officer_confirms_with_a_token_that_nobody_is_logged_in_to_and_is_logged_out_at_once()
    {
        using Stage stage = Bootstrap.Stage();
        int asked = 0;
        stage.Room.Instead = (_, prompt) =>
        {
            // A token in memory refuses a second login, as others do: nobody is logged in to it when the officer's PIN is tried.
            foreach (ConfirmPane pane in (prompt as ConfirmPrompt)?.Panes.Where(pane => pane.ConfirmedAt is not null && pane.Token.StartsWith("card ", StringComparison.Ordinal)) ?? [])
            {
                asked++;
                Assert.Null(stage.Tokens[pane.Token["card ".Length..]].LoggedIn);
            }

            return null;
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.True(asked > 0);
    }

    private static IReadOnlyList<string> Whys(Stage stage) => [.. stage.Lines.Where(line => line.Kind == "login-ended").Select(line => line.Json.Text("why"))];

    private static void Once(Stage stage, Action act)
    {
        bool done = false;
        stage.Room.Instead = (screen, _) =>
        {
            if (!done && screen.Title == Between)
            {
                done = true;
                act();
            }

            return null;
        };
    }

    private static Func<Screen, Prompt, RoomReply?> After(Func<Screen, Prompt, RoomReply?> first, Action<Prompt> then) => (screen, prompt) =>
    {
        RoomReply? reply = first(screen, prompt);
        then(prompt);
        return reply;
    };
}
