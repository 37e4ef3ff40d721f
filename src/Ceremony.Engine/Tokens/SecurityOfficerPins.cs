using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>The security officer PINs of tokens, each asked for once in a step, and the user PINs that are set by them.</summary>
internal sealed class SecurityOfficerPins(RunContext run, TokenDoor door) : IDisposable
{
    private readonly Dictionary<string, Secret> _known = [];

    /// <summary>Asks for the PIN, unless this step knows it, and proves it. Nobody is logged in afterwards.</summary>
    public async Task Learn(TokenRef token)
    {
        TokenEntry entry = door.Entry(token);
        ITokenSession session = door.LoggedOut(token);
        if (!_known.ContainsKey(token.Name))
        {
            PinTyped typed = await door.Tries(entry, entry.Custodian, $"so-pin {token.Name}", PinOf.SecurityOfficer.CapitalPin())
                .Login("so that another user PIN can be set on it", session.LoginSecurityOfficer, view => view.SecurityOfficerPin, null);
            _known[token.Name] = typed.Pin;
            session.Logout();
        }
    }

    /// <summary>Takes note of a PIN that has just been set, in place of what this step knew.</summary>
    /// <param name="token">The token.</param>
    /// <param name="pin">The PIN, which is copied.</param>
    public void Know(TokenRef token, Secret pin)
    {
        Forget(token);
        _known[token.Name] = pin.Copy();
    }

    /// <summary>What this step knew is no longer so.</summary>
    public void Forget(TokenRef token)
    {
        if (_known.Remove(token.Name, out Secret? former))
        {
            former.Dispose();
        }
    }

    /// <summary>Sets the user PIN by the login of the security officer. Nobody is logged in afterwards.</summary>
    /// <param name="token">The token.</param>
    /// <param name="pin">The user PIN; null where both PINs are typed at the device.</param>
    public async Task SetUserPin(TokenRef token, Secret? pin)
    {
        await Learn(token);
        ITokenSession session = door.Session(token);
        bool isAtDevice = session.View().Flags.PinAtDevice;
        using IDisposable? waiting = isAtDevice ? run.Ports.Room.BeginWork($"Type the security officer PIN and then the new user PIN at the device of {Hostile.Escape(door.Entry(token).Called)} now.", null) : null;
        session.LoginSecurityOfficer(isAtDevice ? null : _known[token.Name]);
        session.InitialiseUserPin(pin);
        session.Logout();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Secret pin in _known.Values)
        {
            pin.Dispose();
        }
    }
}
