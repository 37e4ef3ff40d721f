using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Whoever acts is in the room by the record, under one name and in one seat: a verifier believes nothing of anybody else.</summary>
public sealed class WhoActsTests
{
    [Theory]
    [InlineData("guest", "name of OFFICER 1", "Name of officer 1 is in the room already, as officer 1, and nobody has two seats. Record first that this person leaves, or, if these are two people, add what tells them apart. Nothing was recorded.")]
    [InlineData("officer", "Name  of officer 1", "Name of officer 1 (officer) is already in the room. If this is another person of that name, add what tells them apart. Nothing was recorded.")]
    [InlineData("guest", "Name of officer 1", "Name of officer 1 is in the room already, as officer 1, and nobody has two seats. Record first that this person leaves, or, if these are two people, add what tells them apart. Nothing was recorded.")]
    [InlineData("witness", "No\u200bra", "The name \"No\\u{200b}ra\" holds a character that nobody can see: type it with the plain letters of the identity document. Nothing was recorded.")]
    public async Task One_name_is_one_person_in_one_seat(string role, string name, string said)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        Once(stage, screen => screen.Title == "The key is made", new PersonMoved(true, role, name));

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(said, Assert.IsType<TextBlock>(stage.Room.Screens.Single(screen => screen.Title == "People").Blocks[0]).Text);
        Assert.Equal(4, stage.Lines.Count(line => line.Kind == "entered"));
    }

    [Fact]
    public async Task A_name_in_other_letters_is_the_same_person_who_leaves_and_comes_back_to_the_same_seat()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool done = false;
        stage.Room.Instead = (screen, _) =>
        {
            if (!done && screen.Title == "The key is made")
            {
                done = true;
                stage.Room.Interrupt(new PersonMoved(false, "officer", "NAME of officer 2 "));
                stage.Room.Interrupt(new PersonMoved(true, "officer", "name  of officer 2"));
                stage.Room.Interrupt(new PersonMoved(true, "guest", "Gunnar"));
                stage.Room.Interrupt(new PersonMoved(false, "guest", "gunnar"));
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["officer 1 Name of officer 1", "officer 2 Name of officer 2"], Folds.People(stage.Lines).Where(person => person.Role == "officer").Select(person => $"{person.Seat} {person.Name}"));
        Assert.Equal(["Name of officer 2", "Gunnar"], stage.Lines.Where(line => line.Kind == "left").Select(line => line.Json["person"].AsMap().Text("name")));
        Assert.Equal(["guest 1 Gunnar"], Presence.Gone(stage.Lines).Select(person => $"{person.Seat} {person.Name}"));
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "People");
    }

    [Fact]
    public async Task Whoever_is_recorded_as_leaving_before_attesting_enters_again_first()
    {
        using var stage = new Stage(Scripts.Attested);
        Once(stage, screen => screen.Title.Contains("witness", StringComparison.OrdinalIgnoreCase) || screen.Blocks.OfType<TextBlock>().Any(block => block.Text.Contains("I saw it all", StringComparison.Ordinal)), new PersonMoved(false, "witness", "Name of witness 1"));
        await ComesBack(stage, "Name of witness 1", "witness", "attested");
    }

    [Fact]
    public async Task Whoever_is_recorded_as_leaving_while_a_PIN_is_shown_enters_again_before_that_is_recorded()
    {
        using Stage stage = Bootstrap.Stage();
        Once(stage, screen => screen.Blocks.Any(block => block is SecretBlock), new PersonMoved(false, "officer", "Name of officer 1"));
        await ComesBack(stage, "Name of officer 1", "officer", "secret-shown");
    }

    [Fact]
    public async Task Whoever_is_recorded_as_leaving_while_a_soft_token_is_opened_enters_again_before_a_wrong_PIN_is_recorded()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool wasWrong = false;
        Once(stage, screen => screen.Title.StartsWith("Soft token", StringComparison.Ordinal), new PersonMoved(false, "officer", "Name of officer 1"), (_, prompt) =>
        {
            if (prompt is not PinPrompt { What: "PIN of officer1.p12" } || wasWrong)
            {
                return null;
            }

            wasWrong = true;
            return new PinTyped(Secret.FromText("wrong"));
        });
        await ComesBack(stage, "Name of officer 1", "officer", "sign-in-failed");
    }

    [Fact]
    public async Task An_exception_says_who_decided()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        Once(stage, screen => screen.Title == "The key is made", new ExceptionTaken("nothing", "something", "to go on", " "));

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Exception");
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "exception");
    }

    [Fact]
    public async Task What_was_asked_is_answered_and_nothing_else_whatever_a_room_gives()
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace("- { id: kit,", "- { id: what, do: attest, by: witness 1, statement: I am here. }\n      - { id: kit,", StringComparison.Ordinal));
        stage.Room.Instead = (_, prompt) => prompt is FormPrompt { Form.Fields: var fields } && fields.Any(field => field.Name == "remark")
            ? new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { [fields[0].Name] = fields[0].AsShown!, ["something else"] = "said" }))
            : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Core.Json.JsonMap answers = stage.Lines.Single(line => line.Kind == "answered" && line.Step == "what").Json["answers"].AsMap();
        Assert.Equal(["attest", "remark"], answers.Names.Order());
        Assert.Equal("", answers.Text("remark"));
    }

    private static void Once(Stage stage, Func<Screen, bool> when, RoomEvent happens, Func<Screen, Prompt, RoomReply?>? instead = null)
    {
        bool happened = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (!happened && when(screen))
            {
                happened = true;
                return new Interrupted(happens);
            }

            return screen.Title == "Who is in the room" ? null : instead?.Invoke(screen, prompt);
        };
    }

    // At the screen that says so they are recorded as entering, and all that is recorded of them after they left comes after that.
    private static async Task ComesBack(Stage stage, string name, string role, string kind)
    {
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        bool isBack = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title != "Who is in the room" || isBack)
            {
                return before(screen, prompt);
            }

            Assert.Equal($"According to the record, {name} is not in the room.", Assert.IsType<WarningBlock>(screen.Blocks[0]).Text);
            isBack = true;
            return new Interrupted(new PersonMoved(true, role, name));
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(isBack);
        JournalLine left = stage.Lines.Single(line => line.Kind == "left");
        JournalLine entered = stage.Lines.First(line => line.Kind == "entered" && line.Seq > left.Seq);
        Assert.True(stage.Lines.First(line => line.Kind == kind && line.Seq > left.Seq).Seq > entered.Seq);
    }
}
