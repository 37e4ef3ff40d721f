using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// A PIN that failed, for whatever reason, is wiped before the next screen is shown: people may think there for minutes. That none outlives a ceremony is
/// demanded of every story, when its <see cref="Stage"/> is left.
/// </summary>
public sealed class FailedPinsTests
{
    public static TheoryData<string, Exception> Faults => new()
    {
        { "CM-HSM", new PinRefusedFault("CKR_PIN_INCORRECT", "The PIN is wrong.", locked: false) },
        { "CM-HSM", new PinRefusedFault("CKR_PIN_LOCKED", "The PIN is locked.", locked: true) },
        { "CM-HSM", new DeviceFault("CKR_DEVICE_ERROR", "The token reports an error of its own.") },
        { "CM-HSM", new DeviceFault("CKR_DEVICE_REMOVED", "The token was taken out.") },
        { "00004711", new PinRefusedFault("CKR_PIN_INCORRECT", "The PIN is wrong.", locked: false) },
        { "00004711", new DeviceFault("CKR_DEVICE_ERROR", "The token reports an error of its own.") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_PIN_at_which_a_token_fails_is_wiped_before_the_next_screen(string token, Exception fault)
    {
        using var stage = new Stage(Scripts.Replaced);
        Exception? once = fault;
        bool hasFailed = false;
        stage.Tokens[token].FailsWithPin = () =>
        {
            hasFailed = true;
            return Interlocked.Exchange(ref once, null);
        };
        int looked = 0;
        Secret[] before = [];
        stage.Room.Instead = (screen, _) =>
        {
            if (hasFailed && looked++ == 0)
            {
                before = [.. stage.Room.Secrets, .. stage.Tokens[token].Lent];
                Assert.NotEmpty(before);
                Assert.All(before, secret => Assert.True(secret.IsWiped, $"a PIN outlived its failure, at the screen \"{screen.Title}\""));
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.NotEqual(0, looked);
    }

    [Fact]
    public async Task A_PIN_that_cannot_even_be_recorded_as_wrong_is_wiped()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].FailsWithPin = () =>
        {
            stage.Files = Fakes.WatchedFiles.Breaking(stage.Files, 1);
            return new IOException("not a fault of a device");
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Single(stage.Tokens["HSM"].Lent);
    }

    [Fact]
    public async Task A_PIN_typed_back_by_somebody_who_is_recorded_as_gone_is_wiped_when_the_program_is_left()
    {
        using var stage = new Stage(Scripts.Replaced);
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is ShowSecretPrompt shown)
            {
                stage.Room.Interrupt(new LeaveWanted());
                return new SecretReadBack(shown.Secret.Copy(), 1, 1000);
            }

            return screen.Title == "Who is in the room" ? new Interrupted(new LeaveWanted()) : null;
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Contains(stage.Room.Asked, asked => asked.Prompt is ShowSecretPrompt);
    }
}
