using System.Buffers.Binary;
using System.IO.Compression;

namespace Ceremony.Archive;

/// <summary>A PNG's chunks (W3C PNG §5.3), with its pixels out of their compression.</summary>
internal static class PngPicture
{
    private const int SignatureBytes = 8;
    private const int AroundData = 12;
    private static readonly byte[] Pixels = "IDAT"u8.ToArray();

    /// <summary>Whether two pictures have the same pixels, and the same bytes but for the compressed ones.</summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Parts(one) is { } first && Parts(other) is { } second && first.Others.AsSpan().SequenceEqual(second.Others) && Inflated(first.Packed, second.Packed);

    private static (byte[] Others, byte[] Packed)? Parts(ReadOnlySpan<byte> png)
    {
        var others = new List<byte>();
        var packed = new List<byte>();
        if (png.Length < SignatureBytes)
        {
            return null;
        }

        others.AddRange(png[..SignatureBytes]);
        for (ReadOnlySpan<byte> rest = png[SignatureBytes..]; rest.Length > 0;)
        {
            if (rest.Length < AroundData || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - AroundData)
            {
                return null;
            }

            ReadOnlySpan<byte> chunk = rest[..((int)length + AroundData)];
            bool isPixels = chunk[4..8].SequenceEqual(Pixels);
            (isPixels ? packed : others).AddRange(isPixels ? chunk[8..^4] : chunk);
            rest = rest[chunk.Length..];
        }

        return ([.. others], [.. packed]);
    }

    // Read side by side, so that a small file which would unfold to a huge one takes no more than the picture that was made.
    private static bool Inflated(byte[] one, byte[] other)
    {
        try
        {
            using var first = new ZLibStream(new MemoryStream(one), CompressionMode.Decompress);
            using var second = new ZLibStream(new MemoryStream(other), CompressionMode.Decompress);
            byte[] some = new byte[4096];
            byte[] others = new byte[some.Length];
            while (true)
            {
                int count = first.ReadAtLeast(some, some.Length, throwOnEndOfStream: false);
                int same = second.ReadAtLeast(others, others.Length, throwOnEndOfStream: false);
                if (!some.AsSpan(0, count).SequenceEqual(others.AsSpan(0, same)))
                {
                    return false;
                }

                if (count < some.Length)
                {
                    return true;
                }
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
