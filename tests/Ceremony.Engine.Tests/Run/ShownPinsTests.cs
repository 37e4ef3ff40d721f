using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Where a real ceremony shows PINs.</summary>
public sealed class ShownPinsTests
{
    private static readonly TerminalView Window = new("/dev/pts/3", 80, 24, IsConsole: false);

    [Theory]
    [InlineData("", true)]
    [InlineData("show-pins: console\n", true)]
    [InlineData("show-pins: anywhere\n", false)]
    public async Task A_PIN_is_shown_at_a_console_only_unless_the_script_allows_more(string says, bool isRefused)
    {
        using var stage = new Stage(Scripts.Replaced.Replace("confirm:", $"{says}confirm:", StringComparison.Ordinal)) { IsProduction = true };
        stage.Machine.Terminal = Window;
        bool wasRefused = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "A device failed")
            {
                Assert.Contains("No PIN was made. This terminal, /dev/pts/3, is not a console of this machine", Core.Json.CanonicalJson.WriteText(screen.ToJson()), StringComparison.Ordinal);
                wasRefused = true;
                stage.Machine.Terminal = new TerminalView("/dev/tty3", 80, 25, IsConsole: true);
            }

            return prompt is ShowSecretPrompt ? new Interrupted(new LeaveWanted()) : Typed(stage, prompt);
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(isRefused, wasRefused);
        Assert.Contains(stage.Room.Asked, asked => asked.Prompt is ShowSecretPrompt);
        Assert.Equal(isRefused ? ["NotConsole"] : [], stage.Lines.Entries<Failed>().Select(failed => failed.Code));
    }

    [Fact]
    public async Task A_rehearsal_shows_its_PINs_anywhere()
    {
        using var stage = new Stage(Scripts.Replaced);
        stage.Machine.Terminal = Window;
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
    }

    // There are no hints in a real ceremony: everybody knows their own PIN.
    private static RoomReply? Typed(Stage stage, Prompt prompt) => prompt switch
    {
        PinPrompt pin => new PinTyped(Secret.FromText(stage.Hints.Find(pin.Key)!)),
        ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Stage.KitPin)),
        _ => null,
    };
}
