using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Initialises tokens, and sets and changes their PINs, which people choose and type twice; where a device has keys of its own, there.</summary>
internal sealed class TokenPins(RunContext run, PinDesk desk, TokenDoor door, string step)
{
    /// <summary>The security officer PIN of a token that is to be initialised; one of no length where it is typed at the device. The caller wipes it.</summary>
    public async Task<Secret> First(FirstPin first)
    {
        TokenEntry entry = door.Entry(first.Token);

        // Initialising may have the module begin anew, by which every login ends.
        run.Logins.EndAll(LoginEnd.Token);

        // Where the blank one is no longer there, the deed says so.
        TokenFlags flags = run.Ports.Tokens.Blank(entry, first.Slot, first.TokenSerial) is [var blank, ..] ? blank.View.Flags : new TokenFlags();
        return await desk.NewOfToken(entry, PinOf.SecurityOfficer, entry.Custodian, flags);
    }

    /// <summary>A new PIN of a token that is there; one of no length where it is typed at the device. The caller wipes it.</summary>
    public async Task<Secret> New(NewPin another)
    {
        TokenEntry entry = door.Entry(another.Token);
        return await desk.NewOfToken(entry, another.Of, Seat(entry, another.Of), door.Session(another.Token).View().Flags);
    }

    /// <summary>The PIN that is to be replaced, proven by a login that lasts until it is. The caller wipes it.</summary>
    public async Task<Secret> Present(PresentPin present)
    {
        TokenEntry entry = door.Entry(present.Token);
        ITokenSession session = door.LoggedOut(present.Token);
        if (present.Of == PinOf.User && !session.View().Flags.LoginRequired)
        {
            throw new DeviceFault("NoPinHere", $"The token {Hostile.Escape(entry.Called)} has no user PIN that could be changed: it shows everything to everybody. Abort, and have the step taken out of the script.");
        }

        string key = present.Of == PinOf.User ? $"pin {present.Token.Name}" : $"so-pin {present.Token.Name}";
        return (await door.Tries(entry, Seat(entry, present.Of), key, $"Present {present.Of.Pin()}").Login(
            WasBegun(present) ? "so that the PIN can be changed. A change was begun before, and there is no record of its end: the former PIN may hold still, or the new one" : "so that the PIN can be changed",
            pin => Login(session, present.Of, pin),
            view => present.Of.StateIn(view),
            offer: null)).Pin;
    }

    /// <summary>Initialises the token, and gives what it tells of itself then.</summary>
    public async Task<TokenReceipt> Initialise(InitialiseToken initialise, Secret pin)
    {
        TokenEntry entry = door.Entry(initialise.Token);
        using (run.Ports.Room.BeginWork(pin.Length == 0 ? $"Type the new security officer PIN at the device of {Hostile.Escape(entry.Called)} now." : $"The token {Hostile.Escape(entry.Called)} is initialised.", null))
        {
            try
            {
                await Task.Run(() => run.Ports.Tokens.Initialise(entry, initialise.Slot, initialise.TokenSerial, pin.Length == 0 ? null : pin));
            }
            catch (DeviceFault fault) when (fault is not PinRefusedFault && Shown(entry) is not null)
            {
                // Whatever was answered: the token is there, which was not before.
                run.Ports.Log($"a token was initialised all the same: {fault.Code}");
            }
        }

        TokenReceipt made = Shown(entry) ?? throw new DeviceFault(
            "NotAsNamed",
            $"The token {Hostile.Escape(entry.Called)} was told to initialise itself and reported no error, but no token is there that fits {Hostile.Escape(entry.Uri.ToString())}. Look at the list of tokens (F5): its serial number may be another one now. Abort, and have the script corrected.");
        if (pin.Length > 0)
        {
            door.Officers.Know(initialise.Token, pin);
            run.Ports.Hints?.Remember($"so-pin {initialise.Token.Name}", pin);
        }

        return made;
    }

    /// <summary>The token, where an interrupted initialisation was done; null where it was not.</summary>
    public Task<TokenReceipt?> Initialised(TokenRef token)
    {
        TokenEntry entry = door.Entry(token);
        return Task.Run(() => Shown(entry));
    }

    /// <summary>Sets the user PIN, and proves it by a login.</summary>
    public async Task<TokenReceipt> Set(SetUserPin set, Secret pin)
    {
        await door.Officers.SetUserPin(set.Token, pin.Length == 0 ? null : pin);
        return Proven(set.Token, PinOf.User, pin);
    }

    /// <summary>Changes a PIN, whose owner is logged in, and proves the new one by a login.</summary>
    public async Task<TokenReceipt> Change(ChangePin change, Secret present, Secret next)
    {
        ITokenSession session = door.Session(change.Token);
        bool isAtDevice = session.View().Flags.PinAtDevice;
        using (isAtDevice ? run.Ports.Room.BeginWork($"Type the present and the new {change.Of.Pin()} at the device of {Hostile.Escape(door.Entry(change.Token).Called)} now.", null) : null)
        {
            Action<Secret?, Secret?> replace = change.Of == PinOf.User ? session.ChangeUserPin : session.ChangeSecurityOfficerPin;
            await Task.Run(() => replace(isAtDevice ? null : present, isAtDevice ? null : next));
        }

        door.Officers.Forget(change.Token);
        return Proven(change.Token, change.Of, next);
    }

    // The PIN that people chose must be the one that the token takes, not only the one that the program believes. One that was typed at the device the program never saw.
    private TokenReceipt Proven(TokenRef token, PinOf of, Secret pin)
    {
        ITokenSession session = door.LoggedOut(token);
        if (pin.Length > 0)
        {
            Login(session, of, pin);
            session.Logout();
            run.Ports.Hints?.Remember(of == PinOf.User ? $"pin {token.Name}" : $"so-pin {token.Name}", pin);
        }

        return TokenReceipt.Of(door.ViewOf(token, session));
    }

    private TokenReceipt? Shown(TokenEntry entry)
    {
        TokenView[] fitting = [.. run.Ports.Tokens.List(entry.Module, entry.ModuleSha256).Where(view => entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model))];
        return fitting.Length < 2
            ? fitting.Select(TokenReceipt.Of).FirstOrDefault()
            : throw new DeviceFault("TwoTokens", $"{fitting.Length} tokens match {Hostile.Escape(entry.Uri.ToString())}: take out all but one, then try again.");
    }

    private bool WasBegun(PresentPin present) => run.Recorder.Lines.OfStep(step).Any(line => line.Entry is Intended { Action: ChangePin change } && (change.Token, change.Of) == (present.Token, present.Of));

    private static string Seat(TokenEntry entry, PinOf of) => of == PinOf.User ? TokenDoor.SeatOf(entry) : entry.Custodian;

    private static void Login(ITokenSession session, PinOf of, Secret? pin)
    {
        if (of == PinOf.User)
        {
            PinChange.LoginToChange(session, pin);
        }
        else
        {
            session.LoginSecurityOfficer(pin);
        }
    }
}
