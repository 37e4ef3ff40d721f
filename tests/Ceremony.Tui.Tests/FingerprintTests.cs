using System.Diagnostics;
using System.Text;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>The fingerprint's QR code, read back from a picture of the cells by an independent program.</summary>
public class FingerprintTests
{
    private const int ModulePixels = 4;

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(160, 48)]
    public void A_reader_finds_the_fingerprint_on_the_screen(int width, int height) =>
        Assert.Equal(FingerprintLines.Payload(Samples.Sha256), Read(Samples.Paint(Samples.Scene(Samples.Fingerprint, new GoOnPrompt()), width, height).Canvas));

    [Fact]
    public void A_reader_finds_what_the_signatures_of_officers_commit_to()
    {
        Typist typist = new Typist(Samples.Revoke, Samples.Confirm).Press(KeyName.F7);
        Assert.Equal(FingerprintLines.Payload(Samples.Proposed), Read(Samples.Paint(typist.Scene).Canvas));
    }

    [Fact]
    public void Without_colours_a_light_terminal_is_given_the_code_the_other_way_round()
    {
        Canvas canvas = Painter.Paint(Samples.Scene(Samples.Fingerprint, new GoOnPrompt()), new PaintStyle(GlyphSet.Full, DarkOnLight: true), 80, 24, Samples.Utc, 0).Canvas;
        Assert.Equal(FingerprintLines.Payload(Samples.Sha256), Read(canvas, isLight: true));
    }

    [Fact]
    public void Every_word_of_every_fingerprint_fits_beside_the_code()
    {
        var random = new Random(7);
        for (int sample = 0; sample < 300; sample++)
        {
            byte[] bytes = new byte[32];
            random.NextBytes(bytes);
            string hash = Convert.ToHexStringLower(bytes);
            string text = Samples.Paint(Samples.Scene(new Screen("f", new FingerprintBlock("Certificate", hash)), new GoOnPrompt())).Canvas.ToString();
            Assert.All(PgpWords.Of(bytes), word => Assert.Contains(word, text));
            Assert.All(hash.ToUpperInvariant().Chunk(4), group => Assert.Contains(new string(group), text));
            Assert.DoesNotContain("more below", text);
        }
    }

    // Each cell becomes two pixels above each other, then enlarged: what half blocks are to the eye.
    private static string Read(Canvas canvas, bool isLight = false)
    {
        var picture = new StringBuilder($"P1\n{canvas.Width * ModulePixels} {canvas.Height * 2 * ModulePixels}\n");
        for (int row = 0; row < canvas.Height * 2 * ModulePixels; row++)
        {
            for (int column = 0; column < canvas.Width * ModulePixels; column++)
            {
                int glyph = canvas[column / ModulePixels, row / (2 * ModulePixels)].Rune?.Value ?? ' ';
                bool isUpper = row / ModulePixels % 2 == 0;
                bool isDrawn = glyph == '█' || (isUpper && glyph == '▀') || (!isUpper && glyph == '▄');
                picture.Append(isDrawn == isLight ? "1 " : "0 ");
            }

            picture.Append('\n');
        }

        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.pbm");
        File.WriteAllText(path, picture.ToString());
        try
        {
            using Process reader = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", "--nodbus", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = reader.StandardOutput.ReadToEnd();
            reader.WaitForExit();
            return text.Trim();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
