using Ceremony.Core.Actions;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>Has every PIN typed that an action needs, and proven where there is something that it opens already.</summary>
internal sealed class PinDesk(RunPorts ports, RoomTalk talk, TokenDoor door, SoftTokens softTokens, string step)
{
    private const string SuggestedPin = "482913";

    /// <summary>Asks for all of them, in the action's order; the caller disposes them.</summary>
    public async Task<ReadyPins> Gather(CeremonyAction action)
    {
        var pins = new ReadyPins();
        try
        {
            foreach (PinNeed need in action.Pins)
            {
                await Meet(need, pins);
            }

            return pins;
        }
        catch
        {
            pins.Dispose();
            throw;
        }
    }

    private async Task Meet(PinNeed need, ReadyPins pins)
    {
        switch (need)
        {
            case UserLogin login:
                await door.LoggedIn(login.Token, login.Purpose);
                break;
            case SecurityOfficerLogin login:
                await door.LearnSecurityOfficerPin(login.Token);
                break;
            case UserPinItself itself:
                pins.Add(need, await door.ProvenPin(itself.Token, itself.Purpose));
                break;
            case ChosenPin chosen:
                pins.Add(need, await AskChosen(chosen));
                break;
            case SoftTokenPin soft:
                pins.Add(need, await softTokens.PinOf(soft));
                break;
            default:
                throw new BrokenInvariantException("An action needs a PIN of a kind that is not known.");
        }
    }

    private async Task<Secret> AskChosen(ChosenPin chosen)
    {
        string name = door.PinName(chosen.Token);
        var screen = new Screen(name, new TextBlock($"{Hostile.Escape(chosen.Holder)} chooses their own PIN and types it twice, unseen. Everybody else turns away now."))
        {
            Help = "Choose 6 to 8 digits that nobody guesses. The PIN is not recorded anywhere.",
        };
        var prompt = new PinPrompt($"new-pin {chosen.Token.Name}", name, chosen.Holder, PinState.NotSet, null, ports.IsRehearsal ? SuggestedPin : null) { IsNew = true };
        return await talk.Ask(step, screen, prompt) is PinTyped typed ? typed.Pin : throw new BrokenInvariantException("The room answered something else than a PIN.");
    }
}
