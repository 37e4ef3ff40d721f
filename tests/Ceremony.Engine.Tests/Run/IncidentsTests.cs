using Ceremony.Core.Room;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What happens in the room meanwhile: it is noticed, and stands in the journal.</summary>
public sealed class IncidentsTests
{
    [Fact]
    public async Task A_token_that_is_pulled_stops_the_step_and_put_back_it_goes_on()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        int faults = 0;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is GoOnPrompt && screen.Title == "The key is made")
            {
                stage.Tokens["HSM"].IsThere = faults > 0;
            }

            if (prompt is ChoicePrompt { Key: "after-refusal" })
            {
                faults++;
                stage.Tokens["HSM"].IsThere = true;
            }

            return null;
        };

        RunOutcome outcome = await stage.Begin();

        Assert.Equal((1, RunEnd.Completed), (faults, outcome.End));
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
        Assert.Equal(
            [("token-removed", "hsm"), ("token-inserted", "hsm")],
            stage.Lines.Where(line => line.Kind is "token-removed" or "token-inserted").Select(line => (line.Kind, line.Json.Text("token"))));
    }

    [Fact]
    public async Task Notes_exceptions_breaks_and_people_stand_in_the_journal()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new NoteTaken("the seal of bag 7 is whole"));
        stage.Room.Interrupt(new ExceptionTaken("a witness", "a second one came", "both stay", "Name of officer 1"));
        stage.Room.Interrupt(new BreakTaken("coffee"));
        stage.Room.Interrupt(new PersonMoved(true, "guest", "Gunnar"));

        await stage.Begin();

        Assert.Equal("the seal of bag 7 is whole", stage.Lines.Single(line => line.Kind == "note").Json.Text("text"));
        Assert.Equal("both stay", stage.Lines.Single(line => line.Kind == "exception").Json.Text("decided"));
        Assert.Equal(["begins", "ends"], stage.Lines.Where(line => line.Kind == "break").Select(line => line.Json.Text("state")));
        Assert.Contains(Folds.People(stage.Lines), person => person is { Name: "Gunnar", Role: "guest" });
    }

    [Fact]
    public async Task An_interface_that_comes_up_in_the_middle_is_noticed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.IsPlugged |= screen.Title == "The key is made";
            return null;
        };

        await stage.Begin();

        Assert.Contains(stage.Lines, line => line.Kind == "network" && line.Json.Texts("up") is ["eth0"]);
        Assert.False(stage.Room.State.AirGap);
        Assert.Equal([true, true, true, true, false, false], stage.Lines.Where(line => line.Kind == "step-started").Select(line => line.Json["air-gap"].AsBool()));
    }

    [Fact]
    public async Task A_clock_that_is_set_in_the_middle_is_noticed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.ClockMovedMilliseconds = screen.Title == "The key is made" ? 3_600_000 : stage.Machine.ClockMovedMilliseconds;
            return null;
        };

        await stage.Begin();

        Assert.InRange(Assert.Single(stage.Lines, line => line.Kind == "clock").Json.Number("jumped"), 3_599_000, 3_601_000);
    }

    [Theory]
    [InlineData("boot-1", true)]
    [InlineData("boot-2", false)]
    public async Task A_clock_that_is_set_while_the_program_is_stopped_is_noticed_within_one_start_of_the_machine(string boot, bool noticed)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        File.AppendAllText(Path.Combine(stage.Folder, JournalWriter.FileName), "{\"at\":\"2026-0");
        stage.Machine.Rest(TimeSpan.FromMinutes(20));
        stage.Machine.ClockMovedMilliseconds = 3_600_000;
        stage.Machine.BootId = boot;
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Contains(stage.Lines, line => line.Kind == "recovered");
        JournalLine[] clock = [.. stage.Lines.Where(line => line.Kind == "clock")];
        Assert.Equal(noticed ? 1 : 0, clock.Length);
        Assert.All(clock, line => Assert.InRange(line.Json.Number("jumped"), 3_599_000, 3_601_000));
        Assert.Single(stage.Lines, line => line.Kind == "clock-compared");
    }
}
