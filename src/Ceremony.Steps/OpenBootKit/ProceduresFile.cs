using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>The procedures that the installation came with, as the boot kit lists them: a name a line; empty lines and those that begin with # are skipped.</summary>
internal static class ProceduresFile
{
    /// <summary>Its name in the boot kit.</summary>
    public const string Name = "procedures.txt";

    private const int LongestName = 64;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // A name with what nobody sees is compared with none.
    private static bool IsSeen(Rune rune) => !Rune.IsControl(rune) && !Invisible.Is(rune);

    /// <summary>The names, in their order; null where a line is no name.</summary>
    public static IReadOnlyList<string>? Read(byte[] file)
    {
        try
        {
            // Editors put a byte order mark before the first name, and a carriage return alone would join two of them.
            string text = Strict.GetString(file).TrimStart('\ufeff').ReplaceLineEndings("\n");
            string[] names = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
            return names.All(name => name.Length <= LongestName && name.EnumerateRunes().All(IsSeen)) ? names : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
