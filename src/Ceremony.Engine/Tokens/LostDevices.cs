using Ceremony.Core.Devices;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Reaches a device again that was lost and came back, or a token that was initialised meanwhile, once people try again.</summary>
internal static class LostDevices
{
    // What a module answers, or this program says, where the device, its session or the token is gone.
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal)
    {
        "CKR_DEVICE_ERROR", "CKR_DEVICE_REMOVED", "CKR_TOKEN_NOT_PRESENT", "CKR_TOKEN_NOT_RECOGNIZED", "CKR_SLOT_ID_INVALID", "CKR_SESSION_HANDLE_INVALID", "CKR_SESSION_CLOSED",
        "CKR_CRYPTOKI_NOT_INITIALIZED", "CKR_GENERAL_ERROR", "CKR_FUNCTION_FAILED", "NoToken", "Closed", "Unexpected",
    };

    /// <summary>Has every module begin anew where the fault says that something was lost. Nobody is logged in to any token afterwards.</summary>
    public static void ReachAgain(RunContext run, DeviceFault fault)
    {
        if (!Codes.Contains(fault.Code))
        {
            return;
        }

        run.Logins.EndAll(LoginEnd.Look);
        try
        {
            run.Ports.Tokens.Renew();
        }
        catch (DeviceFault still)
        {
            // It is said at the next call, which needs the device.
            run.Ports.Log($"modules begun anew: {still.Code}");
        }
    }
}
