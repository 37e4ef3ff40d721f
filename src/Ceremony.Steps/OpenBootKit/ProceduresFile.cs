using System.Text;

namespace Ceremony.Steps;

/// <summary>The procedures that the installation came with, as the boot kit lists them: a name a line; empty lines and those that begin with # are skipped.</summary>
internal static class ProceduresFile
{
    /// <summary>Its name in the boot kit.</summary>
    public const string Name = "procedures.txt";

    private const int LongestName = 64;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The names, in their order; null where a line is no name.</summary>
    public static IReadOnlyList<string>? Read(byte[] file)
    {
        try
        {
            string[] names = [.. Strict.GetString(file).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
            return names.All(name => name.Length <= LongestName && !name.Any(char.IsControl)) ? names : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
