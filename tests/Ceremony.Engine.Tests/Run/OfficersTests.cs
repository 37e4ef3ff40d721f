using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>How officers confirm or refuse, and what they are asked before anything is done.</summary>
public sealed class OfficersTests
{
    [Fact]
    public async Task An_officer_who_refuses_is_recorded_and_nothing_is_done_until_it_is_proposed_anew()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool refused = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt && !refused)
            {
                refused = true;
                Assert.Empty(stage.Tokens["HSM"].Keys);
                return new OfficerRefused(1, "the label is not that of the paper");
            }

            return null;
        };

        await stage.Begin();

        JournalLine line = stage.Lines.First(each => each.Kind == "refused");
        Assert.Equal("the label is not that of the paper", line.Json.Text("reason"));
        Assert.Equal("Name of officer 2", line.By);
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
        Core.Screens.Screen shown = Assert.Single(stage.Room.Screens, screen => screen.Title == "The step cannot be done");
        Assert.Equal(
            ["refused by: bootstrap officer 2, Name of officer 2", "reason: the label is not that of the paper"],
            shown.Blocks.OfType<Core.Screens.FactsBlock>().Single().Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
    }

    [Fact]
    public async Task Who_wants_to_correct_where_nothing_can_be_takes_no_confirmation_away()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool wanted = false;
        stage.Room.Instead = (_, prompt) =>
            prompt is ConfirmPrompt { Panes: var panes } && panes[0].ConfirmedAt is not null && panes[1].ConfirmedAt is null && !wanted && (wanted = true)
                ? new Interrupted(new CorrectionWanted())
                : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(wanted);
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Nothing to correct");
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "proposed" && line.Step == "first"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Step == "first"));
    }

    [Theory]
    [InlineData(Scripts.TwoKeys, "soft token officer1.p12", "soft token officer2.p12")]
    [InlineData(Scripts.ConsoleKeys, "key made at this console, console-officer-1.p12", "key made at this console, console-officer-2.p12")]
    public async Task Each_officer_s_pane_says_which_token_the_PIN_belongs_to(string script, string first, string second)
    {
        using var stage = new Stage(script);
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt ? new Interrupted(new LeaveWanted()) : null;

        await stage.Begin();

        Assert.Equal([first, second], stage.Room.Asked.Select(asked => asked.Prompt).OfType<ConfirmPrompt>().First().Panes.Select(pane => pane.Token));
    }

    [Fact]
    public async Task The_same_officer_cannot_confirm_twice()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { StepNumber: null } confirm && confirm.Panes[0].ConfirmedAt is not null && troubles.Count < 2)
            {
                troubles.Add(confirm.Trouble);
                return troubles.Count == 1 ? new OfficerPinTyped(0, Secret.FromText(confirm.Panes[0].Hint!)) : null;
            }

            return null;
        };

        await stage.Begin();

        Assert.Equal([null, "bootstrap officer 1 has confirmed already."], troubles);
    }

    [Fact]
    public async Task The_step_s_number_must_be_typed_before_anything_is_done()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { StepNumber: not null } confirm && stage.Tokens["HSM"].Keys.Count == 0)
            {
                troubles.Add(confirm.Trouble);
                return troubles.Count == 1 ? new StepNumberTyped("7") : null;
            }

            return null;
        };

        await stage.Begin();

        Assert.Equal([null, "This is step 4: type 4 to do it, or F8 to refuse."], troubles);
    }
}
