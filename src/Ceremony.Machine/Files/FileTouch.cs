using System.Buffers.Binary;
using System.Globalization;

namespace Ceremony.Machine.Files;

/// <summary>What tells a file from all that it was before (statx(2)).</summary>
internal static class FileTouch
{
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int KindOfFile = 0xf000;
    private const int PlainFile = 0x8000;

    // The kernel counts its times in steps of some milliseconds: two changes within one of them look alike. In seconds.
    private const long Settled = 2;

    /// <summary>Its device, inode and size, and when it was written and changed last; null where there is no plain file, or it was changed in the last seconds.</summary>
    public static string? Of(string path)
    {
        Span<byte> seen = stackalloc byte[256];
        if (LibC.StatX(LibC.WorkingFolder, path, NoFollow, BasicStats, seen) != 0 || (BinaryPrimitives.ReadUInt16LittleEndian(seen[28..]) & KindOfFile) != PlainFile)
            return null;

        // struct statx: stx_ctime, stx_dev_major and stx_dev_minor, stx_ino, stx_size, stx_mtime. Nobody can set the first one for a single file.
        long changed = BinaryPrimitives.ReadInt64LittleEndian(seen[96..]);
        return DateTimeOffset.UtcNow.ToUnixTimeSeconds() - changed > Settled
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{BinaryPrimitives.ReadUInt64LittleEndian(seen[136..])} {BinaryPrimitives.ReadUInt64LittleEndian(seen[32..])} {BinaryPrimitives.ReadUInt64LittleEndian(seen[40..])} {changed} {BinaryPrimitives.ReadUInt32LittleEndian(seen[104..])} {BinaryPrimitives.ReadInt64LittleEndian(seen[112..])} {BinaryPrimitives.ReadUInt32LittleEndian(seen[120..])}")
            : null;
    }
}
