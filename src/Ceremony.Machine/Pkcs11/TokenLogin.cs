using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Logs in to a token (PKCS#11 v2.40 §5.6, C_Login), with a PIN or at the device itself.</summary>
internal sealed class TokenLogin(TokenCalls session, ISlot slot, string called)
{
    /// <summary>Logs in. Whoever is logged in already is logged out first, so that the PIN is always proven. Throws <see cref="PinRefusedFault"/>.</summary>
    /// <param name="role">CKU_USER or CKU_SO.</param>
    /// <param name="pin">The PIN; null where it is typed at the device (CKF_PROTECTED_AUTHENTICATION_PATH).</param>
    public void As(CKU role, byte[]? pin) => Use(pin, role == CKU.CKU_SO, () =>
    {
        try
        {
            session.Login(role, pin);
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
            RefuseLength(pin.Length, officer);
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
        catch (Pkcs11Exception answer) when (answer.RV == CKR.CKR_USER_ALREADY_LOGGED_IN && IsIn(role))
        {
            return;
        }
    }

    private bool IsIn(CKU role) => session.GetSessionInfo().State is var state
        && (role == CKU.CKU_SO ? state is CKS.CKS_RW_SO_FUNCTIONS : state is CKS.CKS_RW_USER_FUNCTIONS or CKS.CKS_RO_USER_FUNCTIONS);

    // A PIN that cannot be right must not use up a try. The limits are the user PIN's; security officers' PINs of cards often exceed them.
    private void RefuseLength(int length, bool officer)
    {
        ITokenInfo info = slot.GetTokenInfo();
        bool outside = info.MaxPinLen > 0 && ((ulong)length < info.MinPinLen || (ulong)length > info.MaxPinLen) && info.MinPinLen <= info.MaxPinLen;
        if (length == 0 || (!officer && outside))
            throw PinFaults.Length(called, officer, length, info.MinPinLen, info.MaxPinLen);
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
