using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Configs;

/// <summary>
/// A configuration file of the form <c>name=value</c>, as Certificate Manager has them (cm.conf, cis.conf, kar.conf). It is kept byte for byte:
/// only the values that are set change, and lines that are added. Comments, order, blanks around the equals sign, line endings and the encoding
/// stay, and so does a last line without an ending. A line that begins with <c>#</c>, <c>;</c>, <c>!</c> or <c>/</c> is a comment.
/// </summary>
/// <remarks>A file that is not valid UTF-8 is taken for ISO 8859-1, and its values are read and written so. PINs do not count in this, so that the masked form is read in the same way as the file.</remarks>
public sealed class ConfigText
{
    /// <summary>What stands for a PIN wherever it would be shown or hashed.</summary>
    public const string Mask = "****";

    private const string NextFree = ".<n>";
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\n\r\0=#: \t\f");
    private static readonly char[] NotFirstInNames = [';', '!', '/'];
    private static readonly char[] BetweenWords = ['.', ':', '-', '_', ' ', '\t'];
    private static readonly string[] SecretWords = ["pin", "sopin", "userpin", "pwd"];
    private static readonly string[] SecretEndings = ["password", "passwd", "passphrase", "secret"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<ConfigLine> _lines;
    private readonly Encoding _encoding;

    private ConfigText(List<ConfigLine> lines, Encoding encoding) => (_lines, _encoding) = (lines, encoding);

    /// <summary>Takes the bytes apart. Any bytes are a configuration file; what is no setting is a comment.</summary>
    public static ConfigText Of(ReadOnlySpan<byte> bytes)
    {
        // Every byte is one character of ISO 8859-1, so that nothing is lost whatever the encoding is.
        string text = Encoding.Latin1.GetString(bytes);
        var lines = new List<ConfigLine>();
        for (int from = 0; from < text.Length;)
        {
            int feed = text.IndexOf('\n', from);
            int next = feed < 0 ? text.Length : feed + 1;
            string whole = text[from..next];
            string content = whole.TrimEnd('\n').TrimEnd('\r');
            lines.Add(new ConfigLine(content, whole[content.Length..]));
            from = next;
        }

        return new ConfigText(lines, EncodingOf(lines));
    }

    /// <summary>The value of a setting, of the last line that sets it; null where no line does.</summary>
    public string? Find(string name) => _lines.LastOrDefault(line => line.Name == name) is { } line ? Decoded(line.Value) : null;

    /// <summary>The names of all settings that begin so, in the order of the file.</summary>
    public IReadOnlyList<string> NamesThatBegin(string with) =>
        [.. _lines.Select(line => line.Name).OfType<string>().Where(name => name.StartsWith(with, StringComparison.Ordinal)).Distinct()];

    /// <summary>
    /// The name that a setting such as <c>pkcs11.&lt;n&gt;</c> has here for a value: that of the line which has the value already, else the one with
    /// the lowest number from 1 on that no line has. Other names are given as they are.
    /// </summary>
    public string NameFor(string name, string value)
    {
        int at = name.IndexOf(NextFree, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return name;
        }

        string before = name[..(at + 1)];
        string after = name[(at + NextFree.Length)..];
        string[] taken = [.. NamesThatBegin(before).Where(each => IsNumbered(each, before, after))];
        if (taken.FirstOrDefault(each => Find(each) == value) is { } listed)
        {
            return listed;
        }

        int number = 1;
        while (taken.Contains($"{before}{number}{after}"))
        {
            number++;
        }

        return $"{before}{number}{after}";
    }

    /// <summary>
    /// The same with a setting: the last line that sets it has the value; where none does, a line is added behind the last one whose name begins
    /// with the same part, or at the end. The value may hold any character but line feeds; whoever reads the file drops blanks at its
    /// ends. Throws <see cref="ArgumentException"/> for a name or a value that cannot stand in this file.
    /// </summary>
    public ConfigText With(string name, string value)
    {
        bool isName = name.Length > 0 && Ascii.IsValid(name) && name.AsSpan().IndexOfAny(NotInNames) < 0 && !NotFirstInNames.Contains(name[0]);
        if (!isName || value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
        {
            throw new ArgumentException("A setting stands on one line.", nameof(value));
        }

        string bytes = Encoded(value);
        List<ConfigLine> lines = [.. _lines];
        int at = lines.FindLastIndex(line => line.Name == name);
        if (at >= 0)
        {
            lines[at] = lines[at].With(bytes);
        }
        else
        {
            Add(lines, name, bytes);
        }

        return new ConfigText(lines, _encoding);
    }

    /// <summary>The same without a setting: every line that sets it is gone whole, and no other byte is. One that is commented out stays.</summary>
    public ConfigText Without(string name) => new([.. _lines.Where(line => line.Name != name)], _encoding);

    /// <summary>The same with every PIN masked, in settings and in settings that were commented out.</summary>
    public ConfigText Masked() => new([.. _lines.Select(line => line.Masked())], _encoding);

    /// <summary>The bytes.</summary>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(string.Concat(_lines.Select(line => line.Content + line.Ending)));

    /// <summary>SHA-256 of the masked form, lower-case hex: the only hash of such a file that is written down.</summary>
    public string MaskedSha256() => Convert.ToHexStringLower(SHA256.HashData(Masked().ToBytes()));

    /// <summary>
    /// Whether the value of a setting of that name is a PIN, as its last word says, numbers aside: <c>SSL.pin</c>, <c>db.keyPassword</c> and
    /// <c>token.pin.1</c>, but neither <c>pin.file</c> nor <c>SSL.nopin</c>.
    /// </summary>
    public static bool IsSecretName(string name)
    {
        string word = name.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries).LastOrDefault(each => !each.All(char.IsAsciiDigit)) ?? "";
        return SecretWords.Contains(word, StringComparer.OrdinalIgnoreCase)
            || SecretEndings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || (word.EndsWith("Pin", StringComparison.Ordinal) && !word.Equals("nopin", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How another file differs, masked, with two unchanged lines around each change.</summary>
    public IReadOnlyList<DiffLine> DiffTo(ConfigText other) => ConfigDiff.Of(Shown(), other.Shown());

    private ConfigDiff.Line[] Shown() => [.. _lines.Select(line => new ConfigDiff.Line(line.Content, Hostile.Escape(Read(line.Masked().Content))))];

    // People are shown each line as it reads by itself: one comment in another encoding makes no line of UTF-8 a riddle.
    private static string Read(string line)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(line);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : line;
    }

    // A line behind a last one without an ending has none itself, and the one before gets what ends the others.
    private static void Add(List<ConfigLine> lines, string name, string bytes)
    {
        string ending = lines.Select(line => line.Ending).FirstOrDefault(IsWhole) ?? "\n";
        string group = name.Contains('.', StringComparison.Ordinal) ? name[..(name.IndexOf('.', StringComparison.Ordinal) + 1)] : name;
        int behind = lines.FindLastIndex(line => line.Name?.StartsWith(group, StringComparison.Ordinal) == true);
        int place = behind < 0 ? lines.Count : behind + 1;
        string? open = place > 0 && !IsWhole(lines[place - 1].Ending) ? lines[place - 1].Ending : null;
        if (open is not null)
        {
            lines[place - 1] = lines[place - 1] with { Ending = ending };
        }

        lines.Insert(place, new ConfigLine($"{name}={bytes}", open ?? ending));
    }

    private static bool IsWhole(string ending) => ending.EndsWith('\n');

    private static Encoding EncodingOf(IEnumerable<ConfigLine> lines)
    {
        try
        {
            _ = Utf8.GetCharCount(Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line.Masked().Content + "\n"))));
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }

    private string Decoded(string bytes) => _encoding.GetString(Encoding.Latin1.GetBytes(bytes));

    private string Encoded(string value)
    {
        byte[] bytes = _encoding.GetBytes(value);
        return _encoding.GetString(bytes) == value
            ? Encoding.Latin1.GetString(bytes)
            : throw new ArgumentException("The value has letters that the file's encoding has not.", nameof(value));
    }

    private static bool IsNumbered(string name, string before, string after) =>
        name.Length > before.Length + after.Length && name.EndsWith(after, StringComparison.Ordinal) && name[before.Length..^after.Length].All(char.IsAsciiDigit);
}
