using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What is otherwise than before when a ceremony is resumed goes to the officers.</summary>
public sealed class ResumedRoomTests
{
    [Fact]
    public async Task Another_build_of_the_program_resumes_only_with_the_officers_exception()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        stage.ProgramHash = new('b', 64);
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        stage.Room.Asked.Clear();
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        // The number typed is that of the step that stands open, which the screen's frame names.
        Assert.Equal("4", stage.Room.Asked.Select(each => each.Reply).OfType<StepNumberTyped>().First().Number);
        Assert.Contains(stage.Lines, line => line.Kind == "exception" && line.Json.Text("expected").Contains(new string('a', 64), StringComparison.Ordinal));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Text("text").Contains("do: Go on although another build", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_resume_tells_where_the_ceremony_is_before_anything_rests_on_it()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        JournalLine open = stage.Lines.Last(line => line.Kind == "step-started");

        stage.ProgramHash = new('b', 64);
        stage.Room.Asked.Clear();
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("leave") : null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        string[] asked = [.. stage.Room.Asked.Select(each => each.Screen.Title)];
        Assert.InRange(Array.IndexOf(asked, "Where we are"), 1, Array.IndexOf(asked, "Something is not as it should be") - 1);
        FactsBlock told = Assert.IsType<FactsBlock>(stage.Room.Asked.First(each => each.Screen.Title == "Where we are").Screen.Blocks[1]);
        Assert.Equal(["act", "step", "done so far", "recorded last", "what comes"], told.Facts.Select(fact => fact.Name));
        Assert.StartsWith($"{open.Json.Number("number")} of ", told.Facts[1].Value, StringComparison.Ordinal);
        Assert.EndsWith($"{open.Json.Text("title")}, which was begun", told.Facts[1].Value, StringComparison.Ordinal);
        Assert.StartsWith($"{open.Json.Number("number") - 1} of ", told.Facts[2].Value, StringComparison.Ordinal);
        Assert.Contains("performed", told.Facts[3].Value, StringComparison.Ordinal);
        Assert.StartsWith($"this step goes on, then step {open.Json.Number("number") + 1}: ", told.Facts[4].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_module_resumes_only_with_the_officers_exception_and_is_then_the_one_that_is_known()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        stage.Tokens.Module = new('1', 64);
        stage.Room.Instead = (_, _) => null;
        int listed = stage.Tokens.Listed;
        stage.Room.Thinks = _ => Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        // Nobody has decided yet, so the module was not loaded while they were asked.
        Assert.Equal(listed, stage.Tokens.Listed);
        stage.Room.Thinks = _ => null;
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "resumed");

        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        JournalLine exception = stage.Lines.Single(line => line.Kind == "exception");
        Assert.Equal($"the PKCS#11 module /usr/lib/softhsm/libsofthsm2.so with the SHA-256 {new string('0', 64)}", exception.Json.Text("expected"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Text("text").Contains("do: Go on although another module is there now", StringComparison.Ordinal)));
        Assert.Equal(new string('1', 64), stage.Lines.Single(line => line.Kind == "resumed").Json["modules"].AsList().Single().AsMap().Text("sha256"));

        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task An_object_that_no_line_explains_goes_to_the_officers_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].Put("Smuggled", "beef", KeyAlgorithm.EcP256);
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Something is not as it should be"
            && screen.ToJson().ToString().Length > 0
            && screen.Blocks.OfType<Core.Screens.WarningBlock>().Single().Text == "HSM holds a public object with the id beef that no line of the journal explains.");
    }

    [Fact]
    public async Task A_key_that_is_missing_goes_to_the_officers_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        string id = stage.Tokens["HSM"].Keys[0].Id;
        stage.Tokens["HSM"].Objects.Clear();
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == $"HSM holds no public object with the id {id}, but the journal says that one was made."));
    }

    [Theory]
    [InlineData("The key is made", "The token HSM is not there, but this ceremony has worked with it.")]
    [InlineData("Compare with paper", "The token HSM is not there, but it was when the ceremony began.")]
    public async Task A_token_that_is_away_goes_to_the_officers_on_resume_and_put_back_it_is_looked_at_again(string leftAt, string told)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == leftAt ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].IsThere = false;
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(told, stage.Room.Screens.Last(screen => screen.Title == "Something is not as it should be").Blocks.OfType<Core.Screens.WarningBlock>().Single().Text);
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception", Choices: var choices })
            {
                return null;
            }

            Assert.Equal(["allow", "again", "abort", "leave"], choices.Select(choice => choice.Key));
            stage.Tokens["HSM"].IsThere = true;
            return new Chose("again");
        };
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "exception");
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
    }

    [Fact]
    public async Task A_token_put_back_after_a_resume_must_still_be_the_one_that_the_journal_knows()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].IsThere = false;
        var told = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception" })
            {
                return null;
            }

            told.Add(screen.Blocks.OfType<Core.Screens.WarningBlock>().Single().Text);
            stage.Tokens["HSM"].IsThere = true;
            stage.Tokens["HSM"].Serial = told.Count == 1 ? "another" : "serial-HSM";
            return new Chose("again");
        };

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(
            ["The token HSM is not there, but this ceremony has worked with it.", "The token HSM has the serial number another, but had serial-HSM before."],
            told);
        Assert.Equal(3, stage.Lines.Count(line => line.Kind == "inventory" && line.Json.Text("when") == "resumed"));
    }

    [Fact]
    public async Task A_token_that_was_never_there_is_asked_for_by_its_step_and_not_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].IsThere = false;
        stage.Room.Instead = (screen, _) => screen.Title == "Compare with paper" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, prompt) =>
        {
            stage.Tokens["HSM"].IsThere |= prompt is ChoicePrompt { Key: "after-refusal" };
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "Something is not as it should be");
    }

    [Fact]
    public async Task A_private_key_that_is_missing_goes_to_the_officers_at_the_next_login_after_a_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        TokenKey key = stage.Tokens["HSM"].Keys[0];
        stage.Tokens["HSM"].Objects.RemoveAll(each => each.Class == "private" && each.Id == key.Id);
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == $"HSM holds no private key with the id {key.Id}, but the journal says that one was made."));
        Assert.Null(stage.Tokens["HSM"].LoggedIn);

        int asked = 0;
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } && asked++ >= 0 ? new Chose("allow") : null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal(1, asked);
        Assert.Equal("every key that was made is on its token", stage.Lines.Single(line => line.Kind == "exception").Json.Text("expected"));
    }
}
