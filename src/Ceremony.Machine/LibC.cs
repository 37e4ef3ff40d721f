using System.Runtime.InteropServices;

namespace Ceremony.Machine;

/// <summary>
/// The libc calls that .NET lacks, or whose failures it hides. Values are those of Linux on x64 and arm64, where they agree; O_DIRECTORY and
/// O_NOFOLLOW differ between the two and are not used.
/// </summary>
internal static partial class LibC
{
    /// <summary>open(2) flags.</summary>
    public const int ReadOnly = 0, WriteOnly = 1, ReadWrite = 2, Create = 0x40, Exclusive = 0x80, Append = 0x400, NonBlocking = 0x800, CloseOnExec = 0x80000;

    /// <summary>lseek(2): SEEK_SET, SEEK_CUR, SEEK_END.</summary>
    public const int FromBeginning = 0, FromHere = 1, FromEnd = 2;

    /// <summary>flock(2): LOCK_EX | LOCK_NB, LOCK_UN.</summary>
    public const int LockExclusiveNow = 2 | 4, Unlock = 8;

    /// <summary>clock_gettime(2): CLOCK_BOOTTIME.</summary>
    public const int BootTime = 7;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, Span<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int FTruncate(int file, long length);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int FChangeOwner(int file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int FChangeMode(int file, uint mode);

    /// <summary>statx(2): its structure is the same on every processor, that of stat(2) is not.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> seen);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int FLock(int file, int operation);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    /// <summary>renameat2(2): RENAME_NOREPLACE, RENAME_EXCHANGE; AT_FDCWD for both folders.</summary>
    public const int KeepTarget = 1, ExchangeBoth = 2, WorkingFolder = -100;

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameWith(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveFolder(string path);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint RealPath(string path, Span<byte> resolved);

    /// <summary>memfd_create(2): MFD_CLOEXEC.</summary>
    public const uint CloseOnExecOfMemoryFile = 1;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeMemoryFile(string name, uint flags);

    /// <summary>fcntl(2): F_DUPFD_CLOEXEC.</summary>
    public const int DuplicateCloseOnExec = 1030;

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Duplicate(int file, int command, int least);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int DuplicateTo(int file, int other);

    [LibraryImport("libc", EntryPoint = "fflush")]
    public static partial int FlushAll(nint all);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void EndNow(int code);

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>ioctl(2): TIOCGWINSZ.</summary>
    public const nuint WindowSize = 0x5413;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int GetWindowSize(int file, nuint request, out TerminalSize size);

    /// <summary>prctl(2): PR_SET_DUMPABLE.</summary>
    public const int Dumpable = 4;

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int ControlProcess(int option, nuint first, nuint second, nuint third, nuint fourth);

    /// <summary>setrlimit(2): RLIMIT_CORE.</summary>
    public const int LongestCore = 4;

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, in Limit limit);

    /// <summary>struct rlimit of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Limit
    {
        /// <summary>What holds now.</summary>
        public ulong Now;

        /// <summary>What it can be raised to.</summary>
        public ulong Most;
    }

    /// <summary>struct winsize of ioctl_tty(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TerminalSize
    {
        /// <summary>Rows of characters.</summary>
        public ushort Rows;

        /// <summary>Columns of characters.</summary>
        public ushort Columns;

        /// <summary>Pixels, which nobody fills in.</summary>
        public ushort Width, Height;
    }

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        /// <summary>Whole seconds.</summary>
        public long Seconds;

        /// <summary>The rest, 0 to 999 999 999.</summary>
        public long Nanoseconds;
    }
}
