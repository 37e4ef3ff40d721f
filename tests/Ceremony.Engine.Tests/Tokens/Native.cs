using System.Runtime.InteropServices;
using System.Text;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>What modules see of this process' environment, which is not what .NET sets for itself.</summary>
internal static class Native
{
    public static void SetEnvironment(string name, string value) => Assert.Equal(0, Set(Encoding.UTF8.GetBytes(name + '\0'), Encoding.UTF8.GetBytes(value + '\0'), 1));

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(byte[] name, byte[] value, int overwrite);
}
