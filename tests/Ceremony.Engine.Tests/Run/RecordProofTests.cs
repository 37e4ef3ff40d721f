using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What the room is told, and what it may do, where the verifier finds something wrong with the record.</summary>
public sealed class RecordProofTests
{
    private const string NotProven = "The record is not proven";

    [Fact]
    public async Task What_was_judged_as_a_draft_is_written_as_it_was_judged_and_only_the_beginning_and_the_end_are_judged_as_a_whole()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var watched = new WatchedJudge(stage.Judge);
        stage.Judge = watched;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        IReadOnlyList<Journal.JournalLine> lines = stage.Lines;
        Assert.Equal(lines.Where(line => line.Kind == "step-done" || (line.Kind == "intended" && line.Call is not null)).Select(line => (int)line.Seq - 1), watched.Drafts.Select(draft => draft.Place));
        Assert.All(watched.Drafts, draft => Assert.Equal(lines[draft.Place].Bytes.ToArray(), draft.Line));
        Assert.Equal(3, watched.Wholes);
    }

    [Theory]
    [InlineData(5, 5, null)]
    [InlineData(6, 5, "1 more is not shown. \"ceremony verify\" on the ceremony's folder tells the first of each check.")]
    [InlineData(8, 5, "3 more are not shown. \"ceremony verify\" on the ceremony's folder tells the first of each check.")]
    public async Task The_first_findings_are_shown_and_the_others_counted(int found, int rows, string? more)
    {
        using Stage stage = await Left("The key is made");
        stage.Judge = new FindingJudge([.. Enumerable.Range(1, found).Select(line => new Finding("facts", line, $"Line {line} is wrong.", MayBeAccepted: false))]);

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Screen screen = stage.Room.Screens.Single(each => each.Title == NotProven);
        Assert.Equal(Enumerable.Range(1, rows).Select(line => $"Line {line} is wrong."), screen.Blocks.OfType<TableBlock>().Single().Rows.Select(row => row[2]));
        Assert.Equal(more, screen.Blocks.OfType<TextBlock>().Select(block => block.Text).FirstOrDefault(text => text.Contains("not shown", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(7L, "7", "line 7 of the journal is not proven")]
    [InlineData(null, "–", "the record is not proven: outline")]
    public async Task Aborted_for_it_the_archive_says_what_was_not_proven(long? line, string shown, string reason)
    {
        using Stage stage = await Left("The key is made");
        stage.Judge = new FindingJudge(new Finding("outline", line, "It is wrong.", MayBeAccepted: false));
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "unproven" } ? new Chose("abort") : null;

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        Assert.Equal([shown, "outline", "It is wrong."], stage.Room.Screens.Single(each => each.Title == NotProven).Blocks.OfType<TableBlock>().Single().Rows[0]);
        Assert.Equal(reason, stage.Lines.Single(each => each.Kind == "aborted").Json.Text("reason"));
    }

    [Theory]
    [InlineData("folder", true)]
    [InlineData("link", true)]
    [InlineData("file", false)]
    public async Task What_lies_among_the_artifacts_and_is_no_plain_file_is_found_before_anything_goes_on(string what, bool isStrange)
    {
        using Stage stage = await Left("The key is made");
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(stage.Folder, "artifacts")).FullName, "other");
        _ = what switch
        {
            "folder" => Directory.CreateDirectory(path),
            "link" => File.CreateSymbolicLink(path, stage.Folder),
            _ => (FileSystemInfo)Write(path),
        };
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "unproven" } ? new Chose("leave") : screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        string[] shown = [.. stage.Room.Screens.Where(each => each.Title == NotProven).SelectMany(each => each.Blocks.OfType<TableBlock>()).SelectMany(table => table.Rows).Select(row => row[2])];
        Assert.Equal(isStrange ? ["\"artifacts/other\" in the ceremony's folder is no plain file."] : [], shown);
    }

    [Theory]
    [InlineData("The key is made", true)]
    [InlineData("Seal the transcript", false)]
    public async Task A_transcript_that_is_closed_can_only_be_left(string leftAt, bool canAbort)
    {
        using Stage stage = await Left(leftAt);
        stage.Judge = new FindingJudge(new Finding("facts", 7, "It is wrong.", MayBeAccepted: false));

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        ChoicePrompt asked = stage.Room.Asked.Select(each => each.Prompt).OfType<ChoicePrompt>().Single();
        Assert.Equal(canAbort ? ["abort", "leave"] : ["leave"], asked.Choices.Select(choice => choice.Key));
    }

    [Theory]
    [InlineData("The key is made", true)]
    [InlineData("Seal the transcript", false)]
    public async Task Nothing_that_is_closed_is_aborted_where_something_else_is_put_to_the_officers(string leftAt, bool canAbort)
    {
        using Stage stage = await Left(leftAt);
        stage.ProgramHash = new string('b', 64);

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        ChoicePrompt asked = stage.Room.Asked.Select(each => each.Prompt).OfType<ChoicePrompt>().Single();
        Assert.Equal(("exception", canAbort), (asked.Key, asked.Choices.Any(choice => choice.Key == "abort")));
    }

    [Fact]
    public async Task Nobody_who_wants_to_abort_what_is_closed_comes_past_the_sheet()
    {
        using Stage stage = await Left("Seal the transcript");
        bool wanted = false;
        stage.Room.Instead = (screen, _) => screen.Title == "From the witness's sheet" && !wanted && (wanted = true) ? new Interrupted(new AbortWanted("enough")) : null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Single(stage.Lines, line => line.Kind == "witnessed");
        Assert.Single(stage.Lines, line => line.Kind == "resumed");
    }

    [Fact]
    public async Task The_first_finding_of_each_check_is_shown_before_more_of_the_same()
    {
        using Stage stage = await Left("The key is made");
        stage.Judge = new FindingJudge(
        [
            .. Enumerable.Range(1, 6).Select(line => new Finding("requests", line, $"Line {line} is wrong.", MayBeAccepted: false)),
            new Finding("approvals", 9, "Nobody confirmed.", MayBeAccepted: false),
        ]);

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(["1", "9", "2", "3", "4"], stage.Room.Screens.Single(each => each.Title == NotProven).Blocks.OfType<TableBlock>().Single().Rows.Select(row => row[0]));
    }

    private static async Task<Stage> Left(string at)
    {
        var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == at ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        stage.Room.Asked.Clear();
        return stage;
    }

    private static FileInfo Write(string path)
    {
        File.WriteAllText(path, "left by a run that was stopped");
        return new FileInfo(path);
    }
}
