using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The last moment in which a proposal is confirmed or done, and when the step's number is asked for.</summary>
public sealed class ConfirmingInTimeTests
{
    // A line is dated a moment after the time was looked at, and must still be in time.
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task A_proposal_holds_until_its_very_end(int millisecondsMore, int expired)
    {
        using var stage = new Stage(Scripts.TwoKeys) { Machine = new FakeMachine(TimeSpan.Zero) { BootId = "boot-1" } };
        bool waited = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (!waited && prompt is ConfirmPrompt { StepNumber: not null })
            {
                waited = true;
                stage.Machine.Rest(Within + TimeSpan.FromMilliseconds(millisecondsMore));
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(expired, stage.Lines.Count(line => line.Kind == "expired"));
        Assert.Equal(1 + expired, stage.Lines.Count(line => line is { Kind: "proposed", Step: "first" }));
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_step_s_number_is_asked_for_once_all_confirmed_and_only_a_rehearsal_tells_it(bool isProduction)
    {
        using var stage = new Stage(Scripts.TwoKeys) { IsProduction = isProduction };
        var asked = new List<(int Confirmed, string? Number, string? Hint)>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is PinPrompt pin)
            {
                return new PinTyped(Secret.FromText(pin.Key.Contains("hsm", StringComparison.Ordinal) ? "hsm-pin" : Stage.KitPin));
            }

            if (prompt is not ConfirmPrompt confirm || screen.Title == "Sign the journal before leaving")
            {
                return null;
            }

            int confirmed = confirm.Panes.Count(pane => pane.ConfirmedAt is not null);
            asked.Add((confirmed, confirm.StepNumber, confirm.Hint));
            return confirmed == 2 ? new Interrupted(new LeaveWanted()) : new OfficerPinTyped(confirmed, Secret.FromText(Stage.KitPin));
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal([(0, null, null), (1, null, null), (2, "4", isProduction ? null : "4")], asked);
    }

    [Fact]
    public async Task The_number_typed_before_all_confirmed_has_nothing_done()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not ConfirmPrompt confirm || stage.Tokens["HSM"].Keys.Count > 0)
            {
                return null;
            }

            troubles.Add(confirm.Trouble);
            return troubles.Count == 2 ? new StepNumberTyped("4") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([null, null, "This is step 4: type 4 to do it, or F8 to refuse.", null], troubles);
        Assert.All(
            stage.Lines.Where(line => line.Kind == "approved" && line.Step == "first"),
            approved => Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Step == "first" && line.Seq < approved.Seq)));
    }
}
