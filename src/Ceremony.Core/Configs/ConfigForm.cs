using System.Text;

namespace Ceremony.Core.Configs;

/// <summary>
/// Which files are taken for a configuration: those in which a setting is one line, whoever reads them. Where a line may go on in the next, or ends elsewhere for one reader than for another, a PIN could not be told
/// from what is shown, and a setting that is added could end in the middle of another. Such a file is refused before anything of it is shown, hashed or written down.
/// </summary>
public static class ConfigForm
{
    private const string NotText = "it is not a text file that this program edits; save it as UTF-8";
    private static readonly char[] Blanks = [' ', '\t', '\f'];
    private static readonly char[] CommentSigns = ['#', ';', '!', '/'];
    private static readonly char[] EndsOfNames = ['=', ':', .. Blanks];

    /// <summary>Why a file is not taken, and what to do about it, as a sentence goes on behind a colon; null where it is.</summary>
    public static string? Refuse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0) >= 0 || bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return NotText;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return "it begins with a byte order mark, which some take for a part of the first line; save it as UTF-8 without one";
        }

        string[] lines = [.. Encoding.Latin1.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r'))];
        for (int at = 0; at < lines.Length; at++)
        {
            if (OfLine(lines[at]) is { } why)
            {
                return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its line {at + 1} {why}");
            }
        }

        return null;
    }

    /// <summary>The line that sets something of that name in another form than <c>name=value</c>, counted from 1; null where none does.</summary>
    public static int? OtherForm(ReadOnlySpan<byte> bytes, string name)
    {
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        int at = Array.FindIndex(lines, line => IsOtherForm(line.TrimEnd('\r').Trim(Blanks), name));
        return at < 0 ? null : at + 1;
    }

    private static bool IsOtherForm(string line, string name)
    {
        int end = line.IndexOfAny(EndsOfNames);
        return (end < 0 ? line : line[..end]) == name && (end < 0 || line[end..].TrimStart(Blanks) is not ['=', ..]);
    }

    private static string? OfLine(string line)
    {
        string text = line.Trim(Blanks);
        return line.Any(each => each < ' ' && !Blanks.Contains(each)) ? "holds a control character, or a carriage return that ends no line; save the file as UTF-8 with plain line ends"
            : text.EndsWith('\\') ? "ends in a backslash, so that the next may belong to it; put the whole setting on one line"
            : text.Length == 0 || CommentSigns.Contains(text[0]) ? null
            : text[0] == '[' ? "is the head of a section, and this program edits files without sections only; have somebody edit it by hand, on record (operator-action)"
            : NameOf(text).Contains('\\', StringComparison.Ordinal) ? "has a backslash in the name of its setting; write the name without it"
            : Blanks.Contains(line[0]) && !text.Contains('=', StringComparison.Ordinal) ? "begins with a blank and sets nothing, so that it may belong to the one before; put the whole setting on one line"
            : null;
    }

    private static string NameOf(string text) => text.IndexOfAny(EndsOfNames) is var end && end < 0 ? text : text[..end];
}
