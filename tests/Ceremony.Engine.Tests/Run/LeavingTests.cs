using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A script that has the officers sign the journal's last line whenever the program is left: who is asked, and what follows where they do not sign.</summary>
public sealed class LeavingTests
{
    private const string Signing = "Sign the journal before leaving";
    private const string Sheet = "Write this on the witness's sheet";
    private static readonly string SignOnLeave = Scripts.TwoKeys.Replace("\nconfirm:", "\nsign-on-leave: yes\nconfirm:", StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task An_officer_who_refuses_ends_the_signing_and_the_ceremony_counts_as_interrupted(int refuses, int signed)
    {
        using var stage = new Stage(SignOnLeave);
        int asked = 0;
        stage.Room.Instead = (screen, _) => screen.Title switch
        {
            "The key is made" => new Interrupted(new LeaveWanted()),
            Signing when asked++ == refuses => new OfficerRefused(refuses, "I must go"),
            _ => null,
        };

        RunOutcome left = await stage.Begin();

        Assert.Equal(RunEnd.Left, left.End);
        Assert.NotNull(left.OnSheet);
        Assert.Equal(refuses + 1, asked);
        Assert.Equal(signed, stage.Lines.Count(line => line.Kind == "head-signed"));
        JournalLine refused = stage.Lines[^1];
        Assert.Equal(("exception", "I must go", $"Name of officer {refuses + 1}"), (refused.Kind, refused.Json.Text("happened"), refused.By));

        Assert.StartsWith("the program was interrupted: ", Assert.Single(await Exceptions(stage)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_enough_officers_can_sign_nobody_is_asked()
    {
        using var stage = new Stage(SignOnLeave
            .Replace("{ role: officer, count: 2 }", "{ role: officer, count: 3 }", StringComparison.Ordinal)
            .Replace("confirm: { officers: 2,", "confirm: { officers: 3,", StringComparison.Ordinal)
            .Replace("- act: The keys", "- act: Before the keys\n    steps:\n      - { id: witness, do: attest, by: witness 1, statement: I am here. }\n  - act: The keys", StringComparison.Ordinal));
        stage.Room.Instead = (screen, _) => screen.Title is "Attest" or Signing ? new Interrupted(new LeaveWanted()) : null;

        RunOutcome left = await stage.Begin();

        Assert.Equal(RunEnd.Left, left.End);
        Assert.Contains(stage.Lines, line => line is { Kind: "step-done", Step: "kit" });
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == Signing);
        Assert.NotNull(left.OnSheet);
    }

    [Fact]
    public async Task Each_officer_signs_once_and_with_their_PIN()
    {
        using var stage = new Stage(SignOnLeave);
        var troubles = new List<string?>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title != Signing)
            {
                return screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
            }

            var confirm = (ConfirmPrompt)prompt;
            troubles.Add(confirm.Trouble);
            return troubles.Count switch
            {
                1 => new StepNumberTyped("4"),
                3 => new OfficerPinTyped(0, Secret.FromText(confirm.Panes[0].Hint!)),
                _ => null,
            };
        };

        await stage.Begin();

        Assert.Equal([null, "Each officer signs with their own PIN.", null, "This officer has signed already."], troubles);
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "head-signed"));
    }

    [Fact]
    public async Task Once_the_transcript_is_closed_the_seal_stands_for_it_and_nobody_signs_the_last_line()
    {
        using var stage = new Stage(SignOnLeave);
        stage.Room.Instead = (screen, _) => screen.Title == "Seal the transcript" ? new Interrupted(new LeaveWanted()) : null;

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == Signing);
        Assert.Empty(await Exceptions(stage));
    }

    [Fact]
    public async Task Where_the_script_does_not_ask_for_it_nobody_signs_the_last_line()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;

        await stage.Begin();

        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == Signing);
        Assert.Empty(await Exceptions(stage));
    }

    [Fact]
    public async Task A_note_that_is_taken_while_the_sheet_is_shown_leaves_nothing_that_the_terminal_repeats()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool noted = false;
        stage.Room.Instead = (screen, _) =>
        {
            if (screen.Title == Sheet && !noted)
            {
                noted = true;
                return new Interrupted(new NoteTaken("the lamp went out"));
            }

            return screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        };

        RunOutcome left = await stage.Begin();

        Assert.Equal("note", stage.Lines[^1].Kind);
        Assert.Null(left.OnSheet);
    }

    // What the officers have to agree to before the ceremony goes on.
    private static async Task<IReadOnlyList<string>> Exceptions(Stage stage)
    {
        var asked = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception" })
            {
                return null;
            }

            asked.Add(screen.Blocks.OfType<WarningBlock>().Single().Text);
            return new Chose("allow");
        };
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        return asked;
    }
}
