using System.CommandLine;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>initialise-token</c>: gives a token as it comes out of its box a label, a security officer PIN and a user PIN.</summary>
internal static class InitialiseTokenCommand
{
    public static Command Make()
    {
        var label = new Argument<string>("LABEL") { Description = "The token's label, by which scripts name it; at most 32 bytes." };
        var module = new ModuleOptions();
        var slot = new Option<string>("--slot") { Description = "The slot's name, as \"ceremony tokens\" shows it, where more than one token is blank." };
        var serial = new Option<string>("--serial") { Description = "The token's serial number instead." };
        var again = new Option<bool>("--again") { Description = "Initialise a token that is in use already: everything on it is destroyed." };
        var command = new Command("initialise-token", "Initialise a token: label, security officer PIN, user PIN. Both PINs are typed, or read from standard input, one a line.") { label, slot, serial, again };
        module.AddTo(command);
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(Initialise(
            parsed.GetValue(label)!, module.Read(parsed), parsed.GetValue(slot), parsed.GetValue(serial), parsed.GetValue(again)))));
        return command;
    }

    private static SessionEnd Initialise(string label, NamedModule module, string? slot, string? serial, bool again)
    {
        (SlotView chosen, TokenView token) = Chosen(module, slot, serial, again);
        bool isNew = !token.Initialised;
        bool isAtDevice = token.Flags.PinAtDevice;
        if (isAtDevice)
        {
            Console.Error.WriteLine("The PINs are typed at the device: first the security officer's, then the user's.");
        }

        using Secret? officer = isAtDevice ? null : isNew ? TypedPin.Twice("New security officer PIN") : TypedPin.Ask("Present security officer PIN: ");
        using Secret? user = isAtDevice ? null : TypedPin.Twice("New user PIN");
        TokenToInitialise which = token.Serial.Length > 0 && serial is not null ? TokenToInitialise.OfSerial(token.Serial)
            : isNew && slot is null ? TokenToInitialise.Blank with { TakesAny = true }
            : TokenToInitialise.InSlot(chosen.Name);
        TokenView made = new TokenInitialisation(module.File, ConsoleWatch.Make(), module.Setup).Initialise(which, label, officer, user, isAtDevice);
        return new SessionEnd(ExitCodes.Done, [
            $"The token {Hostile.Escape(made.Label)}, serial number {Hostile.Escape(made.Serial)}, is initialised; its user PIN is {TokenWords.Pin(made.Pin)}.",
            $"In a script: uri: 'pkcs11:token={Uri.EscapeDataString(made.Label)};serial={Uri.EscapeDataString(made.Serial)}'"]);
    }

    private static (SlotView Slot, TokenView Token) Chosen(NamedModule module, string? slot, string? serial, bool again)
    {
        using var tokens = new Pkcs11Tokens(ConsoleWatch.Make(), module.Setups);
        IReadOnlyList<SlotView> slots = tokens.Slots(module.File);
        SlotView[] fitting = [.. slots.Where(each => each.Token is { } token && (slot is not null ? each.Name == slot : serial is not null ? token.Serial == serial : !token.Initialised))];
        if (fitting.Length == 0)
        {
            throw new CommandFailure(ExitCodes.Refused, $"There is no {(slot ?? serial) switch { null => "blank token", var named => $"token \"{Hostile.Escape(named)}\"" }} behind this module. \"ceremony tokens --module {ShellWord.Of(module.File)}\" lists what is there.");
        }

        // Tokens in software have no end of blank ones, which are all the same.
        bool areAlike = fitting.All(each => each.Token is { Initialised: false });
        if (fitting.Length > 1 && !(areAlike && slot is null && serial is null && fitting.Select(each => each.Token!.Serial).Distinct().Count() == 1))
        {
            throw new CommandFailure(ExitCodes.Refused, $"{fitting.Length} tokens are meant by that: name one with --slot or --serial. They are in the slots {string.Join(", ", fitting.Select(each => $"\"{Hostile.Escape(each.Name)}\""))}.");
        }

        TokenView chosen = fitting[0].Token!;
        return !chosen.Initialised || again
            ? (fitting[0], chosen)
            : throw new CommandFailure(ExitCodes.Refused, $"The token {Hostile.Escape(chosen.Label)}, serial number {Hostile.Escape(chosen.Serial)}, is in use already. With --again it is initialised anew, and everything on it is destroyed.");
    }
}
