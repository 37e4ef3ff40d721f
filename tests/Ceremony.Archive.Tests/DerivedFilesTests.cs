using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ceremony.Archive.Tests;

/// <summary>What an archive tells people is made again from its transcript.</summary>
public sealed class DerivedFilesTests : IDisposable
{
    private const string Name = "fingerprints/journal-head.png";
    private readonly TemporaryFolder _folder = new();
    private readonly SampleCeremony _ceremony;
    private readonly IReadOnlyDictionary<string, byte[]> _made;

    public DerivedFilesTests()
    {
        _ceremony = SampleCeremony.Completed(_folder.Path);
        _made = DerivedFiles.Of(_ceremony.Lines);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_transcript_gives_what_the_archive_was_built_with()
    {
        new ArchiveBuilder(new DiskFiles(), _folder.Path).Build(_ceremony.Lines, SampleCeremony.Script, _ceremony.Artifacts);
        string[] built = [.. Directory.GetFiles(_folder["transcript.tmp/fingerprints"]).Select(path => $"fingerprints/{Path.GetFileName(path)}"), "report.txt", "VERIFY.md"];
        Assert.Equal(built.Order(StringComparer.Ordinal), _made.Keys.Order(StringComparer.Ordinal));
        Assert.All(built, name => Assert.Equal(File.ReadAllBytes(_folder[$"transcript.tmp/{name}"]), _made[name]));
    }

    [Fact]
    public void A_text_is_the_same_byte_for_byte_only()
    {
        byte[] report = _made["report.txt"];
        Assert.True(DerivedFiles.IsSame("report.txt", report, report));
        Assert.False(DerivedFiles.IsSame("report.txt", report, [.. report, (byte)'\n']));
        Assert.False(DerivedFiles.IsSame("report.txt", report, []));
    }

    [Fact]
    public void A_picture_is_the_same_however_its_pixels_are_compressed()
    {
        byte[] other = Packed(_made[Name], pixels => pixels, CompressionLevel.NoCompression);
        Assert.NotEqual(_made[Name], other);
        Assert.True(DerivedFiles.IsSame(Name, _made[Name], other));
    }

    [Fact]
    public void A_picture_with_another_pixel_or_more_of_them_is_another()
    {
        Assert.False(DerivedFiles.IsSame(Name, _made[Name], Packed(_made[Name], pixels => [.. pixels.AsSpan(..^1), (byte)(pixels[^1] ^ 1)], CompressionLevel.Fastest)));
        Assert.False(DerivedFiles.IsSame(Name, _made[Name], Packed(_made[Name], pixels => [.. pixels, 0], CompressionLevel.Fastest)));
        Assert.False(DerivedFiles.IsSame(Name, _made[Name], Packed(_made[Name], pixels => pixels[..^1], CompressionLevel.Fastest)));
    }

    [Fact]
    public void A_picture_with_more_or_less_in_it_is_another()
    {
        byte[] made = _made[Name];
        byte[] text = Chunk("tEXt", "Comment\0all is well"u8.ToArray());
        Assert.False(DerivedFiles.IsSame(Name, made, [.. made.AsSpan(..^12), .. text, .. made.AsSpan(^12..)]));
        Assert.False(DerivedFiles.IsSame(Name, made, [.. made, 0]));
        Assert.False(DerivedFiles.IsSame(Name, made, made.AsSpan(..^12)));
        Assert.False(DerivedFiles.IsSame(Name, made, []));
        Assert.False(DerivedFiles.IsSame(Name, made, [.. made.AsSpan(..8), 0xff, 0xff, 0xff, 0xff, .. made.AsSpan(12..)]));
    }

    // The same picture with its pixels packed otherwise: one chunk of them, as PNG has it.
    private static byte[] Packed(byte[] png, Func<byte[], byte[]> change, CompressionLevel level)
    {
        var others = new List<byte[]> { png[..8] };
        byte[] packed = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)) + 12;
            byte[] chunk = png[at..(at + length)];
            if (Encoding.ASCII.GetString(chunk, 4, 4) == "IDAT")
            {
                packed = [.. packed, .. chunk.AsSpan(8..^4)];
            }
            else
            {
                others.Add(chunk);
            }

            at += length;
        }

        using var pixels = new MemoryStream();
        using (var inflate = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            inflate.CopyTo(pixels);
        }

        using var again = new MemoryStream();
        using (var deflate = new ZLibStream(again, level, leaveOpen: true))
        {
            deflate.Write(change(pixels.ToArray()));
        }

        return [.. others[..^1].SelectMany(chunk => chunk), .. Chunk("IDAT", again.ToArray()), .. others[^1]];
    }

    // The check sum at its end is nothing that a comparison of pixels looks at.
    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
    }
}
