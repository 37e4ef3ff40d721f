using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Configs;

/// <summary>
/// A configuration file of the form <c>name=value</c>, as Certificate Manager has them (cm.conf, cis.conf, kar.conf). It is kept byte for byte:
/// only the values that are set change, and lines that are added. Comments, order, blanks around the equals sign, line endings and the encoding
/// stay. Bytes above 127 are never interpreted: the encoding may be UTF-8 or ISO 8859-1.
/// </summary>
public sealed class ConfigText
{
    /// <summary>What stands for a PIN wherever it would be shown or hashed.</summary>
    public const string Mask = "****";

    private const string NextFree = ".<n>";
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\n\r\0=# ");
    private static readonly string[] SecretNames = ["pin", "password", "passphrase", "secret"];
    private readonly List<Line> _lines;

    private ConfigText(List<Line> lines) => _lines = lines;

    /// <summary>Takes the bytes apart. Any bytes are a configuration file; what is no setting is a comment.</summary>
    public static ConfigText Of(ReadOnlySpan<byte> bytes)
    {
        // Every byte is one character of ISO 8859-1, so that nothing is lost whatever the encoding is.
        string text = Encoding.Latin1.GetString(bytes);
        var lines = new List<Line>();
        for (int from = 0; from < text.Length;)
        {
            int feed = text.IndexOf('\n', from);
            int next = feed < 0 ? text.Length : feed + 1;
            string whole = text[from..next];
            string content = whole.TrimEnd('\n').TrimEnd('\r');
            lines.Add(new Line(content, whole[content.Length..]));
            from = next;
        }

        return new ConfigText(lines);
    }

    /// <summary>The value of a setting, of the last line that sets it; null where no line does. A value above ASCII is given byte for byte.</summary>
    public string? Find(string name) => _lines.LastOrDefault(line => line.Name == name)?.Value;

    /// <summary>The names of all settings that begin so, in the order of the file.</summary>
    public IReadOnlyList<string> NamesThatBegin(string with) =>
        [.. _lines.Select(line => line.Name).OfType<string>().Where(name => name.StartsWith(with, StringComparison.Ordinal)).Distinct()];

    /// <summary>
    /// The name that a setting such as <c>pkcs11.&lt;n&gt;</c> has here for a value: that of the line which has the value already, else the one with
    /// the lowest number from 1 on (from 0 where the file counts from there) that no line has. Other names are given as they are.
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

        int number = taken.Contains($"{before}0{after}") ? 0 : 1;
        while (taken.Contains($"{before}{number}{after}"))
        {
            number++;
        }

        return $"{before}{number}{after}";
    }

    /// <summary>
    /// The same with a setting: the last line that sets it has the value; where none does, a line is added behind the last one whose name begins
    /// with the same part, or at the end. The value may hold any character but line feeds.
    /// </summary>
    public ConfigText With(string name, string value)
    {
        if (value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0 || name.AsSpan().IndexOfAny(NotInNames) >= 0)
        {
            throw new ArgumentException("A setting stands on one line.", nameof(value));
        }

        // What is typed here is written as UTF-8.
        string bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));
        List<Line> lines = [.. _lines];
        int at = lines.FindLastIndex(line => line.Name == name);
        if (at >= 0)
        {
            lines[at] = lines[at].With(bytes);
            return new ConfigText(lines);
        }

        string ending = lines.Select(line => line.Ending).FirstOrDefault(each => each.Length > 0) ?? "\n";
        string group = name.Contains('.', StringComparison.Ordinal) ? name[..(name.IndexOf('.', StringComparison.Ordinal) + 1)] : name;
        int behind = lines.FindLastIndex(line => line.Name?.StartsWith(group, StringComparison.Ordinal) == true);
        int place = behind < 0 ? lines.Count : behind + 1;
        if (place > 0 && lines[place - 1].Ending.Length == 0)
        {
            lines[place - 1] = lines[place - 1] with { Ending = ending };
        }

        lines.Insert(place, new Line($"{name}={bytes}", ending));
        return new ConfigText(lines);
    }

    /// <summary>The same with every PIN masked, in settings and in settings that were commented out.</summary>
    public ConfigText Masked() => new([.. _lines.Select(line => line.IsSecret ? line.With(Mask) : line)]);

    /// <summary>The bytes.</summary>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(string.Concat(_lines.Select(line => line.Content + line.Ending)));

    /// <summary>SHA-256 of the masked form, lower-case hex: the only hash of such a file that is written down.</summary>
    public string MaskedSha256() => Convert.ToHexStringLower(SHA256.HashData(Masked().ToBytes()));

    /// <summary>Whether the value of a setting of that name is a PIN, as its last part says: <c>SSL.pin</c>, but not <c>pin.file</c>.</summary>
    public static bool IsSecretName(string name) => SecretNames.Contains(name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant());

    /// <summary>How another file differs, masked, with two unchanged lines around each change.</summary>
    public IReadOnlyList<DiffLine> DiffTo(ConfigText other)
    {
        const int Around = 2;
        List<DiffLine> all = Changes([.. Masked()._lines.Select(line => line.Shown)], [.. other.Masked()._lines.Select(line => line.Shown)], [.. _lines.Select(Content)], [.. other._lines.Select(Content)]);
        bool IsNear(int at) => Enumerable.Range(at - Around, (2 * Around) + 1).Any(near => near >= 0 && near < all.Count && all[near].Change != " ");
        var lines = new List<DiffLine>();
        for (int at = 0; at < all.Count; at++)
        {
            if (IsNear(at))
            {
                lines.Add(all[at]);
            }
            else if (lines.Count == 0 || lines[^1].Change != "~")
            {
                lines.Add(new DiffLine("~", all[at].Number, ""));
            }
        }

        return lines;
    }

    private static string Content(Line line) => line.Content;

    // Settings are set or added, never removed: the longest common part is found by walking both at once. A PIN that changes is a change, although
    // its line looks the same.
    private static List<DiffLine> Changes(string[] before, string[] after, string[] rawBefore, string[] rawAfter)
    {
        var lines = new List<DiffLine>();
        int old = 0;
        for (int now = 0; now < after.Length; now++)
        {
            int same = Array.IndexOf(rawBefore, rawAfter[now], old);
            if (same >= 0)
            {
                for (; old < same; old++)
                {
                    lines.Add(new DiffLine("-", old + 1, before[old]));
                }

                lines.Add(new DiffLine(" ", now + 1, after[now]));
                old++;
            }
            else
            {
                bool replaces = old < before.Length && Array.IndexOf(rawAfter, rawBefore[old], now) < 0;
                if (replaces)
                {
                    lines.Add(new DiffLine("-", old + 1, before[old]));
                    old++;
                }

                lines.Add(new DiffLine("+", now + 1, after[now]));
            }
        }

        for (; old < before.Length; old++)
        {
            lines.Add(new DiffLine("-", old + 1, before[old]));
        }

        return lines;
    }

    private static bool IsNumbered(string name, string before, string after) =>
        name.Length > before.Length + after.Length && name.EndsWith(after, StringComparison.Ordinal) && name[before.Length..^after.Length].All(char.IsAsciiDigit);

    /// <summary>A line: what stands in it, and how it ends.</summary>
    private sealed record Line(string Content, string Ending)
    {
        private int Sign => Content.IndexOf('=', StringComparison.Ordinal);

        private string Key => Sign < 0 ? "" : Content[..Sign].Trim();

        /// <summary>The setting's name; null for a comment, a blank line or anything else.</summary>
        public string? Name => Key.Length > 0 && Key[0] is not ('#' or ';' or '!') && !Key.Contains(' ', StringComparison.Ordinal) ? Key : null;

        public string Value => Content[(Sign + 1)..].Trim();

        public bool IsSecret => Sign >= 0 && IsSecretName(Key.TrimStart('#', ';', '!').Trim()) && Value.Length > 0;

        /// <summary>The line as people see it.</summary>
        public string Shown => Hostile.Escape(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Content)));

        // Blanks around the equals sign stay as they are.
        public Line With(string value)
        {
            string rest = Content[(Sign + 1)..];
            string blanks = rest.Trim().Length == 0 ? rest : rest[..(rest.Length - rest.TrimStart().Length)];
            string behind = rest.Trim().Length == 0 ? "" : rest[rest.TrimEnd().Length..];
            return this with { Content = $"{Content[..(Sign + 1)]}{blanks}{value}{behind}" };
        }
    }
}
