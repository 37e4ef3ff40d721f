using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What the script says of people holds to the end: no step goes on without those who act in it, unless the officers in the room allow it.</summary>
public sealed class AttendanceTests
{
    private static readonly (string Role, string Name)[] Both = [("witness", "Name of witness 1"), ("operator", "Name of operator 1")];

    [Fact]
    public async Task Without_an_operator_nothing_more_is_done_and_the_ceremony_can_be_aborted()
    {
        using Stage stage = Leaving("The key is made", "abort", Both);

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.DoesNotContain(After(stage), line => line.Kind is "shown" or "answered" or "approved" or "intended");
        Assert.Equal("nobody in the room is operator", stage.Lines.Entries<Aborted>().Single().Reason);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Whoever_enters_goes_on()
    {
        using Stage stage = Leaving("The key is made", "enters", Both);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("Another operator", stage.Lines.Last(line => line.Kind == "answered").By);
        Assert.Equal("Name of witness 1", stage.Lines.Single(line => line.Kind == "compared").By);
        Assert.Empty(stage.Lines.Entries<ExceptionDecided>());
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Left_and_resumed_the_same_is_demanded()
    {
        using Stage stage = Leaving("The key is made", "leave", Both);
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = Answers(stage, "abort");

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        Assert.DoesNotContain(After(stage), line => line.Kind is "shown" or "answered" or "approved" or "intended");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task The_officers_in_the_room_can_allow_to_go_on_step_by_step_and_for_the_last_comparison()
    {
        using Stage stage = Leaving("The key is made", "exception", Both);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(
            [("first", "operator"), ("second", "operator"), ("seal", "operator"), ("seal", "witness"), (null, "witness")],
            stage.Lines.Where(line => line.Kind == "exception").Select(line => (line.Step, line.Json.Text("happened")["nobody in the room is ".Length..])));
        Assert.All(stage.Lines.Where(line => line.Kind == "exception"), line => Assert.Equal("Name of officer 1, Name of officer 2", line.By));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_officer_who_is_gone_too_leaves_nobody_who_could_allow_it()
    {
        using Stage stage = Leaving("The key is made", "leave", [.. Both, ("officer", "Name of officer 2")]);

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        (_, Prompt prompt, _) = stage.Room.Asked.First(asked => asked.Screen.Title == "Somebody is missing");
        Assert.Equal(["abort", "leave", "again"], Assert.IsType<ChoicePrompt>(prompt).Choices.Select(choice => choice.Key));
    }

    [Fact]
    public async Task Words_that_anybody_typed_allow_nothing()
    {
        using Stage stage = Leaving("The key is made", "abort", Both);
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        bool wasTyped = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title != "Somebody is missing" || wasTyped)
            {
                return before(screen, prompt);
            }

            wasTyped = true;
            return new Interrupted(new ExceptionTaken("somebody in the room holds each role that acts", "nobody in the room is operator", "the ceremony goes on", "everybody"));
        };

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal(2, stage.Room.Screens.Count(screen => screen.Title == "Somebody is missing"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Without_the_witness_alone_the_ceremony_goes_on_until_one_is_needed()
    {
        using Stage stage = Leaving("The key is made", "enters", [Both[0]]);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("seal", stage.Lines.Last(line => line.Kind == "entered").Step);
        Assert.Equal([], stage.Findings());
    }

    /// <summary>The machine is started again while no witness is in the room: the sheet and the clock wait for one, or for the officers.</summary>
    [Theory]
    [InlineData("enters", 0)]
    [InlineData("exception", 1)]
    public async Task Without_a_witness_neither_a_sheet_is_read_nor_a_clock_compared(string answer, int allowed)
    {
        using Stage stage = Leaving("The key is made", "again", [Both[0]]);
        Func<Screen, Prompt, RoomReply?> leaves = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) => leaves(screen, prompt) ?? (screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null);
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Machine.StartAgain("boot-2", stage.Machine.Clock);
        stage.Room.Instead = Answers(stage, answer);

        RunOutcome outcome = await stage.Resume();

        Assert.Equal(RunEnd.Completed, outcome.End);
        Assert.Equal(allowed, stage.Lines.Count(line => line.Kind == "exception" && line.Step is null && line.Seq < stage.Lines.First(each => each.Kind == "clock-compared").Seq));
        Assert.Equal(allowed == 0 ? "Name of witness 1" : "Name of operator 1", stage.Lines.Single(line => line.Kind == "witnessed").By);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_token_whose_custodian_is_gone_is_not_unlocked_by_somebody_else()
    {
        using Stage stage = Leaving("The key is made", "leave", [("officer", "Name of officer 1")]);

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal(
            "According to the record, nobody in the room is officer 1, and what comes next needs one.",
            Assert.IsType<WarningBlock>(stage.Room.Screens.Single(screen => screen.Title == "Somebody is missing").Blocks[0]).Text);
        Assert.Equal([], stage.Findings());
    }

    /// <summary>At a screen people leave, for the first time that it is shown.</summary>
    private static Stage Leaving(string title, string answer, params (string Role, string Name)[] people)
    {
        var stage = new Stage(Scripts.TwoKeys);
        var leave = new Queue<(string Role, string Name)>(people);
        Func<Screen, Prompt, RoomReply?> answers = Answers(stage, answer);
        stage.Room.Instead = (screen, prompt) => screen.Title == title && leave.TryDequeue(out (string Role, string Name) person)
            ? new Interrupted(new PersonMoved(false, person.Role, person.Name))
            : answers(screen, prompt);
        return stage;
    }

    private static Func<Screen, Prompt, RoomReply?> Answers(Stage stage, string answer) => (screen, prompt) => prompt is not ChoicePrompt { Key: "after-refusal" } || screen.Title != "Somebody is missing" ? null
        : answer != "enters" ? new Chose(answer)
        : Enters(stage) is { } enters ? new Interrupted(enters) : new Chose("again");

    private static PersonMoved? Enters(Stage stage)
    {
        string said = Assert.IsType<WarningBlock>(stage.Room.Screens[^1].Blocks[0]).Text;
        bool isWitness = said.Contains("witness", StringComparison.Ordinal);
        return stage.Room.Screens.Count(screen => screen.Title == "Somebody is missing" && screen.Blocks[0] == stage.Room.Screens[^1].Blocks[0]) > 1 ? null
            : isWitness ? new PersonMoved(true, "witness", "Name of witness 1") : new PersonMoved(true, "operator", "Another operator");
    }

    private static IEnumerable<JournalLine> After(Stage stage)
    {
        long left = stage.Lines.Last(line => line.Kind == "left").Seq;
        return stage.Lines.Where(line => line.Seq > left);
    }
}
