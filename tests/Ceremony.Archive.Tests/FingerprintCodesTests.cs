using System.Security.Cryptography;
using System.Text;

namespace Ceremony.Archive.Tests;

public sealed class FingerprintCodesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleCeremony _ceremony;

    public FingerprintCodesTests()
    {
        _ceremony = SampleCeremony.Completed(_folder.Path);
        new ArchiveBuilder(new DiskFiles(), _folder.Path).Build(_ceremony.Lines, SampleCeremony.Script, _ceremony.Artifacts);
    }

    public static TheoryData<string> Codes => ["boot-ca.cer", "officer-ca.cer", "journal-head"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_phone_reads_the_picture(string name) => Assert.Equal(Expected(name), Read(Path.Combine(Folder, $"{name}.png")));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_phone_reads_the_text_from_a_dark_terminal(string name)
    {
        string[] rows = File.ReadAllText(Path.Combine(Folder, $"{name}.txt")).Split("\n\n")[0].Split('\n');
        string picture = Path.Combine(_folder.Path, "terminal.pgm");
        File.WriteAllBytes(picture, Paint(rows));
        Assert.Equal(Expected(name), Read(picture));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Below_the_text_stands_what_it_says(string name) =>
        Assert.EndsWith($"\n\n{Expected(name)}\n", File.ReadAllText(Path.Combine(Folder, $"{name}.txt")), StringComparison.Ordinal);

    [Fact]
    public void The_text_fits_a_small_terminal()
    {
        string[] rows = File.ReadAllText(Path.Combine(Folder, "journal-head.txt")).Split("\n\n")[0].Split('\n');
        Assert.InRange(rows.Length, 1, 24);
        Assert.All(rows, row => Assert.InRange(row.Length, 1, 80));
    }

    private string Folder => Path.Combine(_folder.Path, "transcript.tmp", "fingerprints");

    private string Expected(string name) => "SHA256:" + name switch
    {
        "boot-ca.cer" => Convert.ToHexString(SHA256.HashData(SampleCeremony.BootCa)),
        "officer-ca.cer" => Convert.ToHexString(SHA256.HashData(SampleCeremony.OfficerCa)),
        _ => _ceremony.Lines[^1].Hash.ToUpperInvariant(),
    };

    private static string Read(string picture)
    {
        // It complains on its standard error where there is no message bus.
        (int code, string output) = Tool.Run("sh", "-c", "zbarimg --quiet --raw \"$0\" 2> /dev/null", picture);
        Assert.True(code == 0, output);
        return output.TrimEnd('\n');
    }

    // Each character is a cell of 8 by 16 points, as on the Linux console, light on dark.
    private static byte[] Paint(string[] rows)
    {
        int width = rows[0].Length * 8, height = rows.Length * 16;
        var points = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                char cell = rows[y / 16][x / 8];
                bool light = cell == '█' || cell == (y % 16 < 8 ? '▀' : '▄');
                points[(y * width) + x] = (byte)(light ? 230 : 20);
            }
        }

        return [.. Encoding.ASCII.GetBytes($"P5\n{width} {height}\n255\n"), .. points];
    }
}
