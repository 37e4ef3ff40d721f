using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The end of a ceremony that is aborted, or whose files are not as they were.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_changed_artifact_is_found_at_the_end_of_the_step_in_which_it_was_changed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        (string artifact, byte[] whole) = await WithChangedArtifact(stage, isAborted: false, async () => Assert.Equal(RunEnd.Left, (await stage.Begin()).End));

        Assert.Equal(
            "The step cannot be recorded as done, since the record would not prove it: The artifact \"boot-ca.cer\" in the ceremony's folder is not the one that was kept: its hash differs.",
            stage.Lines.Single(line => line.Kind == "refused").Json.Text("reason"));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "aborted" or "sealed" || (line.Kind == "step-done" && line.Step == "first"));
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        File.WriteAllBytes(artifact, whole);
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task Aborted_with_a_changed_artifact_it_is_sealed_without_it_and_says_so()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        await WithChangedArtifact(stage, isAborted: true, async () => Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End));

        JsonMap unproven = Assert.Single(stage.Lines.Single(line => line.Kind == "aborted").Json["unproven"].AsList()).AsMap();
        Assert.Equal("The artifact \"boot-ca.cer\" in the ceremony's folder is not the one that was kept: its hash differs.", unproven.Text("says"));
        Assert.Equal("aborted", stage.Lines.Single(line => line.Kind == "sealed").Json.Text("outcome"));
    }

    [Fact]
    public async Task Only_the_version_that_closed_the_transcript_makes_its_archive()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, prompt) => prompt is ConfirmPrompt && screen.Title == "Seal the transcript" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(stage.ProgramVersion, stage.Lines.Single(line => line.Kind == "sealed").Json.Text("program-version"));

        (string version, stage.ProgramVersion) = (stage.ProgramVersion, "9.9");
        (string build, stage.ProgramHash) = (stage.ProgramHash, new('b', 64));
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        Screen told = stage.Room.Screens.Single(screen => screen.Title == "Another version closed the transcript");
        Assert.Contains(told.Blocks.OfType<TextBlock>(), block => block.Text == "Leave, and resume this ceremony with that version. Nothing is lost.");
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "signed");

        (stage.ProgramVersion, stage.ProgramHash) = (version, build);
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task A_file_that_no_line_kept_is_found_before_the_transcript_is_closed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        string stray = Path.Combine(stage.Folder, "artifacts", "notes.txt");
        stage.Room.Instead = (screen, _) =>
        {
            if (screen.Title == "The key is made")
            {
                File.WriteAllText(stray, "somebody's notes");
            }

            return null;
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Contains("No line kept \"artifacts/notes.txt\", which lies in the ceremony's folder.", CanonicalJson.WriteText(stage.Room.Screens.Single(screen => screen.Title == "The record is not proven").ToJson()).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sealed");
        File.Delete(stray);
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    private static async Task<(string Artifact, byte[] Whole)> WithChangedArtifact(Stage stage, bool isAborted, Func<Task> held)
    {
        string artifact = Path.Combine(stage.Folder, "artifacts", "boot-ca.cer");
        byte[] whole = [];
        stage.Room.Instead = (screen, _) =>
        {
            if (screen.Title != "The key is made" || whole.Length > 0)
            {
                return screen.Title == "The step cannot be done" ? new Chose("leave") : null;
            }

            whole = File.ReadAllBytes(artifact);
            File.WriteAllText(artifact, "changed");
            return isAborted ? new Interrupted(new AbortWanted("fire alarm")) : null;
        };
        await held();
        return (artifact, whole);
    }

    [Fact]
    public async Task Aborted_it_is_sealed_as_that_and_tells_each_key_s_fate()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new AbortWanted("fire alarm")) : null;

        RunOutcome outcome = await stage.Begin();

        Assert.Equal(RunEnd.Aborted, outcome.End);
        JournalLine aborted = stage.Lines.Single(line => line.Kind == "aborted");
        Assert.Equal("fire alarm", aborted.Json.Text("reason"));
        Assert.Equal("First key", Assert.Single(aborted.Json["keys"].AsList()).AsMap().Text("key"));
        Assert.Equal("aborted", stage.Lines.Single(line => line.Kind == "sealed").Json.Text("outcome"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "signed"));
    }

    [Fact]
    public async Task Left_and_aborted_later_it_is_sealed_with_whoever_can_sign()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt confirm && confirm.Panes[1].ConfirmedAt is null && confirm.Panes[0].ConfirmedAt is not null ? new OfficerRefused(1, "not here") : null;

        RunOutcome outcome = await stage.Abort("given up");

        Assert.Equal(RunEnd.Aborted, outcome.End);
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "signed"));
    }
}
