using System.CommandLine;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>change-pin</c> and <c>unblock-pin</c>: what happens to the PINs of a token between ceremonies. In a ceremony steps of the same names do it, on record.</summary>
internal static class PinCommands
{
    private const string PinsAre = "PINs are typed, or read from standard input, one a line; at the device where it has keys of its own.";

    /// <summary><c>change-pin</c>: whoever knows a PIN changes it.</summary>
    public static Command Change()
    {
        var named = new NamedToken();
        var officer = new Option<bool>("--security-officer") { Description = "Change the security officer PIN instead of the user PIN." };
        var lastTry = new Option<bool>("--last-try") { Description = "Try a PIN although one more wrong one locks it." };
        var command = new Command("change-pin", $"Change a PIN of a token: the present one, then the new one. {PinsAre}") { officer, lastTry };
        named.AddTo(command);
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(Change(parsed, named, parsed.GetValue(officer) ? PinOf.SecurityOfficer : PinOf.User, parsed.GetValue(lastTry)))));
        return command;
    }

    /// <summary><c>unblock-pin</c>: the security officer has the user PIN set anew.</summary>
    public static Command Unblock()
    {
        var named = new NamedToken();
        var lastTry = new Option<bool>("--last-try") { Description = "Try the security officer PIN although one more wrong one locks it." };
        var command = new Command("unblock-pin", $"Set a token's user PIN anew, where it is locked or forgotten: the security officer PIN, then the new user PIN. {PinsAre}") { lastTry };
        named.AddTo(command);
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(Unblock(parsed, named, parsed.GetValue(lastTry)))));
        return command;
    }

    private static SessionEnd Change(ParseResult parsed, NamedToken named, PinOf of, bool mayUseLastTry)
    {
        using Pkcs11Tokens tokens = named.Tokens(parsed);
        (ITokenSession session, TokenView token) = named.Open(parsed, tokens);
        using (session)
        {
            RefuseState(token, of, mayUseLastTry);
            if (token.Flags.PinAtDevice)
            {
                Console.Error.WriteLine($"The present {of.Pin()} and then the new one are typed at the device.");
            }

            using Secret? present = token.Flags.PinAtDevice ? null : TypedPin.Ask($"Present {of.Pin()}: ");
            using Secret? next = token.Flags.PinAtDevice ? null : TypedPin.Twice($"New {of.Pin()}");
            Login(session, of, present);
            if (of == PinOf.User)
            {
                session.ChangeUserPin(present, next);
            }
            else
            {
                session.ChangeSecurityOfficerPin(present, next);
            }

            Prove(session, of, next);
            return new SessionEnd(ExitCodes.Done, [$"The {of.Pin()} of {NamedToken.Called(token)} is changed."]);
        }
    }

    private static SessionEnd Unblock(ParseResult parsed, NamedToken named, bool mayUseLastTry)
    {
        using Pkcs11Tokens tokens = named.Tokens(parsed);
        (ITokenSession session, TokenView token) = named.Open(parsed, tokens);
        using (session)
        {
            RefuseState(token, PinOf.SecurityOfficer, mayUseLastTry);
            if (token.Flags.PinAtDevice)
            {
                Console.Error.WriteLine("The security officer PIN and then the new user PIN are typed at the device.");
            }

            using Secret? officer = token.Flags.PinAtDevice ? null : TypedPin.Ask("Security officer PIN: ");
            using Secret? next = token.Flags.PinAtDevice ? null : TypedPin.Twice("New user PIN");
            session.LoginSecurityOfficer(officer);
            session.InitialiseUserPin(next);
            Prove(session, PinOf.User, next);
            return new SessionEnd(ExitCodes.Done, [$"The user PIN of {NamedToken.Called(token)} is set anew; whatever it was before is void."]);
        }
    }

    // A token reports flags, not how many tries are left; the last one is never spent unasked.
    private static void RefuseState(TokenView token, PinOf of, bool mayUseLastTry)
    {
        string called = NamedToken.Called(token).TrimEnd(',');
        string? why = of.StateIn(token) switch
        {
            PinState.NotSet => $"The {of.Pin()} of {called} was never set: \"ceremony unblock-pin\" sets the user PIN.",
            PinState.Locked => $"The {of.Pin()} of {called} is locked: {(of == PinOf.User ? "\"ceremony unblock-pin\" sets another" : "only initialising the token again helps, and that destroys everything on it")}.",
            PinState.FinalTry when !mayUseLastTry => $"One more wrong {of.Pin()} locks {called}. Be sure of the PIN, then give --last-try as well.",
            _ => null,
        };
        if (why is not null)
        {
            throw new CommandFailure(ExitCodes.Refused, why);
        }

        if (of.StateIn(token) is not PinState.Set)
        {
            Console.Error.WriteLine($"The token says of this PIN: {TokenWords.Pin(of.StateIn(token))}.");
        }
    }

    private static void Login(ITokenSession session, PinOf of, Secret? pin)
    {
        if (of == PinOf.SecurityOfficer)
        {
            session.LoginSecurityOfficer(pin);
            return;
        }

        try
        {
            session.LoginUser(pin);
        }
        catch (PinRefusedFault fault) when (fault.Code == "CKR_PIN_EXPIRED")
        {
            // It is the right one, and good for nothing but being changed (PKCS#11 v2.40 §5.6).
            return;
        }
    }

    // What was typed must be what the token takes; what was typed at the device the program never saw.
    private static void Prove(ITokenSession session, PinOf of, Secret? pin)
    {
        session.Logout();
        if (pin is not null)
        {
            Login(session, of, pin);
            session.Logout();
        }
    }
}
