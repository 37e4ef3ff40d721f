namespace Ceremony.TestKit;

/// <summary>The program keeps everybody but root from looking into it (PR_SET_DUMPABLE of prctl(2)), strace included. Whoever makes a user namespace is root in it.</summary>
public static class LookingInside
{
    /// <summary>What the command of a tool that traces the program begins with.</summary>
    public static IReadOnlyList<string> Words => Environment.IsPrivilegedProcess ? [] : ["unshare", "--map-root-user"];
}
