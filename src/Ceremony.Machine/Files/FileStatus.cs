using System.Buffers.Binary;
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

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; private init; }

    /// <summary>The status of a name in a folder, without following links, or null where there is nothing of that name. Throws <see cref="Core.Devices.DeviceFault"/>.</summary>
    public static FileStatus? Of(string path) =>
        TryOf(LibC.WorkingFolder, path, NoFollow, out int errno) ?? (errno == FileFaults.NoEntry ? null : throw FileFaults.Of(errno, "looked at", path));

    /// <summary>The status of an open file. Throws <see cref="Core.Devices.DeviceFault"/>.</summary>
    public static FileStatus Of(int file, string path) => TryOf(file, "", OfDescriptor, out int errno) ?? throw FileFaults.Of(errno, "looked at", path);

    private static FileStatus? TryOf(int folder, string path, int flags, out int errno)
    {
        Span<byte> seen = stackalloc byte[256];
        errno = LibC.StatX(folder, path, flags, BasicStats, seen) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (errno != 0)
            return null;

        // struct statx: stx_uid, stx_gid, stx_mode, stx_ino, stx_dev_major and stx_dev_minor, stx_rdev_major and stx_rdev_minor.
        int mode = BinaryPrimitives.ReadUInt16LittleEndian(seen[28..]);
        return new FileStatus(
            BinaryPrimitives.ReadUInt32LittleEndian(seen[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(seen[24..]),
            (uint)mode & 0xfff,
            (mode & KindOfFile) == PlainFile,
            (BinaryPrimitives.ReadUInt64LittleEndian(seen[136..]), BinaryPrimitives.ReadUInt64LittleEndian(seen[32..])),
            (BinaryPrimitives.ReadUInt32LittleEndian(seen[128..]), BinaryPrimitives.ReadUInt32LittleEndian(seen[132..])))
        {
            IsFolder = (mode & KindOfFile) == Folder,
        };
    }
}
