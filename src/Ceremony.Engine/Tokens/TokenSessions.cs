using Ceremony.Core.Devices;

namespace Ceremony.Engine;

/// <summary>Closes sessions.</summary>
internal static class TokenSessions
{
    /// <summary>Logs out and closes, whatever comes of it: a token that was pulled meanwhile is logged out by itself.</summary>
    public static void Close(this ITokenSession session, Action<string> log)
    {
        foreach (Action end in (Action[])[session.Logout, session.Dispose])
        {
            try
            {
                end();
            }
            catch (DeviceFault fault)
            {
                log($"closing a session: {fault.Code}");
            }
        }
    }
}
