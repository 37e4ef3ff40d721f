using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>A PIN that is asked for.</summary>
/// <param name="Entry">The token.</param>
/// <param name="Seat">Whose PIN it is, by the seat in the room.</param>
/// <param name="Key">The question's key in answers and hints.</param>
/// <param name="What">"User PIN", "Security officer PIN".</param>
internal sealed record AskedPin(TokenEntry Entry, string Seat, string Key, string What)
{
    /// <summary>Whether it is typed at the device itself.</summary>
    public bool IsAtDevice { get; init; }

    /// <summary>What it consists of, as the script says; null for a PIN of no special form.</summary>
    public string? Consists => Key == $"pin {Entry.Ref.Name}" ? Entry.PinIs : null;
}

/// <summary>Has a PIN typed until a token takes it. A last try is never spent unasked.</summary>
/// <param name="run">The run.</param>
/// <param name="pins">Where it is asked for.</param>
/// <param name="step">The open step.</param>
/// <param name="asked">Which PIN.</param>
/// <param name="view">What the token says of itself now.</param>
internal sealed class PinTries(RunContext run, PinDesk pins, string step, AskedPin asked, Func<TokenView> view)
{
    /// <summary>Logs in with the PIN that is typed; asks again where it is wrong. Throws <see cref="PinRefusedFault"/> where it is locked.</summary>
    /// <param name="purpose">What the PIN is for, as the end of a sentence.</param>
    /// <param name="login">Logs in with it, or has it typed at the device where it is given none.</param>
    /// <param name="state">What a view says of its tries.</param>
    /// <param name="offer">For how long the token can stay unlocked; null where it is for this step alone.</param>
    /// <returns>What was typed; the caller wipes the PIN.</returns>
    public async Task<PinTyped> Login(string purpose, Action<Secret?> login, Func<TokenView, PinState> state, LoginOffer? offer)
    {
        string? trouble = null;
        while (true)
        {
            await run.AirGap.DemandConfirmed(step);
            await new Attendance(run).DemandSeat(step, asked.Seat);
            TokenView now = view();
            bool isAtDevice = now.Flags.PinAtDevice;
            await GuardLastTry(state(now));
            PinTyped typed = await pins.OfToken(asked with { IsAtDevice = isAtDevice }, purpose, state(now), trouble, offer);
            if (run.AirGap.Holds)
            {
                // An interface came up while somebody typed, and nobody can confirm it yet.
                typed.Wipe();
                continue;
            }

            try
            {
                using IDisposable? waiting = isAtDevice ? run.Ports.Room.BeginWork($"Type the {asked.What} at the device of {Hostile.Escape(asked.Entry.Called)} now.", null) : null;
                _ = typed.Pin.UnlessFails(() => login(isAtDevice ? null : typed.Pin));
                return typed;
            }
            catch (PinRefusedFault fault)
            {
                run.Recorder.Append(new SignInFailed(asked.Entry.Ref.Name, run.Recorder.NameOf(asked.Seat), fault.Code), step, run.Recorder.NameOf(asked.Seat));
                if (fault.Locked)
                {
                    throw;
                }

                trouble = fault.Message;
            }
        }
    }

    private async Task GuardLastTry(PinState state)
    {
        if (state == PinState.Locked)
        {
            throw new PinRefusedFault("CKR_PIN_LOCKED", $"The {asked.What} of {asked.Entry.Called} is locked. Have it unlocked by somebody who may, or abort the ceremony.", locked: true);
        }

        if (state == PinState.FinalTry && await run.Talk.Choose(step, LastTryScreen(), "last-try", new Choice("use", "Use the last try"), new Choice("leave", "Do not use it: leave the program")) == "leave")
        {
            throw new LeaveSignal();
        }
    }

    private Screen LastTryScreen() => new(
        "One try is left",
        new WarningBlock($"One more wrong {asked.What} locks {asked.Entry.Called}."),
        new TextBlock("Be sure of the PIN before you go on. The ceremony can also be left here and resumed when the PIN is certain."))
    {
        Help = "Tokens lock after a number of wrong PINs. This program never spends the last try without asking.",
    };
}
