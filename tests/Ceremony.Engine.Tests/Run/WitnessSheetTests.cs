using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What the witness reads from the sheet before a ceremony goes on, and what the room is shown then.</summary>
public sealed class WitnessSheetTests
{
    private const string Unwitnessed = "What no witness wrote down";
    private const string Disagree = "Sheet and journal do not agree";

    [Fact]
    public async Task Where_the_sheet_has_the_last_line_nothing_is_shown_as_unwitnessed()
    {
        using Stage stage = await Left();
        (string line, string words) = LastOf(stage);
        Reads(stage, (line, $"  {words.ToUpperInvariant().Replace(" ", "   ", StringComparison.Ordinal)} "));

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title is Unwitnessed or Disagree);
        Assert.Equal(line, $"{stage.Lines.Single(each => each.Kind == "witnessed").Json.Number("line")}");
    }

    [Theory]
    [InlineData(1, "The line after line {0} stands on no witness's sheet: whoever had the folder could have written what is not signed in it.")]
    [InlineData(2, "The 2 lines after line {0} stand on no witness's sheet: whoever had the folder could have written what is not signed in them.")]
    public async Task The_lines_behind_it_are_shown_and_counted(int added, string warning)
    {
        using Stage stage = await Left();
        (string line, string words) = LastOf(stage);
        var journal = new EditedJournal(stage.Folder);
        for (int at = 1; at <= added; at++)
        {
            journal.Append("note", "Name of operator 1", new JsonMap { { "text", $"note {at}" } });
        }

        journal.Write();
        Reads(stage, (line, words));

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Screen shown = stage.Room.Screens.Single(screen => screen.Title == Unwitnessed);
        Assert.Equal(warning.Replace("{0}", line, StringComparison.Ordinal), shown.Blocks.OfType<WarningBlock>().Single().Text);
        Assert.Equal(Enumerable.Range(1, added).Select(at => $"note {at}"), shown.Blocks.OfType<TableBlock>().Single().Rows.Select(row => row[3]));
    }

    [Fact]
    public async Task Where_nothing_was_written_down_every_line_is_shown()
    {
        using Stage stage = await Left();
        int found = stage.Lines.Count;
        Reads(stage, ("-", " - "));

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Screen shown = stage.Room.Screens.Single(screen => screen.Title == Unwitnessed);
        Assert.StartsWith("No line of this journal stands on a witness's sheet: ", shown.Blocks.OfType<WarningBlock>().Single().Text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, found).Select(line => $"{line}"), shown.Blocks.OfType<TableBlock>().Single().Rows.Select(row => row[0]));
        JsonMap witnessed = stage.Lines.Single(line => line.Kind == "witnessed").Json;
        Assert.Equal(0, witnessed.Number("line"));
    }

    [Theory]
    [InlineData("-", "aardvark adroitness")]
    [InlineData("3", "-")]
    public async Task Number_and_words_belong_together_and_are_read_once_more(string line, string words)
    {
        using Stage stage = await Left();
        Reads(stage, (line, words), LastOf(stage));

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Screen shown = stage.Room.Screens.Single(screen => screen.Title == Disagree);
        Assert.Equal("The number and the words belong together: type both, or - in both fields.", shown.Blocks.OfType<WarningBlock>().Single().Text);
        Assert.Equal([null, "Read number and words from the sheet once more."], stage.Room.Asked.Select(each => each.Prompt).OfType<FormPrompt>().Where(IsSheet).Select(prompt => prompt.Trouble));
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == Unwitnessed);
    }

    [Fact]
    public async Task A_sheet_that_does_not_agree_can_end_the_ceremony_and_the_archive_says_why()
    {
        using Stage stage = await Left();
        Reads(stage, (LastOf(stage).Line, "aardvark adroitness"));
        Func<Screen, Prompt, RoomReply?> reads = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "sheet" } ? new Chose("abort") : reads(screen, prompt);
        string line = LastOf(stage).Line;

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        Assert.Equal(
            $"Line {line} of the journal does not have the words that were read from the sheet: it is another line than the witness saw",
            stage.Lines.Single(each => each.Kind == "aborted").Json.Text("reason"));
    }

    [Theory]
    [InlineData("The key is made", true)]
    [InlineData("Seal the transcript", false)]
    public async Task A_transcript_that_is_closed_cannot_be_aborted_for_it(string leftAt, bool canAbort)
    {
        using Stage stage = await Left(leftAt);
        Reads(stage, (LastOf(stage).Line, "aardvark adroitness"));
        IReadOnlyList<string> offered = [];
        Func<Screen, Prompt, RoomReply?> reads = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "sheet", Choices: var choices })
            {
                return reads(screen, prompt);
            }

            offered = [.. choices.Select(choice => choice.Key)];
            return new Chose("leave");
        };

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(canAbort ? ["abort", "leave", "again"] : ["leave", "again"], offered);
    }

    private static async Task<Stage> Left(string at = "The key is made")
    {
        var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == at ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Asked.Clear();
        stage.Room.Screens.Clear();
        return stage;
    }

    private static (string Line, string Words) LastOf(Stage stage)
    {
        JournalLine last = stage.Lines[^1];
        return ($"{last.Seq}", string.Join(' ', Ceremony.Core.Screens.PgpWords.Of(Convert.FromHexString(last.Hash)).Take(8)));
    }

    private static void Reads(Stage stage, params (string Line, string Words)[] sheet)
    {
        int read = 0;
        stage.Room.Instead = (_, prompt) => prompt is FormPrompt form && IsSheet(form)
            ? new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["sheet line"] = sheet[read].Line, ["sheet words"] = sheet[read++].Words }))
            : null;
    }

    private static bool IsSheet(FormPrompt prompt) => prompt.Form.Fields[0].Name == "sheet line";
}
