using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Ceremony.Machine.Files;

/// <summary>What the kernel reports about a file (statx(2)).</summary>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Mode">The twelve permission bits.</param>
/// <param name="IsPlain">Whether it is a plain file.</param>
/// <param name="Identity">Its device and inode: no other file has them as long as this one is open.</param>
/// <param name="Represents">The device that a special file stands for: its major and minor number; zeros for other files.</param>
internal sealed record FileStatus(uint Owner, uint Group, uint Mode, bool IsPlain, (ulong Device, ulong Inode) Identity, (ulong Major, ulong Minor) Represents)
{
    private const int NoFollow = 0x100;
    private const int OfDescriptor = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int KindOfFile = 0xf000;
    private const int PlainFile = 0x8000;
    private const int Folder = 0x4000;
    private const int Size = 256;

    // The kernel counts its times in steps of some milliseconds: two changes within one of them look alike. In seconds.
    private const long Settled = 2;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; private init; }

    /// <summary>The status of a name in a folder, without following links, or null where there is nothing of that name. Throws <see cref="Core.Devices.DeviceFault"/>.</summary>
    public static FileStatus? Of(string path) =>
        TryOf(LibC.WorkingFolder, path, NoFollow, out int errno) ?? (errno == FileFaults.NoEntry ? null : throw FileFaults.Of(errno, "looked at", path));

    /// <summary>The status of an open file. Throws <see cref="Core.Devices.DeviceFault"/>.</summary>
    public static FileStatus Of(int file, string path) => TryOf(file, "", OfDescriptor, out int errno) ?? throw FileFaults.Of(errno, "looked at", path);

    /// <summary>
    /// What tells a plain file from all that it was before: device, inode and size, and when it was changed and written last. Null where there is no plain file, or it was changed in the last seconds.
    /// </summary>
    public static string? Touch(string path)
    {
        Span<byte> seen = stackalloc byte[Size];
        if (LibC.StatX(LibC.WorkingFolder, path, NoFollow, BasicStats, seen) != 0 || (ModeOf(seen) & KindOfFile) != PlainFile)
            return null;

        // struct statx: stx_size, stx_ctime, stx_mtime. Nobody can set the second one for a single file.
        long changed = BinaryPrimitives.ReadInt64LittleEndian(seen[96..]);
        return DateTimeOffset.UtcNow.ToUnixTimeSeconds() - changed > Settled
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{IdentityOf(seen)} {BinaryPrimitives.ReadUInt64LittleEndian(seen[40..])} {changed} {BinaryPrimitives.ReadUInt32LittleEndian(seen[104..])} {BinaryPrimitives.ReadInt64LittleEndian(seen[112..])} {BinaryPrimitives.ReadUInt32LittleEndian(seen[120..])}")
            : null;
    }

    private static FileStatus? TryOf(int folder, string path, int flags, out int errno)
    {
        Span<byte> seen = stackalloc byte[Size];
        errno = LibC.StatX(folder, path, flags, BasicStats, seen) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (errno != 0)
            return null;

        // struct statx: stx_uid, stx_gid, stx_rdev_major and stx_rdev_minor.
        int mode = ModeOf(seen);
        return new FileStatus(
            BinaryPrimitives.ReadUInt32LittleEndian(seen[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(seen[24..]),
            (uint)mode & 0xfff,
            (mode & KindOfFile) == PlainFile,
            IdentityOf(seen),
            (BinaryPrimitives.ReadUInt32LittleEndian(seen[128..]), BinaryPrimitives.ReadUInt32LittleEndian(seen[132..])))
        {
            IsFolder = (mode & KindOfFile) == Folder,
        };
    }

    // stx_mode.
    private static int ModeOf(ReadOnlySpan<byte> seen) => BinaryPrimitives.ReadUInt16LittleEndian(seen[28..]);

    // stx_dev_major and stx_dev_minor, stx_ino.
    private static (ulong Device, ulong Inode) IdentityOf(ReadOnlySpan<byte> seen) => (BinaryPrimitives.ReadUInt64LittleEndian(seen[136..]), BinaryPrimitives.ReadUInt64LittleEndian(seen[32..]));
}
