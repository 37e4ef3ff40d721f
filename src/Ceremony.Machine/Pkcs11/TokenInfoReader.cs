using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>CK_TOKEN_INFO (PKCS#11 v2.40 §3.2) as a <see cref="TokenView"/>.</summary>
internal static class TokenInfoReader
{
    private const ulong LongestPin = 1 << 16;

    private static readonly (ulong Bit, string Name)[] Known =
    [
        (CKF.CKF_RNG, nameof(CKF.CKF_RNG)), (CKF.CKF_WRITE_PROTECTED, nameof(CKF.CKF_WRITE_PROTECTED)), (CKF.CKF_LOGIN_REQUIRED, nameof(CKF.CKF_LOGIN_REQUIRED)),
        (CKF.CKF_USER_PIN_INITIALIZED, nameof(CKF.CKF_USER_PIN_INITIALIZED)), (CKF.CKF_RESTORE_KEY_NOT_NEEDED, nameof(CKF.CKF_RESTORE_KEY_NOT_NEEDED)), (CKF.CKF_CLOCK_ON_TOKEN, nameof(CKF.CKF_CLOCK_ON_TOKEN)),
        (CKF.CKF_PROTECTED_AUTHENTICATION_PATH, nameof(CKF.CKF_PROTECTED_AUTHENTICATION_PATH)), (CKF.CKF_DUAL_CRYPTO_OPERATIONS, nameof(CKF.CKF_DUAL_CRYPTO_OPERATIONS)),
        (CKF.CKF_TOKEN_INITIALIZED, nameof(CKF.CKF_TOKEN_INITIALIZED)), (CKF.CKF_SECONDARY_AUTHENTICATION, nameof(CKF.CKF_SECONDARY_AUTHENTICATION)),
        (CKF.CKF_USER_PIN_COUNT_LOW, nameof(CKF.CKF_USER_PIN_COUNT_LOW)), (CKF.CKF_USER_PIN_FINAL_TRY, nameof(CKF.CKF_USER_PIN_FINAL_TRY)), (CKF.CKF_USER_PIN_LOCKED, nameof(CKF.CKF_USER_PIN_LOCKED)),
        (CKF.CKF_USER_PIN_TO_BE_CHANGED, nameof(CKF.CKF_USER_PIN_TO_BE_CHANGED)), (CKF.CKF_SO_PIN_COUNT_LOW, nameof(CKF.CKF_SO_PIN_COUNT_LOW)), (CKF.CKF_SO_PIN_FINAL_TRY, nameof(CKF.CKF_SO_PIN_FINAL_TRY)),
        (CKF.CKF_SO_PIN_LOCKED, nameof(CKF.CKF_SO_PIN_LOCKED)), (CKF.CKF_SO_PIN_TO_BE_CHANGED, nameof(CKF.CKF_SO_PIN_TO_BE_CHANGED)),
    ];

    /// <summary>The token without its objects.</summary>
    public static TokenView View(ITokenInfo token) => new(
        Trimmed(token.Label),
        Trimmed(token.SerialNumber),
        Trimmed(token.ManufacturerId),
        Trimmed(token.Model),
        token.FirmwareVersion,
        token.TokenFlags.TokenInitialized,
        UserPin(token.TokenFlags),
        SecurityOfficerPin(token.TokenFlags),
        Objects: null)
    {
        Flags = Flags(token),
    };

    /// <summary>The user PIN's state. One that was never set cannot be locked, whatever the other flags say.</summary>
    public static PinState UserPin(ITokenFlags flags) => State(flags.UserPinInitialized, flags.UserPinLocked, flags.UserPinFinalTry, flags.UserPinCountLow);

    /// <summary>The security officer PIN's state; initialising the token set it.</summary>
    public static PinState SecurityOfficerPin(ITokenFlags flags) => State(flags.TokenInitialized, flags.SoPinLocked, flags.SoPinFinalTry, flags.SoPinCountLow);

    /// <summary>A field without its padding: spaces, or on some tokens NULs.</summary>
    public static string Trimmed(string text) => text.TrimEnd(' ', '\0');

    private static TokenFlags Flags(ITokenInfo token)
    {
        ITokenFlags flags = token.TokenFlags;
        return new TokenFlags
        {
            LoginRequired = flags.LoginRequired,
            PinAtDevice = flags.ProtectedAuthenticationPath,
            PinToBeChanged = flags.UserPinToBeChanged,
            SecurityOfficerPinToBeChanged = flags.SoPinToBeChanged,
            WriteProtected = flags.WriteProtected,
            HasRandom = flags.Rng,
            PinLength = (Length(token.MinPinLen), Length(token.MaxPinLen)),
            FreeBytes = token.FreePrivateMemory <= long.MaxValue ? (long)token.FreePrivateMemory : null,
            Names = string.Join(' ', Known.Where(each => (flags.Flags & each.Bit) != 0).Select(each => each.Name).Order(StringComparer.Ordinal)),
        };
    }

    // CK_UNAVAILABLE_INFORMATION and CK_EFFECTIVELY_INFINITE are not lengths.
    private static long Length(ulong told) => told > LongestPin ? 0 : (long)told;

    private static PinState State(bool isSet, bool locked, bool finalTry, bool countLow) =>
        !isSet ? PinState.NotSet : locked ? PinState.Locked : finalTry ? PinState.FinalTry : countLow ? PinState.CountLow : PinState.Set;
}
