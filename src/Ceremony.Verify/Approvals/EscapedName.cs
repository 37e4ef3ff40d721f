using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>The subject of a certificate, of which everything that hides is escaped already.</summary>
internal static partial class EscapedName
{
    /// <summary>What keeps it from being told from others, as a clause; null where nothing does. A mark above a letter is escaped, but seen.</summary>
    public static string? Problem(string subject) => Escaped().Matches(subject).Select(match => int.Parse(match.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .Any(value => Rune.IsValid(value) && Invisible.Is(new Rune(value)))
            ? $"the subject {subject} of a certificate holds a character that nobody can see"
            : null;

    // A backslash of the name itself is written as two.
    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u\{(?<hex>[0-9a-f]{1,6})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
