using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>PINs that are wrong, nearly used up, or too short.</summary>
public sealed class PinsTests
{
    [Fact]
    public async Task A_wrong_PIN_is_recorded_without_what_was_typed_and_asked_again()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool typed = false;
        stage.Room.Instead = (_, prompt) => prompt is PinPrompt { Key: "pin hsm" } && !typed ? Wrong(ref typed) : null;

        await stage.Begin();

        JournalLine failed = Assert.Single(stage.Lines, line => line.Kind == "sign-in-failed");
        Assert.Equal("CKR_PIN_INCORRECT", failed.Json.Text("code"));
        Assert.DoesNotContain("nonsense", File.ReadAllText(Path.Combine(stage.Folder, JournalWriter.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_try_of_a_PIN_is_never_spent_unasked()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].WrongTries = 2;
        Assert.Equal(PinState.FinalTry, stage.Tokens["HSM"].View().Pin);

        RunOutcome left = await stage.Begin();

        Assert.Equal(RunEnd.Left, left.End);
        Assert.Equal(2, stage.Tokens["HSM"].WrongTries);
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "One try is left");

        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "last-try" } ? new Chose("use") : null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task A_new_PIN_that_is_too_short_is_not_taken()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not PinPrompt { IsNew: true } pin)
            {
                return null;
            }

            troubles.Add(pin.Trouble);
            return pin.Trouble is null ? new PinTyped(Secret.FromText("12345")) : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([null, "The PIN is too short: type 6 bytes or more.", null, "The PIN is too short: type 6 bytes or more."], troubles);
    }

    private static PinTyped Wrong(ref bool typed)
    {
        typed = true;
        return new PinTyped(Secret.FromText("nonsense"));
    }
}
