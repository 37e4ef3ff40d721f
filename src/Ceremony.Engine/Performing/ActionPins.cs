using Ceremony.Core.Actions;

namespace Ceremony.Engine;

/// <summary>Asks for every PIN that an action needs, and proves it where it already opens something.</summary>
internal sealed class ActionPins(PinDesk desk, TokenDoor door, TokenPins tokenPins, SoftTokens softTokens, Func<Task<bool>> mustAskAgain)
{
    /// <summary>Asks for all of them, in the action's order; the caller disposes them.</summary>
    public async Task<ReadyPins> Gather(CeremonyAction action)
    {
        while (true)
        {
            ReadyPins pins = await Asked(action);
            if (action.Pins.Count == 0 || (!await mustAskAgain() && action.Pins.OfType<UserLogin>().All(login => door.IsLoggedIn(login.Token))))
            {
                return pins;
            }

            pins.Dispose();
        }
    }

    private async Task<ReadyPins> Asked(CeremonyAction action)
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
            case UseOfKey use:
                if (await door.PinForUse(use) is { } pin)
                {
                    pins.Add(need, pin);
                }

                break;
            case SecurityOfficerLogin login:
                await door.Officers.Learn(login.Token);
                break;
            case UserPinItself itself:
                pins.Add(need, await door.ProvenPin(itself.Token, itself.Purpose));
                break;
            case ChosenPin chosen:
                pins.Add(need, await desk.NewForCard(door.Entry(chosen.Token), chosen.Holder));
                break;
            case FirstPin first:
                pins.Add(need, await tokenPins.First(first));
                break;
            case PresentPin present:
                pins.Add(need, await tokenPins.Present(present));
                break;
            case NewPin another:
                pins.Add(need, await tokenPins.New(another));
                break;
            case SoftTokenPin soft:
                pins.Add(need, await softTokens.PinOf(soft));
                break;
            default:
                throw new BrokenInvariantException("An action needs a PIN of a kind that is not known.");
        }
    }
}
