using System.Security.Cryptography;
using System.Text;
using Ceremony.Engine;

namespace CeremonyTui.Wiring;

/// <summary>Which program this is: compared with paper before a ceremony begins.</summary>
internal static class ProgramFile
{
    /// <summary>
    /// Version and hash. The program compiled ahead of time is one file, and its SHA-256 is what <c>sha256sum</c> prints. The one that needs
    /// .NET is several; its hash is that of the lines that <c>sha256sum *.dll</c> prints in its folder. docs/operator.md has both commands.
    /// </summary>
    public static ProgramIdentity Identify() => new(BuildVersion.Text, IsOneFile ? HashOf(Environment.ProcessPath!) : HashOfAll(Libraries()));

    // The runtime of .NET cannot start the program without this file of its own; a library that somebody left beside the one file says nothing.
    private static bool IsOneFile => !File.Exists(Path.Combine(AppContext.BaseDirectory, "ceremony.runtimeconfig.json"));

    private static string[] Libraries() => Directory.GetFiles(AppContext.BaseDirectory, "*.dll");

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string HashOfAll(string[] libraries)
    {
        IEnumerable<string> lines = libraries.Order(StringComparer.Ordinal).Select(path => $"{HashOf(path)}  {Path.GetFileName(path)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
