using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>What a token answers to a PIN. PKCS#11 gives flags, not the number of tries left (v2.40 §3.2, CK_TOKEN_INFO).</summary>
internal static class PinFaults
{
    /// <summary>Whether the answer is about a PIN.</summary>
    public static bool IsAboutPin(CKR answer) => answer is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LOCKED or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID
        or CKR.CKR_PIN_EXPIRED or CKR.CKR_PIN_TOO_WEAK;

    /// <summary>The fault of an answer.</summary>
    /// <param name="answer">The token's answer.</param>
    /// <param name="token">The token, as people call it.</param>
    /// <param name="officer">Whether it is the security officer's PIN.</param>
    /// <param name="after">The PIN's state after the try.</param>
    public static PinRefusedFault Of(CKR answer, string token, bool officer, PinState after)
    {
        bool locked = answer == CKR.CKR_PIN_LOCKED || (answer == CKR.CKR_PIN_INCORRECT && after == PinState.Locked);
        string pin = officer ? $"The security officer PIN of {token}" : $"The PIN of {token}";
        return new PinRefusedFault(Pkcs11Faults.Name(answer), Sentence(answer, pin, officer, after), locked);
    }

    /// <summary>A PIN that was not even sent, since its length alone refuses it; that spends no try.</summary>
    public static PinRefusedFault Length(string token, bool officer, int length, ulong least, ulong most)
    {
        string pin = officer ? $"The security officer PIN of {token}" : $"The PIN of {token}";
        string sentence = length == 0
            ? $"{pin} was left empty: type it."
            : $"{pin} must have {least} to {most} characters, not {length}: use one of that length.";
        return new PinRefusedFault("CKR_PIN_LEN_RANGE", sentence, locked: false);
    }

    private static string Sentence(CKR answer, string pin, bool officer, PinState after) => (answer, after) switch
    {
        (CKR.CKR_PIN_INCORRECT, PinState.Locked) => $"{pin} is wrong, and is locked now: {Unlock(officer)}",
        (CKR.CKR_PIN_INCORRECT, PinState.FinalTry) => $"{pin} is wrong. One try is left: be sure of the PIN first, since another wrong one locks it.",
        (CKR.CKR_PIN_INCORRECT, PinState.CountLow) => $"{pin} is wrong. The token counts wrong tries: be sure of the PIN, then type it again.",
        (CKR.CKR_PIN_INCORRECT, _) => $"{pin} is wrong: type it again.",
        (CKR.CKR_PIN_LOCKED, _) => $"{pin} is locked: {Unlock(officer)}",
        (CKR.CKR_PIN_LEN_RANGE, _) => $"{pin} is too short or too long for the token: use one of the length that it accepts.",
        (CKR.CKR_PIN_INVALID, _) => $"{pin} holds characters that the token does not accept: use digits.",
        (CKR.CKR_PIN_TOO_WEAK, _) => $"{pin} is too weak for the token: choose another.",
        _ => $"{pin} has expired: have it changed (\"ceremony change-pin\"), then try again.",
    };

    private static string Unlock(bool officer) => officer
        ? "only initialising the token again helps, and that destroys everything on it."
        : "its security officer must set a new one (\"ceremony unblock-pin\").";
}
