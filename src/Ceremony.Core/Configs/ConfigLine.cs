namespace Ceremony.Core.Configs;

/// <summary>A line of a configuration file: what stands in it, and how it ends. Each of its bytes is one character of ISO 8859-1.</summary>
/// <param name="Content">What stands in it.</param>
/// <param name="Ending">A line feed, whatever carriage returns are before it; no line feed on a last line that has none.</param>
internal sealed record ConfigLine(string Content, string Ending)
{
    // Only these are blanks: other bytes that Unicode takes for blanks are halves of letters, such as the second of an Å in UTF-8.
    private static readonly char[] Blanks = [' ', '\t', '\f'];
    private static readonly char[] NotInNames = [.. Blanks, ':'];
    private static readonly char[] CommentSigns = ['#', ';', '!', '/'];

    private int Sign => Content.IndexOf('=', StringComparison.Ordinal);

    private string Key => Sign < 0 ? "" : Content[..Sign].Trim(Blanks);

    /// <summary>The setting's name; null for a comment, a blank line or anything else.</summary>
    public string? Name => Key.Length > 0 && !CommentSigns.Contains(Key[0]) && Key.IndexOfAny(NotInNames) < 0 ? Key : null;

    /// <summary>The setting's value, without the blanks around it.</summary>
    public string Value => Content[(Sign + 1)..].Trim(Blanks);

    /// <summary>
    /// The same with another value. Blanks around the equals sign stay; blanks behind the former value went with it, since some take them for a part of it. So does
    /// whatever stands behind the sign where the value is empty: blanks before a PIN are masked with it, and could not be told from it.
    /// </summary>
    public ConfigLine With(string value)
    {
        if (value.Length == 0)
        {
            return this with { Content = Content[..(Sign + 1)] };
        }

        string rest = Content[(Sign + 1)..];
        string before = rest[..(rest.Length - rest.TrimStart(Blanks).Length)];
        return this with { Content = $"{Content[..(Sign + 1)]}{before}{value}" };
    }

    /// <summary>
    /// The same with a PIN masked, one that was commented out too, and the blanks around it, which may be of the PIN. Other files separate name and
    /// value by a colon or a blank: a PIN must not be shown because a file was taken for one of another form.
    /// </summary>
    public ConfigLine Masked() => SecretFrom() is { } from && Content[from..].Trim(Blanks).Length > 0 ? this with { Content = $"{Content[..from]}{ConfigText.Mask}" } : this;

    // Where the value of a PIN begins; null on any other line.
    private int? SecretFrom()
    {
        string text = Content.TrimStart([.. CommentSigns, .. Blanks]);
        int start = Content.Length - text.Length;
        bool isComment = Content.AsSpan(0, start).IndexOfAny(CommentSigns) >= 0;
        int blank = text.IndexOfAny(Blanks);
        // A comment's first word is a setting's name only where it looks like one: "# PIN encryption" tells no PIN.
        bool isSentence = isComment && blank > 0 && !text.AsSpan(0, blank).Contains('.');
        int[] ends = [isSentence ? -1 : blank, text.IndexOf(':', StringComparison.Ordinal), text.IndexOf('=', StringComparison.Ordinal)];
        int[] names = [.. ends.Where(end => end > 0 && !text.AsSpan(0, end).Contains('=') && ConfigText.IsSecretName(text[..end].Trim(Blanks)))];
        return names.Length == 0 ? null : start + AfterSign(text, names.Min());
    }

    // A name that is followed by blanks and then by a sign ends there.
    private static int AfterSign(string text, int end)
    {
        int sign = end;
        while (sign < text.Length && Blanks.Contains(text[sign]))
        {
            sign++;
        }

        return sign < text.Length && text[sign] is '=' or ':' ? sign + 1 : end + 1;
    }
}
