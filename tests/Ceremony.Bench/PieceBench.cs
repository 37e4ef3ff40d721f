using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;
using Ceremony.Tui.Painting;

namespace Ceremony.Bench;

/// <summary>Single things that the program does again and again, beside the least that would do.</summary>
internal static class PieceBench
{
    private const int Lines = 400;
    private const int LineBytes = 800;
    private const int Codes = 40;

    public static IEnumerable<Figure> Measure() => [DurableLines(), QrCode()];

    // Both write the same bytes to the same disk, a line at a time.
    private static Figure DurableLines()
    {
        using var folder = new TemporaryFolder();
        byte[] line = new byte[LineBytes];
        RandomNumberGenerator.Fill(line);
        using IAppendFile file = new DurableFiles().OpenAppend(folder["durable"]);
        using var bare = new FileStream(folder["bare"], FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        (double ours, double other) = Sample.InTurn(Lines, () => Sample.Time(() => file.Append(line)), () => Sample.Time(() =>
        {
            bare.Write(line);
            bare.Flush(flushToDisk: true);
        }));
        return new Figure("durable lines a second / a bare write and fsync", 1000 / ours, "1/s", 0.9) { Other = 1000 / other, MoreIsBetter = true };
    }

    private static Figure QrCode()
    {
        string text = $"SHA256:{Convert.ToHexString(SHA256.HashData([1]))}";
        (double ours, double other) = Sample.InTurn(
            Codes,
            () => Sample.Time(() => QrLines.Of(text, darkOnLight: false)),
            () => Sample.Time(() => Tool.Demand("qrencode", "-t", "UTF8", text)));
        return new Figure("a QR code / qrencode", ours, "ms", 1) { Other = other };
    }
}
