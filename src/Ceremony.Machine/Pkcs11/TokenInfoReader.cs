using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>CK_TOKEN_INFO (PKCS#11 v2.40 §3.2) as a <see cref="TokenView"/>.</summary>
internal static class TokenInfoReader
{
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
        Objects: null);

    /// <summary>The user PIN's state. One that was never set cannot be locked, whatever the other flags say.</summary>
    public static PinState UserPin(ITokenFlags flags) => State(flags.UserPinInitialized, flags.UserPinLocked, flags.UserPinFinalTry, flags.UserPinCountLow);

    /// <summary>The security officer PIN's state; initialising the token set it.</summary>
    public static PinState SecurityOfficerPin(ITokenFlags flags) => State(flags.TokenInitialized, flags.SoPinLocked, flags.SoPinFinalTry, flags.SoPinCountLow);

    /// <summary>A field without its padding: spaces, or on some tokens NULs.</summary>
    public static string Trimmed(string text) => text.TrimEnd(' ', '\0');

    private static PinState State(bool isSet, bool locked, bool finalTry, bool countLow) =>
        !isSet ? PinState.NotSet : locked ? PinState.Locked : finalTry ? PinState.FinalTry : countLow ? PinState.CountLow : PinState.Set;
}
