using System.Globalization;
using System.Text;
using Ceremony.Core.Scripts;
using YamlDotNet.Core;

namespace Ceremony.Scripts;

/// <summary>
/// Reads the little of YAML that scripts and answers are written in: one document of maps, lists and scalars, every scalar a text. Whatever
/// could make the file mean something other than what a reader sees is refused: anchors, aliases, tags, merge keys, duplicate keys,
/// directives, and characters that cannot be seen.
/// </summary>
public static class YamlTree
{
    /// <summary>The longest file, in bytes.</summary>
    public const int LongestBytes = 1024 * 1024;

    /// <summary>How deep maps and lists may be nested; the file's own map is the first.</summary>
    public const int DeepestNesting = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's one map. Throws <see cref="ScriptProblemException"/> at the first thing that is not allowed.</summary>
    public static ScriptMap Read(byte[] utf8)
    {
        string text = Decode(utf8);
        RefuseHidden(text);
        var reading = new YamlReading(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        try
        {
            return reading.Document();
        }
        catch (YamlException trouble)
        {
            throw new ScriptProblemException(MarkOf(trouble.Start), $"it is not YAML: {Lower(trouble.Message)}");
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // The parser lets a few of its own stumbles through on input that is broken in the middle of a flow list.
            throw new ScriptProblemException(reading.Last, "it is not YAML: something after this point is not closed or is out of place");
        }
    }

    private static string Decode(byte[] utf8)
    {
        var start = new ScriptMark(1, 1);
        if (utf8.Length > LongestBytes)
        {
            throw new ScriptProblemException(start, $"the file has {utf8.Length} bytes; at most {LongestBytes} are read");
        }

        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException trouble)
        {
            string before = Encoding.UTF8.GetString(utf8, 0, Math.Max(0, trouble.Index));
            throw new ScriptProblemException(MarkAt(before, before.Length), "the file is not UTF-8 from here on; save it as UTF-8");
        }
    }

    // A reviewer cannot see direction marks or zero-width characters, and a tab's width is anybody's guess.
    private static void RefuseHidden(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            bool newLine = text[at] == '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');
            if (!newLine && Hidden.At(text, at))
            {
                throw new ScriptProblemException(MarkAt(text, at), Hidden.Sentence(text, at));
            }
        }
    }

    private static ScriptMark MarkAt(string text, int index)
    {
        int line = 1 + text.AsSpan(0, index).Count('\n');
        return new ScriptMark(line, index - (index == 0 ? -1 : text.LastIndexOf('\n', index - 1)));
    }

    internal static ScriptMark MarkOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Lower(string message) =>
        message.Length == 0 ? message : (char.ToLower(message[0], CultureInfo.InvariantCulture) + message[1..]).TrimEnd('.');
}
