using System.Globalization;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>A fingerprint as a QR code with hex and words beside it, or below it where the screen is narrow.</summary>
internal static class FingerprintLines
{
    private const int GroupsARow = 6;
    private const int Gap = 2;
    private const int NumberColumns = 3;
    private const int MostColumns = 4;
    private const int CloseColumns = 3;
    private const int LeastText = 42;

    /// <summary>The columns that code, hex and words take side by side.</summary>
    public const int FullColumns = 75;

    public static IEnumerable<Line> Of(FingerprintBlock block, int columns, PaintStyle style)
    {
        IReadOnlyList<string> code = style.Glyphs == GlyphSet.Ascii ? [] : QrLines.Of(Payload(block.Sha256), style.DarkOnLight);
        if (style.IsLarge && code.Count > 0 && columns >= (2 * code[0].Length) + LeastText)
        {
            code = [.. QrLines.Large(Payload(block.Sha256), style.DarkOnLight)];
        }

        int codeColumns = code.Count == 0 ? 0 : code[0].Length;
        bool isBeside = columns >= FullColumns;
        IReadOnlyList<Line> words = [.. Text(block, isBeside && codeColumns > 0 ? columns - codeColumns - Gap : columns, codeColumns > 0, style.IsLarge)];
        if (code.Count == 0)
        {
            return words;
        }

        if (!isBeside)
        {
            return [.. code.Select(row => Line.Of(row, Ink.Qr)), Line.Empty, .. words];
        }

        return Enumerable.Range(0, Math.Max(code.Count, words.Count)).Select(row => new Line(
        [
            row < code.Count ? new Span(code[row], Ink.Qr) : new Span(new string(' ', codeColumns)),
            new Span(codeColumns > 0 ? new string(' ', Gap) : ""),
            .. row < words.Count ? words[row].Spans : [],
        ]));
    }

    /// <summary>The text in the QR code.</summary>
    public static string Payload(string sha256) => $"SHA256:{sha256.ToUpperInvariant()}";

    private static IEnumerable<Line> Text(FingerprintBlock block, int columns, bool hasCode, bool isLarge)
    {
        string[] words = [.. PgpWords.Of(Convert.FromHexString(block.Sha256))];
        IReadOnlyList<Line> head = [.. Line.Wrapped(block.Of, columns, Ink.Strong)];
        IEnumerable<Line> hex = HexText.Groups(block.Sha256).Split(' ').Chunk(GroupsARow)
            .Select(row => Line.Of(string.Join("  ", row.Chunk(2).Select(pair => string.Join(' ', pair))), Ink.Foreign));
        var inHex = Line.Of(hasCode ? "SHA-256, in hex" : "SHA-256, in hex (this terminal cannot draw a code)", Ink.Quiet);
        var inWords = Line.Of("in words", Ink.Quiet);
        return isLarge || !hasCode
            ? [.. head, inHex, Line.Empty, .. hex, Line.Empty, inWords, Line.Empty, .. InColumns(words, columns, isLarge ? MostColumns / 2 : MostColumns)]
            : [.. head, inHex, .. hex, inWords, .. Close(words, columns)];
    }

    // As many columns as fit, so that each word is found by its number.
    private static IEnumerable<Line> InColumns(string[] words, int columns, int most)
    {
        int widest = words.Max(word => word.Length) + NumberColumns + Gap;
        int aRow = Math.Clamp((columns + Gap) / widest, 1, most);
        return words.Chunk(aRow).Select((row, place) => new Line([.. row.SelectMany((word, at) => Numbered((place * aRow) + at, word, widest))]));
    }

    // Beside the code there is room for three columns, each as wide as its own longest word; where these are too long, the words stand one behind the other.
    private static IEnumerable<Line> Close(string[] words, int columns)
    {
        int[] widths = [.. Enumerable.Range(0, CloseColumns).Select(column => NumberColumns + words.Where((_, place) => place % CloseColumns == column).Max(word => word.Length) + 1)];
        return widths.Sum() - 1 > columns
            ? Running(words, columns)
            : words.Chunk(CloseColumns).Select((row, place) => new Line([.. row.SelectMany((word, at) => Numbered((place * CloseColumns) + at, word, widths[at]))]));
    }

    private static IEnumerable<Line> Running(string[] words, int columns)
    {
        var row = new List<Span>();
        int width = 0;
        for (int place = 0; place < words.Length; place++)
        {
            int takes = NumberColumns + words[place].Length;
            if (width + takes > columns && row.Count > 0)
            {
                yield return new Line([.. row]);
                row.Clear();
                width = 0;
            }

            row.AddRange(Numbered(place, words[place], takes + 1));
            width += takes + 1;
        }

        yield return new Line([.. row]);
    }

    private static IEnumerable<Span> Numbered(int place, string word, int columns) =>
    [
        new Span($"{(place + 1).ToString(CultureInfo.InvariantCulture),2} ", Ink.Quiet),
        new Span(word.PadRight(columns - NumberColumns)),
    ];
}
