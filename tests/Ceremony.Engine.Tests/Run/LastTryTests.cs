using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A card whose next wrong PIN locks it: its last try is spent only where its holder says so.</summary>
public sealed class LastTryTests
{
    private const string Card = "card 00004712";

    [Theory]
    [InlineData("use", null, 0)]
    [InlineData("leave", "The last try was not used. Be sure of the PIN, then type it again.", 2)]
    public async Task The_holder_decides_whether_the_last_try_is_used(string decides, string? told, int wrongTries)
    {
        using Stage stage = Bootstrap.Stage();
        MemoryToken card = stage.Tokens[Bootstrap.Cards[1]];
        int asked = 0;
        string? trouble = null;
        bool isConfirmed = false;
        int leftAt = -1;
        stage.Room.Instead = (_, prompt) =>
        {
            switch (prompt)
            {
                case ChoicePrompt { Key: "last-try" }:
                    asked++;
                    return new Chose(decides);
                case ConfirmPrompt { Panes: var panes } confirm when panes[1].Token == Card && asked == 1:
                    (trouble, isConfirmed, leftAt) = (confirm.Trouble, panes[1].ConfirmedAt is not null, card.WrongTries);
                    return new Interrupted(new LeaveWanted());
                case ConfirmPrompt { Panes: var panes } when panes[1].Token == Card:
                    card.WrongTries = 2;
                    return new OfficerPinTyped(1, Secret.FromText(panes[1].Hint!));
                default:
                    return null;
            }
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal((1, told, decides == "use", wrongTries), (asked, trouble, isConfirmed, leftAt));
        Assert.Equal(0, card.Refused);
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "sign-in-failed" or "expired");
    }

    [Fact]
    public async Task A_locked_card_is_not_tried_and_the_room_is_told_what_to_do()
    {
        using Stage stage = Bootstrap.Stage();
        MemoryToken card = stage.Tokens[Bootstrap.Cards[1]];
        string? trouble = null;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not ConfirmPrompt { Panes: var panes } confirm || panes[1].Token != Card)
            {
                return null;
            }

            trouble = confirm.Trouble;
            card.WrongTries = 3;
            return trouble is null ? new OfficerPinTyped(1, Secret.FromText(panes[1].Hint!)) : new Interrupted(new LeaveWanted());
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal("The PIN of the card of Name of officer 2 is locked. Refuse (F8) and say so, or leave the program and resume when the card is unlocked.", trouble);
        Assert.Equal(0, card.Refused);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sign-in-failed");
    }
}
