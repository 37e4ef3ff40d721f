using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Initialises tokens (PKCS#11 v2.40 §5.5, C_InitToken; §5.6, C_InitPIN). Whatever was on the token is gone afterwards: which one it is, is said by the slot's name or the token's present names, never by a number.
/// </summary>
public sealed class TokenInitialisation(string module, CallWatch? watch = null, ModuleSetup? setup = null)
{
    private const int LabelBytes = 32;
    private readonly CallWatch _watch = watch ?? CallWatch.None;

    /// <summary>
    /// Initialises the one token that is blank, or the one of that slot, or the one that a URI names, and sets its user PIN. Throws <see cref="DeviceFault"/> with code <c>LabelTaken</c> where another token has the
    /// label, <c>LabelTooLong</c>, <c>NoFreeSlot</c> where no such token is there, <c>TwoTokens</c> where several are.
    /// </summary>
    /// <param name="which">Which token.</param>
    /// <param name="label">Its label, at most 32 bytes of UTF-8.</param>
    /// <param name="soPin">Its security officer PIN: the present one where it has one; null where it is typed at the device.</param>
    /// <param name="userPin">The user PIN; null for none, or where it is typed at the device.</param>
    /// <param name="pinAtDevice">Whether the PINs are typed at the device.</param>
    public TokenView Initialise(TokenToInitialise which, string label, Secret? soPin, Secret? userPin, bool pinAtDevice = false)
    {
        ModuleEnvironment.Set(setup is null ? [] : [setup]);
        Pkcs11Module loaded = Pkcs11Module.Acquire(module, null, _watch, setup: setup);
        try
        {
            loaded.Run(_watch, $"The token {label}", "being initialised", library => Initialise(library, which, label, soPin));
            return SetPin(loaded, label, soPin, userPin, pinAtDevice);
        }
        finally
        {
            loaded.Release(_watch);
        }
    }

    /// <summary>C_InitToken alone: there is no user PIN then.</summary>
    internal static bool Initialise(Pkcs11Library library, TokenToInitialise which, string label, Secret? soPin)
    {
        byte[] padded = new byte[LabelBytes];
        Array.Fill(padded, (byte)' ');
        if (Encoding.UTF8.GetByteCount(label) > LabelBytes)
            throw new DeviceFault("LabelTooLong", $"The label {label} is longer than {LabelBytes} bytes: choose a shorter one.");
        Encoding.UTF8.GetBytes(label, padded);

        (ISlot Slot, ITokenInfo Info)[] all = [.. library.Slots(withTokenOnly: true).Select(slot => (slot, Info: Info(slot))).Where(each => each.Info is not null).Select(each => (each.slot, each.Info!))];
        (ISlot Slot, ITokenInfo Info)[] fitting = [.. all.Where(each => which.Fits(TokenInfoReader.Trimmed(each.Slot.GetSlotInfo().SlotDescription), TokenInfoReader.View(each.Info)))];
        if (all.FirstOrDefault(each => each.Info.TokenFlags.TokenInitialized && TokenInfoReader.Trimmed(each.Info.Label) == label && fitting.All(one => one.Slot.SlotId != each.Slot.SlotId)).Slot is not null)
            throw new DeviceFault("LabelTaken", $"There is already a token {label}: choose another label.");
        ISlot slot = fitting switch
        {
            [var (only, _)] => only,
            [] => throw new DeviceFault(which.Missing, $"There is no {which.Says} for the token {label}: insert it, or look at the list of slots (ceremony tokens)."),
            [var (first, _), ..] when which.TakesAny => first,
            _ => throw new DeviceFault("TwoTokens", $"There are {fitting.Length} of them, {which.Says}: name the slot, or take out all but one."),
        };
        if (soPin is null)
            ((TokenSlot)slot).InitialiseAtDevice(padded);
        else
            PinBytes.Use(soPin, pin => Refused(label, officer: true, () => slot.InitToken(pin, padded)));
        return true;
    }

    private TokenView SetPin(Pkcs11Module loaded, string label, Secret? soPin, Secret? userPin, bool pinAtDevice)
    {
        // Initialising may move the token to another slot, and not every module shows it there at once.
        if (Find(loaded, label) is null)
            loaded.Renew(_watch);
        return loaded.Run(_watch, $"The token {label}", "having its user PIN set", _ =>
        {
            ISlot slot = Find(loaded, label) ?? throw new DeviceFault("NoToken", $"The token {label} is not there after it was initialised: look at the device, and list the module's tokens.");
            if (userPin is null && !pinAtDevice)
                return TokenInfoReader.View(slot.GetTokenInfo());
            using ISession session = slot.OpenSession(SessionType.ReadWrite);
            With(soPin, pin => new TokenLogin((TokenCalls)session, slot, label).As(CKU.CKU_SO, pin));
            With(userPin, pin => Refused(label, officer: false, () => session.InitPin(pin)));
            session.Logout();
            return TokenInfoReader.View(slot.GetTokenInfo());
        });
    }

    private static void With(Secret? pin, Action<byte[]?> use)
    {
        if (pin is null)
            use(null);
        else
            PinBytes.Use(pin, use);
    }

    private static void Refused(string label, bool officer, Action use)
    {
        try
        {
            use();
        }
        catch (Pkcs11Exception answer) when (PinFaults.IsAboutPin(answer.RV))
        {
            throw PinFaults.Of(answer.RV, label, officer, PinState.Set);
        }
    }

    private ISlot? Find(Pkcs11Module loaded, string label) => loaded.Run(_watch, $"The token {label}", "being looked for", library =>
        library.Slots(withTokenOnly: true).FirstOrDefault(slot => Info(slot) is { TokenFlags.TokenInitialized: true } info && TokenInfoReader.Trimmed(info.Label) == label));

    private static ITokenInfo? Info(ISlot slot)
    {
        try
        {
            return slot.GetTokenInfo();
        }
        catch (Pkcs11Exception)
        {
            return null;
        }
    }
}
