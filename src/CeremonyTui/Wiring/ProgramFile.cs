using System.Security.Cryptography;
using System.Text;
using Ceremony.Engine.Run;

namespace CeremonyTui.Wiring;

/// <summary>Which program this is: compared with paper before a ceremony begins.</summary>
internal static class ProgramFile
{
    /// <summary>
    /// Version and hash. The program compiled ahead of time is one file, and its SHA-256 is what <c>sha256sum</c> prints. The one that needs
    /// .NET is several; its hash is that of the lines that <c>sha256sum *.dll</c> prints in its folder.
    /// </summary>
    public static ProgramIdentity Identify()
    {
        string[] libraries = Directory.GetFiles(AppContext.BaseDirectory, "*.dll");
        return new ProgramIdentity(BuildVersion.Text, libraries.Length == 0 ? HashOf(Environment.ProcessPath!) : HashOfAll(libraries));
    }

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
