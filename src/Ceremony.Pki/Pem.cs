using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Ceremony.Pki;

/// <summary>
/// Textual encodings (RFC 7468) as files hold them. A file is read whole or refused with the place: as many blocks are read as were begun. What stands between them is explanatory text (§2, §5.2) and
/// is passed over, a byte order mark at the beginning too; but no line of it may look like the border of a block.
/// </summary>
public static class Pem
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";

    // The letters of a border, with whatever dashes are left of it or were put in their place.
    private static readonly string[] Borders = ["-BEGIN ", "-END ", "BEGIN CERTIFICATE", "END CERTIFICATE", "BEGIN NEW CERTIFICATE", "END NEW CERTIFICATE", "BEGIN X509", "END X509", "BEGIN TRUSTED", "END TRUSTED"];

    /// <summary>The blocks of a file, in their order. Throws <see cref="PkiException"/> with the line for one that is cut or has another label.</summary>
    /// <param name="file">The file; other bytes than ASCII may stand between the blocks.</param>
    /// <param name="labels">The labels that a block may have.</param>
    public static IReadOnlyList<PemBlock> Blocks(ReadOnlySpan<byte> file, params IReadOnlyList<string> labels)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        ReadOnlySpan<byte> text = file.StartsWith(mark) ? file[mark.Length..] : file;
        if (text.Contains((byte)0))
            throw new PkiException("it is no text in which every character of PEM is one byte; save it as UTF-8");

        string[] lines = Encoding.Latin1.GetString(text).ReplaceLineEndings("\n").Split('\n');
        var blocks = new List<PemBlock>();
        for (int at = 0; at < lines.Length; at++)
        {
            string line = lines[at].TrimEnd(' ', '\t');
            if (LabelOf(line, Begin) is { } label)
            {
                int end = Array.FindIndex(lines, at + 1, IsBorder);
                blocks.Add(Block(lines, at, end, label, labels));
                at = end;
            }
            else if (IsBorder(line))
            {
                throw Wrong(at, "looks like the border of a block of PEM, but is none that begins one");
            }
        }

        return blocks;
    }

    /// <summary>
    /// What is inside a PEM block of one of those labels, or the bytes as they are where they begin as DER does. Throws
    /// <see cref="PkiException"/> where there is another block, or a second one after it.
    /// </summary>
    public static byte[] ReadOrDer(byte[] file, params IReadOnlyList<string> labels)
    {
        const byte Sequence = 0x30;
        if (file is [Sequence, ..])
            return file;

        return Blocks(file, labels) switch
        {
            [] => throw new PkiException($"the file is neither DER nor PEM with a {labels[0]}"),
            [var only] => only.Der,
            [_, var second, ..] => throw Wrong(second.Line - 1, "begins a second block of PEM, and one is expected"),
        };
    }

    private static PemBlock Block(string[] lines, int begin, int end, string label, IReadOnlyList<string> labels)
    {
        if (!labels.Contains(label))
            throw Wrong(begin, $"begins a block of PEM with another label than {labels[0]}");
        if (end < 0 || LabelOf(lines[end].TrimEnd(' ', '\t'), End) != label)
            throw Wrong(begin, "begins a block of PEM that does not end as it should: it is cut, or its last line is damaged");

        string body = string.Concat(lines[(begin + 1)..end].Select(line => line.Trim(' ', '\t')));
        if (body.Length == 0 || !Base64.IsValid(body))
            throw Wrong(begin, "begins a block of PEM that holds something other than base64, or less than a whole one");

        return new PemBlock(begin + 1, label, Convert.FromBase64String(body));
    }

    private static string? LabelOf(string line, string border) =>
        line.StartsWith(border, StringComparison.Ordinal) && line.EndsWith(Dashes, StringComparison.Ordinal) && line.Length >= border.Length + Dashes.Length
            ? line[border.Length..^Dashes.Length]
            : null;

    private static bool IsBorder(string line) => Borders.Any(border => line.Contains(border, StringComparison.Ordinal));

    private static PkiException Wrong(int at, string why) => new(string.Create(CultureInfo.InvariantCulture, $"its line {at + 1} {why}"));
}
