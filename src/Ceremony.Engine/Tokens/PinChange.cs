using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Has a PIN changed that the token does not take any longer: such a token does nothing else before it has another one (PKCS#11 v2.40 §3.2, CKF_USER_PIN_TO_BE_CHANGED; §5.6, CKR_PIN_EXPIRED).
/// </summary>
internal sealed class PinChange(RunContext run, PinDesk pins, string step)
{
    private const string Purpose = "so that its PIN can be changed, which the token demands";

    /// <summary>Asks for the present PIN and for a new one, until the token takes it. Nobody is logged in afterwards; a note tells of it.</summary>
    /// <param name="entry">The token.</param>
    /// <param name="seat">Whose PIN it is.</param>
    /// <param name="session">A session with it.</param>
    /// <param name="present">Asks for the present one.</param>
    public async Task Demanded(TokenEntry entry, string seat, ITokenSession session, PinTries present)
    {
        bool isAtDevice = session.View().Flags.PinAtDevice;
        using Secret old = (await present.Login(Purpose, pin => LoginToChange(session, pin), view => view.Pin, offer: null)).Pin;
        string? trouble = null;
        do
        {
            trouble = isAtDevice ? AtDevice(entry, session) : await Typed(entry, seat, session, old, trouble);
        }
        while (trouble is not null);

        session.Logout();
        run.Recorder.Append(new Note($"The user PIN of {entry.Called} was changed by {run.Recorder.NameOf(seat)}, since the token demanded it."), step, null);
    }

    private string? AtDevice(TokenEntry entry, ITokenSession session)
    {
        using IDisposable waiting = run.Ports.Room.BeginWork($"Type the present and the new user PIN at the device of {Hostile.Escape(entry.Called)} now.", null);
        session.ChangeUserPin(null, null);
        return null;
    }

    // Why the token does not take it; null where it does.
    private async Task<string?> Typed(TokenEntry entry, string seat, ITokenSession session, Secret old, string? trouble)
    {
        using Secret next = await pins.NewForToken(entry, run.Recorder.NameOf(seat), trouble);
        try
        {
            session.ChangeUserPin(old, next);
            run.Ports.Hints?.Remember($"pin {entry.Ref.Name}", next);
            return null;
        }
        catch (PinRefusedFault fault) when (!fault.Locked)
        {
            return fault.Message;
        }
    }

    /// <summary>Logs in with a PIN that is to be replaced; one that has expired is good for that.</summary>
    public static void LoginToChange(ITokenSession session, Secret? pin)
    {
        try
        {
            session.LoginUser(pin);
        }
        catch (PinRefusedFault fault) when (fault.Code == "CKR_PIN_EXPIRED")
        {
            // It is the right one, and good for nothing but being changed.
            return;
        }
    }
}
