using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Tokens that call themselves otherwise, and modules that are not those that run.</summary>
public sealed class OtherTokensTests
{
    [Fact]
    public async Task A_token_that_calls_itself_otherwise_all_of_a_sudden_is_refused_and_no_line_names_it()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, prompt) =>
        {
            stage.Tokens["HSM"].CallsItself = screen.Title == "The key is made" ? "Another" : prompt is ChoicePrompt ? null : stage.Tokens["HSM"].CallsItself;
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block =>
            block.Text == "The token HSM calls itself \"Another\" now, with the serial number serial-HSM, and is not the one that the script names. Insert the right one, then try again."));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "inventory" or "looked" && Core.Json.CanonicalJson.WriteText(line.Json).Contains("\"Another\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_calls_itself_otherwise_stands_in_no_inventory()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].CallsItself = "Another";
        stage.Room.Interrupt(new LeaveWanted());

        await stage.Begin();

        Assert.Equal("OtherToken", stage.Lines.Single(line => line.Kind == "inventory").Json["tokens"].AsList().Single().AsMap().Text("fault"));
    }

    [Fact]
    public async Task A_module_that_is_exchanged_while_the_program_runs_is_noticed_before_the_room_is_checked()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        (int compared, int asked) = (0, 0);
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is FormPrompt { Form.Fields: [{ Choices: ["matches", var differs] }, ..] fields } && compared++ == 0)
            {
                stage.Tokens.Module = new string('1', 64);
                return new FormFilled(new Core.Desk.Answers(fields.ToDictionary(field => field.Name, _ => differs)));
            }

            // The first is about what the witness found, the second about the module.
            stage.Tokens.Module = prompt is ChoicePrompt && ++asked == 2 ? new string('0', 64) : stage.Tokens.Module;
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block => block.Text.StartsWith("Another module is there now, /usr/lib/softhsm/libsofthsm2.so with the SHA-256 1111", StringComparison.Ordinal)));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "looked" && Core.Json.CanonicalJson.WriteText(line.Json).Contains(new string('1', 64), StringComparison.Ordinal));
    }
}
