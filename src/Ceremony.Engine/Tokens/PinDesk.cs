using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>
/// The one place where PINs of tokens and soft tokens are asked for. Each is lent to whoever asked, who tries it and wipes it. Officers who
/// confirm type theirs in their panes instead; see <see cref="SigningRound"/>.
/// </summary>
internal sealed class PinDesk(RunContext run, string step)
{
    private const string SuggestedForCard = "482913";
    private const string SuggestedForOfficer = "246813";
    private const string SuggestedForConsole = "141421";

    /// <summary>A PIN of a token.</summary>
    /// <param name="asked">Which one.</param>
    /// <param name="purpose">What it is for, as the end of a sentence.</param>
    /// <param name="state">What the token says about its tries.</param>
    /// <param name="trouble">Why the last one was not taken, or null.</param>
    /// <param name="offer">For how long the token can stay unlocked; null where it is for this step alone.</param>
    public Task<PinTyped> OfToken(AskedPin asked, string purpose, PinState state, string? trouble, LoginOffer? offer)
    {
        string name = $"{asked.What} of {asked.Entry.Called}";
        var screen = new Screen(
            name,
            [
                new TextBlock($"{Hostile.Escape(run.Recorder.NameOf(asked.Seat))} {(asked.IsAtDevice ? "goes to the device" : "comes to the keyboard")} and unlocks {Hostile.Escape(asked.Entry.Called)} {purpose}. Everybody else looks away."),
                .. asked is { IsAtDevice: false, Consists: { } consists } ? [new TextBlock($"Here the PIN is: {Hostile.Escape(consists)}.")] : Array.Empty<Block>(),
                .. asked.IsAtDevice ? [new TextBlock("Its PIN is typed at the device itself: press Enter here, then type it there. This program never sees it.")] : Array.Empty<Block>(),
                .. offer is null ? Array.Empty<Block>() : [Consent(offer)],
            ])
        {
            Help = (asked.IsAtDevice ? "You are the one named below the line: press Enter, then type the PIN at the device. " : "You are the one named below the line: type the PIN and press Enter. It is sent to the token and then wiped, and it is not recorded anywhere. ")
                + $"{(offer is null ? "After this step the token is locked again." : "Whether it stays unlocked for the next steps is yours to say; the record tells that you agreed.")} If the PIN is not at hand, F10 leaves the program and nothing is lost.",
        };
        return run.Talk.Ask(step, screen, new PinPrompt(asked.Key, name, $"{run.Recorder.NameOf(asked.Seat)} ({asked.Seat})", state, trouble, run.Ports.Hints?.Find(asked.Key)) { Offer = offer, IsAtDevice = asked.IsAtDevice });
    }

    /// <summary>The PIN of a soft token that was made in this ceremony.</summary>
    public Task<Secret> OfSoftToken(string file, string holder, string? trouble)
    {
        string name = Path.GetFileName(file);
        var screen = new Screen($"PIN of {name}", new TextBlock($"{Hostile.Escape(holder)} comes to the keyboard and opens the soft token {Hostile.Escape(name)} with its PIN. Everybody else looks away."))
        {
            Help = "You are the one named below the line: type the PIN that you noted when the soft token was made. It opens the file and is then wiped. It is not "
                + "recorded anywhere.",
        };
        return Ask(screen, Existing(name, holder, trouble));
    }

    /// <summary>The PIN of a soft token that its holder brought along.</summary>
    public Task<Secret> OfBroughtSoftToken(string file, string holder, string? trouble)
    {
        string name = Path.GetFileName(file);
        var screen = new Screen($"Soft token {name}", new TextBlock($"{Hostile.Escape(holder)} opens their own soft token {name} with its PIN. Everybody else looks away."))
        {
            Help = OpensAndIsWiped,
        };
        return Ask(screen, Existing(name, holder, trouble));
    }

    /// <summary>A new PIN for a key that is made at the console, typed twice.</summary>
    public Task<Secret> NewForConsoleKey(string file, string holder, string? trouble)
    {
        string safe = Hostile.Escape(holder);
        var screen = new Screen(
            $"A key for {safe}",
            new TextBlock($"{safe} brings no token. A key is made here, at this console, and kept in the file {file} under a PIN that {safe} chooses now. Everybody else looks away."))
        {
            Help = OpensAndIsWiped,
        };
        return Ask(screen, Existing(file, holder, trouble) with { Hint = run.Ports.IsRehearsal ? SuggestedForConsole : null, IsNew = true });
    }

    /// <summary>A new PIN for a card, which its holder chooses and types twice.</summary>
    public Task<Secret> NewForCard(TokenEntry entry, string holder)
    {
        string name = CardPin(entry);
        var screen = new Screen(name, new TextBlock($"{Hostile.Escape(holder)} chooses their own PIN and types it twice without showing it. Everybody else turns away now."))
        {
            Help = "Choose 6 to 8 digits that nobody can guess. The PIN is not recorded anywhere.",
        };
        return Ask(screen, new PinPrompt($"new-pin {entry.Ref.Name}", name, holder, PinState.NotSet, null, run.Ports.IsRehearsal ? SuggestedForCard : null) { IsNew = true });
    }

    /// <summary>A new PIN for a token that demands another one, which its custodian chooses and types twice.</summary>
    public Task<Secret> NewForToken(TokenEntry entry, string custodian, string? trouble)
    {
        string name = $"New user PIN of {Hostile.Escape(entry.Called)}";
        var screen = new Screen(name, new TextBlock($"The token demands another PIN before it does anything. {Hostile.Escape(custodian)} chooses one and types it twice without showing it. Everybody else turns away now."))
        {
            Help = "Some tokens come with a first PIN that must be replaced. Choose one that nobody can guess and keep it as the first was kept. The PIN is not recorded anywhere; the record tells that it was changed.",
        };
        return Ask(screen, new PinPrompt($"new-pin {entry.Ref.Name}", name, custodian, PinState.Set, trouble, run.Ports.IsRehearsal ? SuggestedForCard : null) { IsNew = true });
    }

    /// <summary>
    /// A new PIN of a token, which whoever will know it chooses and types twice; one of no length where it is typed at the device. The token's own limits of a user PIN's length are kept: what it could only refuse is not
    /// sent to it. The caller wipes it.
    /// </summary>
    /// <param name="entry">The token.</param>
    /// <param name="of">Which PIN.</param>
    /// <param name="seat">Who will know it, by the seat in the room.</param>
    /// <param name="flags">What the token says of itself.</param>
    public async Task<Secret> NewOfToken(TokenEntry entry, PinOf of, string seat, TokenFlags flags)
    {
        string person = Hostile.Escape(run.Recorder.NameOf(seat));
        string name = $"New {of.Pin()} of {Hostile.Escape(entry.Called)}";
        string? trouble = null;
        while (true)
        {
            await new Attendance(run).DemandSeat(step, seat);
            var screen = new Screen(name, new TextBlock(flags.PinAtDevice
                ? $"{person} goes to the device and chooses a new {of.Pin()}. It is typed at the device itself: press Enter here, then type it there as the device asks. This program never sees it. Everybody else looks away."
                : $"{person} comes to the keyboard, chooses a new {of.Pin()} and types it twice without showing it. Everybody else turns away now."))
            {
                Help = "Choose one that nobody can guess, and keep it where only those who must know it find it. It is not recorded anywhere; the record tells that it was set."
                    + (of == PinOf.SecurityOfficer ? " A token that came with a security officer PIN of its maker's takes only that one at first: type it, and have it changed afterwards. By the security officer PIN a user PIN that is forgotten or locked is set anew. Nothing sets the security officer PIN anew: without it the token can only be initialised again, which destroys everything on it." : ""),
            };
            string key = of == PinOf.User ? $"new-pin {entry.Ref.Name}" : $"new-so-pin {entry.Ref.Name}";
            Secret pin = await Ask(screen, new PinPrompt(key, flags.PinAtDevice ? name : $"{of.CapitalPin()} of {Hostile.Escape(entry.Called)}", $"{run.Recorder.NameOf(seat)} ({seat})", PinState.NotSet, trouble, run.Ports.IsRehearsal ? Suggested(of) : null) { IsNew = !flags.PinAtDevice, IsAtDevice = flags.PinAtDevice });
            trouble = flags.PinAtDevice ? null : WhyNot(pin, of, flags);
            if (trouble is null)
            {
                return pin;
            }

            pin.Dispose();
        }
    }

    /// <summary>What people call a card's PIN.</summary>
    public static string CardPin(TokenEntry entry) => $"PIN of card {Hostile.Escape(entry.Called)}";

    private static TextBlock Consent(LoginOffer offer) => new(
        $"It then stays unlocked until the end of the act \"{Hostile.Escape(offer.Act)}\", or until no step has used it for {(offer.IdleMinutes == 1 ? "1 minute" : $"{offer.IdleMinutes} minutes")}, or until its custodian or an officer leaves, or a break begins. "
        + "F11 locks it at any moment. To unlock it for this step alone, press F12 instead of Enter.");

    private const string OpensAndIsWiped = "The PIN opens the file and is then wiped. It is not recorded anywhere.";

    private static string Suggested(PinOf of) => of == PinOf.User ? SuggestedForCard : SuggestedForOfficer;

    // The limits are the user PIN's; security officers' PINs of cards often exceed them.
    private static string? WhyNot(Secret pin, PinOf of, TokenFlags flags) => pin.Length == 0 ? "No PIN was typed: type one twice."
        : of == PinOf.User && flags.PinLength is (var least, > 0 and var most) && least <= most && (pin.Length < least || pin.Length > most) ? $"The token takes a PIN of {least} to {most} characters: choose another."
        : null;

    private PinPrompt Existing(string name, string holder, string? trouble) => new($"pin {name}", $"PIN of {name}", holder, null, trouble, run.Ports.Hints?.Find($"pin {name}"));

    private async Task<Secret> Ask(Screen screen, PinPrompt prompt) => (await run.Talk.Ask(step, screen, prompt)).Pin;
}
