using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Logs in to a token (PKCS#11 v2.40 §5.6, C_Login), with a PIN or at the device itself.</summary>
internal sealed class TokenLogin(TokenCalls session, ISlot slot, string called)
{
    /// <summary>Logs in. Whoever is logged in already is logged out first, so that the PIN is always proven. Throws <see cref="PinRefusedFault"/>.</summary>
    /// <param name="role">CKU_USER, CKU_SO, or a user type of the vendor's.</param>
    /// <param name="pin">The PIN; null where it is typed at the device (CKF_PROTECTED_AUTHENTICATION_PATH).</param>
    public void As(CKU role, byte[]? pin) => Use(pin, role == CKU.CKU_SO, () =>
    {
        try
        {
            session.Login(role, pin);
        }
        catch (Pkcs11Exception answer) when (answer.RV == CKR.CKR_USER_TYPE_INVALID && role != CKU.CKU_SO)
        {
            string type = role == CKU.CKU_USER ? "user" : $"the user type 0x{(uint)role:x}";
            throw new DeviceFault("CKR_USER_TYPE_INVALID", $"The token {called} does not let anybody log in as {type}: have login-as: in the script say the user type that its maker names, and hold the ceremony with that script.");
        }
        catch (Pkcs11Exception answer) when (answer.RV is CKR.CKR_USER_ALREADY_LOGGED_IN or CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN)
        {
            Pkcs11Faults.Ignore(session.Logout);
            Again(role, pin);
        }
    });

    /// <summary>Logs in for the one use of a key that was just begun (CKU_CONTEXT_SPECIFIC, for CKA_ALWAYS_AUTHENTICATE).</summary>
    public void ForThisUse(byte[]? pin) => Use(pin, officer: false, () => session.Login(CKU.CKU_CONTEXT_SPECIFIC, pin));

    /// <summary>Uses a PIN; what the token answers about it becomes a <see cref="PinRefusedFault"/>, and one that cannot be right is not sent.</summary>
    public void Use(byte[]? pin, bool officer, Action use)
    {
        if (pin is not null)
            RefuseLength(pin, officer);
        try
        {
            use();
        }
        catch (Pkcs11Exception answer) when (PinFaults.IsAboutPin(answer.RV))
        {
            throw PinFaults.Of(answer.RV, called, officer, StateNow(officer));
        }
    }

    // There are modules that say so of a login that they have just taken: then the session knows better.
    private void Again(CKU role, byte[]? pin)
    {
        try
        {
            session.Login(role, pin);
        }
        catch (Pkcs11Exception answer) when (answer.RV == CKR.CKR_USER_ALREADY_LOGGED_IN && IsIn(role, session.GetSessionInfo().State))
        {
            return;
        }
    }

    /// <summary>Whether a session in that state has that role logged in (PKCS#11 v2.40 §5.6, CK_STATE). Of a vendor's own user type no state is known; any but those of nobody and of the security officer is taken for it.</summary>
    public static bool IsIn(CKU role, CKS state) => role switch
    {
        CKU.CKU_SO => state is CKS.CKS_RW_SO_FUNCTIONS,
        CKU.CKU_USER => state is CKS.CKS_RW_USER_FUNCTIONS or CKS.CKS_RO_USER_FUNCTIONS,
        _ => state is not (CKS.CKS_RO_PUBLIC_SESSION or CKS.CKS_RW_PUBLIC_SESSION or CKS.CKS_RW_SO_FUNCTIONS),
    };

    // A PIN that cannot be right must not use up a try. The limits are the user PIN's; security officers' PINs of cards often exceed them. Where a PIN is a user's name, a colon and a password, some
    // tokens mean the password alone by their limits.
    private void RefuseLength(byte[] pin, bool officer)
    {
        ITokenInfo info = slot.GetTokenInfo();
        bool outside = info.MaxPinLen > 0 && info.MinPinLen <= info.MaxPinLen && IsOutside(pin.Length) && IsOutside(pin.Length - 1 - Array.IndexOf(pin, (byte)':'));
        if (pin.Length == 0 || (!officer && outside))
            throw PinFaults.Length(called, officer, pin.Length, info.MinPinLen, info.MaxPinLen);

        bool IsOutside(int length) => (ulong)length < info.MinPinLen || (ulong)length > info.MaxPinLen;
    }

    private PinState StateNow(bool officer)
    {
        try
        {
            ITokenFlags flags = slot.GetTokenInfo().TokenFlags;
            return officer ? TokenInfoReader.SecurityOfficerPin(flags) : TokenInfoReader.UserPin(flags);
        }
        catch (Pkcs11Exception)
        {
            return PinState.Set;
        }
    }
}
