using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Neighbouring steps that officers confirm together: read and signed once, and each approved in its turn only where it asks for exactly what was signed.</summary>
public sealed class TogetherTests
{
    private const string Made = "The key is made";
    private static readonly string[] Steps = ["first", "second", "third"];

    [Fact]
    public async Task One_proposal_holds_what_each_step_will_ask_for_and_each_is_approved_by_it_in_its_turn()
    {
        using var stage = new Stage(Scripts.ThreeTogether);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        JournalLine line = Assert.Single(OfSteps(stage, "proposed"));
        var proposed = (Proposed)line.Entry;
        Assert.Equal("first", line.Step);
        Assert.Equal(["second", "third"], proposed.Together.Select(part => part.Step));
        Assert.Equal(2, OfSteps(stage, "confirmed").Count());
        JournalLine[] approved = [.. OfSteps(stage, "approved")];
        Assert.Equal(Steps, approved.Select(each => each.Step));
        Assert.All(approved, each => Assert.Equal(line.Seq, ((Approved)each.Entry).Proposal));
        Assert.Equal(proposed.Together.Select(part => part.Asks), approved.Skip(1).Select(each => each.Asks));
        Assert.Equal(3, stage.Tokens["HSM"].Keys.Count);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task The_officers_read_each_step_by_its_number_and_title_and_sign_a_text_that_names_each()
    {
        using var stage = new Stage(Scripts.ThreeTogether);

        await stage.Begin();

        (Screen screen, _, _) = stage.Room.Asked.First(asked => asked.Prompt is ConfirmPrompt);
        string[] texts = [.. screen.Blocks.OfType<TextBlock>().Select(block => block.Text)];
        Assert.Equal("3 steps, confirmed together", screen.Title);
        Assert.Equal(["1 of 3: step 4, generate First key", "2 of 3: step 5, generate Second key", "3 of 3: step 6, generate Third key"], texts.Where(text => text.Contains(": step ", StringComparison.Ordinal)));
        Assert.All(new[] { "First key", "Second key", "Third key" }, key => Assert.Contains(texts, text => text.Contains($"\"{key}\"", StringComparison.Ordinal)));
        Confirmed confirmed = (Confirmed)OfSteps(stage, "confirmed").First().Entry;
        Assert.Equal(["step: first", "step: second", "step: third"], confirmed.Text.Split('\n').Where(each => each.StartsWith("step: ", StringComparison.Ordinal)));
        Assert.Equal(3, confirmed.Text.Split('\n').Count(each => each.StartsWith("do: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_step_that_asks_for_something_else_in_its_turn_is_confirmed_anew_and_so_are_those_after_it()
    {
        using Stage stage = WithFiles();
        string? why = null;
        stage.Around = ports => ports with { ConfirmedAlone = (step, reason) => why = $"{step}: {reason}" };
        bool changed = false;
        stage.Room.Updated = state =>
        {
            if (state.News.Count > 0 && !changed)
            {
                changed = true;
                Put(stage, "config/cm.conf", Read(stage, "config/cm.conf") + "added=meanwhile\n");
            }
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        JournalLine[] proposed = [.. OfSteps(stage, "proposed")];
        Assert.Equal(["first", "second"], proposed.Select(line => line.Step));
        Assert.Equal(["third"], ((Proposed)proposed[1].Entry).Together.Select(part => part.Step));
        Assert.Equal([proposed[0].Seq, proposed[1].Seq, proposed[1].Seq], OfSteps(stage, "approved").Select(line => ((Approved)line.Entry).Proposal));
        Assert.Equal("second: it would do something else once the steps before it are done", why);
        Assert.Equal("SSL.cert=new\nSSL.pin=1234\nSSL.tokenlabel=HSM\nadded=meanwhile\n", Read(stage, "config/cm.conf"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task After_a_refusal_each_step_is_put_to_the_officers_by_itself()
    {
        using var stage = new Stage(Scripts.ThreeTogether);
        bool refused = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt && !refused)
            {
                refused = true;
                return new OfficerRefused(0, "I do not know the third key");
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        JournalLine[] proposed = [.. OfSteps(stage, "proposed")];
        Assert.Equal(["first", "first", "second", "third"], proposed.Select(line => line.Step));
        Assert.Equal([2, 0, 0, 0], proposed.Select(line => ((Proposed)line.Entry).Together.Count));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_resume_has_what_is_left_confirmed_anew()
    {
        using var stage = new Stage(Scripts.ThreeTogether);
        stage.Room.Instead = (screen, _) => screen.Title == Made ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(["first", "second"], OfSteps(stage, "proposed").Select(line => line.Step));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task What_an_officer_signed_who_has_left_since_is_confirmed_anew()
    {
        using var stage = new Stage(Scripts.ThreeTogether);
        var moves = new Queue<PersonMoved>([new(false, "officer", "Name of officer 2"), new(true, "officer", "Name of officer 2")]);
        stage.Room.Instead = (screen, _) => screen.Title == Made && moves.TryDequeue(out PersonMoved? moved) ? new Interrupted(moved) : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["first", "second"], OfSteps(stage, "proposed").Select(line => line.Step));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_clock_that_was_compared_since_voids_what_was_signed()
    {
        using var stage = new Stage(Scripts.ThreeTogether);
        bool set = false;
        stage.Room.Instead = (screen, _) =>
        {
            if (screen.Title == Made && !set)
            {
                set = true;
                stage.Machine.ClockMovedMilliseconds = 300_000;
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Lines, line => line.Kind == "clock-compared");
        Assert.Equal(["first", "second"], OfSteps(stage, "proposed").Select(line => line.Step));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task What_destroys_is_confirmed_alone_whatever_the_script_says()
    {
        using var stage = new Stage(Scripts.ThreeTogether.Replace("{ id: third, do: generate-key, confirm: together, key: Third key, token: hsm, algorithm: ec-p256, usage: [sign] }", "{ id: third, do: destroy-key, confirm: together, key: First key }", StringComparison.Ordinal));
        var alone = new List<string>();
        stage.Around = ports => ports with { ConfirmedAlone = (step, reason) => alone.Add($"{step}: {reason}") };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["first", "third"], OfSteps(stage, "proposed").Select(line => line.Step));
        Assert.StartsWith("third: ", Assert.Single(alone.Distinct()), StringComparison.Ordinal);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_key_that_was_confirmed_together_with_others_becomes_no_CA_s()
    {
        using var stage = new Stage(Scripts.ThreeTogether.Replace(
            "      - { id: seal, do: seal-transcript }",
            "      - { id: ca, do: create-ca, name: The CA, key: First key, issuer: self-signed, subject: [ { CN: The CA } ], valid-for: 30 years }\n      - { id: seal, do: seal-transcript }",
            StringComparison.Ordinal));
        string? said = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt)
            {
                return null;
            }

            said = screen.Blocks.OfType<WarningBlock>().First().Text;
            return new Chose("leave");
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Contains("the key of the CA \"The CA\" was confirmed together with other steps", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_changes_of_one_file_are_signed_at_once_the_second_on_top_of_the_first()
    {
        using Stage stage = WithFiles();

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("first", Assert.Single(OfSteps(stage, "proposed")).Step);
        Assert.Equal("SSL.cert=new\nSSL.pin=1234\nSSL.tokenlabel=HSM\n", Read(stage, "config/cm.conf"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task No_more_than_sixteen_steps_are_confirmed_together()
    {
        using var stage = new Stage(Scripts.KeysTogether(18));

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([15, 1], stage.Lines.Entries<Proposed>().Select(proposed => proposed.Together.Count));
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_at_any_write_it_comes_to_the_same_end(bool afterTheWrite)
    {
        int writes;
        using (var whole = new Stage(Scripts.ThreeTogether))
        {
            var counted = new StoppingFiles(whole.Files, int.MaxValue, false);
            whole.Files = counted;
            await whole.Begin();
            writes = counted.Writes;
        }

        foreach (int stopAt in Enumerable.Range(1, writes).Where(at => at % 10 == (afterTheWrite ? 2 : 7)))
        {
            using var stage = new Stage(Scripts.ThreeTogether);
            IDurableFiles real = stage.Files;
            stage.Files = new StoppingFiles(real, stopAt, afterTheWrite);
            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            stage.Files = real;
            if (stage.HasNothingYet)
            {
                continue;
            }

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, (await stage.Resume()).End));
            Assert.Equal((stopAt, 3), (stopAt, stage.Tokens["HSM"].Keys.Count));
            Assert.Equal([], stage.Findings());
        }
    }

    private static IEnumerable<JournalLine> OfSteps(Stage stage, string kind) => stage.Lines.Where(line => line.Kind == kind && Steps.Contains(line.Step));

    private static Stage WithFiles()
    {
        var stage = new Stage(Scripts.ThreeEdits);
        Put(stage, "config/cm.conf", "SSL.cert=old\nSSL.pin=1234\n");
        Put(stage, "config/cis.conf", "SSL.cert=old\n");
        return stage;
    }

    private static void Put(Stage stage, string name, string text) => stage.Installation.Files[Path.Combine(stage.Folder, name)] = new FileState(Encoding.UTF8.GetBytes(text), 1, 1, 0x1a4);

    private static string Read(Stage stage, string name) => Encoding.UTF8.GetString(stage.Installation.Files[Path.Combine(stage.Folder, name)].Bytes);
}
