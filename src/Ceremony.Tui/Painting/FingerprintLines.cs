using System.Globalization;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Painting;

/// <summary>A fingerprint as a QR code with hex and words beside it, or below it where the screen is narrow.</summary>
internal static class FingerprintLines
{
    private const int GroupsARow = 6;
    private const int Gap = 2;

    /// <summary>The columns that code, hex and words take side by side.</summary>
    public const int FullColumns = 75;

    public static IEnumerable<Line> Of(FingerprintBlock block, int columns, PaintStyle style)
    {
        IReadOnlyList<string> code = style.Glyphs == GlyphSet.Ascii ? [] : QrLines.Of(Payload(block.Sha256), style.DarkOnLight);
        int codeColumns = code.Count == 0 ? 0 : code[0].Length;
        bool isBeside = columns >= FullColumns;
        IReadOnlyList<Line> words = [.. Text(block, isBeside && codeColumns > 0 ? columns - codeColumns - Gap : columns, codeColumns > 0)];
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

    private static IEnumerable<Line> Text(FingerprintBlock block, int columns, bool hasCode)
    {
        string[] words = [.. PgpWords.Of(Convert.FromHexString(block.Sha256))];
        IReadOnlyList<Line> four = Words(words, 4);
        bool isRoomy = four.All(row => Glyphs.Width(row.ToString()) <= columns);
        IEnumerable<Line> head = Line.Wrapped(block.Of, columns, Ink.Strong);
        IEnumerable<Line> hex = HexText.Groups(block.Sha256).Split(' ').Chunk(GroupsARow)
            .Select(row => Line.Of(string.Join("  ", row.Chunk(2).Select(pair => string.Join(' ', pair))), Ink.Foreign));
        var inHex = Line.Of(hasCode ? "SHA-256, in hex" : "SHA-256, in hex (this terminal cannot draw a code)", Ink.Quiet);
        var inWords = Line.Of("in words", Ink.Quiet);
        return isRoomy
            ? [.. head, inHex, Line.Empty, .. hex, Line.Empty, inWords, Line.Empty, .. four]
            : [.. head, inHex, .. hex, inWords, .. Words(words, 3)];
    }

    private static IReadOnlyList<Line> Words(IReadOnlyList<string> words, int aRow) =>
    [
        .. words.Chunk(aRow).Select((row, place) => new Line(
            new Span($"{((place * aRow) + 1).ToString(CultureInfo.InvariantCulture),2} ", Ink.Quiet),
            new Span(string.Join(' ', row)))),
    ];
}
