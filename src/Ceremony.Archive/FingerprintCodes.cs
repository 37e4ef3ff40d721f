using System.Security.Cryptography;
using System.Text;
using QRCoder;

namespace Ceremony.Archive;

/// <summary>
/// Fingerprints as QR codes, so that a phone reads what nobody wants to type: one for each authority's certificate and one for the journal's head, each
/// as a picture, as a drawing and as text for a dark terminal.
/// </summary>
internal static class FingerprintCodes
{
    private const int PixelsPerModule = 8;

    /// <summary>The files by their names in <c>fingerprints/</c>.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(SealedTranscript transcript)
    {
        IEnumerable<(string Name, string Sha256)> all = transcript.Authorities
            .Select(each => (each.Artifact, Convert.ToHexString(SHA256.HashData(each.Certificate))))
            .DistinctBy(each => each.Artifact)
            .Append(("journal-head", transcript.LastLine.Hash.ToUpperInvariant()));
        return all.SelectMany(each => Draw(each.Name, $"SHA256:{each.Sha256}"));
    }

    // Upper-case hex uses the dense mode of a QR code (ISO/IEC 18004 §7.4.4); QRCoder adds the quiet zone of four modules.
    private static IEnumerable<(string Name, byte[] Bytes)> Draw(string name, string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        using var svg = new SvgQRCode(code);
        return
        [
            ($"{name}.png", png.GetGraphic(PixelsPerModule)),
            ($"{name}.svg", Encoding.UTF8.GetBytes(svg.GetGraphic(PixelsPerModule, "#000000", "#ffffff"))),
            ($"{name}.txt", Encoding.UTF8.GetBytes($"{HalfBlocks(code)}\n{text}\n")),
        ];
    }

    // Light modules are drawn and dark ones left out: a phone reads it from a dark terminal.
    private static string HalfBlocks(QRCodeData code)
    {
        var text = new StringBuilder();
        for (int row = 0; row < code.ModuleMatrix.Count; row += 2)
        {
            for (int column = 0; column < code.ModuleMatrix.Count; column++)
            {
                bool lower = row + 1 < code.ModuleMatrix.Count && !code.ModuleMatrix[row + 1][column];
                text.Append((!code.ModuleMatrix[row][column], lower) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
