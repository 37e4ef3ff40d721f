using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ceremony.Machine.Files;

/// <summary>What the kernel reports about a name in a folder, without following links (statx(2)).</summary>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Mode">The twelve permission bits.</param>
/// <param name="IsPlain">Whether it is a plain file.</param>
internal sealed record FileStatus(uint Owner, uint Group, uint Mode, bool IsPlain)
{
    private const int FromWorkingFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int KindOfFile = 0xf000;
    private const int PlainFile = 0x8000;

    /// <summary>The status, or null where there is nothing of that name. Throws <see cref="Core.Devices.DeviceFault"/>.</summary>
    public static FileStatus? Of(string path)
    {
        Span<byte> seen = stackalloc byte[256];
        if (LibC.StatX(FromWorkingFolder, path, NoFollow, BasicStats, seen) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            return errno == FileFaults.NoEntry ? null : throw FileFaults.Of(errno, "looked at", path);
        }

        // struct statx: stx_uid, stx_gid, stx_mode.
        int mode = BinaryPrimitives.ReadUInt16LittleEndian(seen[28..]);
        return new FileStatus(BinaryPrimitives.ReadUInt32LittleEndian(seen[20..]), BinaryPrimitives.ReadUInt32LittleEndian(seen[24..]), (uint)mode & 0xfff, (mode & KindOfFile) == PlainFile);
    }
}
