using Ceremony.Core.Devices;

namespace Ceremony.Machine.Files;

/// <summary>What the kernel reports about a file (errno), as a sentence that says what to do.</summary>
internal static class FileFaults
{
    /// <summary>errno of "no such file or folder".</summary>
    public const int NoEntry = 2;

    /// <summary>errno of "interrupted by a signal".</summary>
    public const int Interrupted = 4;

    /// <summary>errno of "the lock is held by another" (EWOULDBLOCK, the same number as EAGAIN).</summary>
    public const int WouldBlock = 11;

    /// <summary>errno of "exists already".</summary>
    public const int AlreadyThere = 17;

    /// <summary>errno of "not so here": a file system that does not know a flag of renameat2(2) gives it.</summary>
    public const int Invalid = 22;

    /// <summary>errno of "there is no such call".</summary>
    public const int NoCall = 38;

    /// <summary>errno of "is a folder".</summary>
    public const int IsFolder = 21;

    private static readonly Dictionary<int, string> Names = new()
    {
        { 1, "EPERM" }, { 2, "ENOENT" }, { 4, "EINTR" }, { 5, "EIO" }, { 11, "EAGAIN" }, { 12, "ENOMEM" }, { 13, "EACCES" }, { 16, "EBUSY" },
        { 17, "EEXIST" }, { 18, "EXDEV" }, { 20, "ENOTDIR" }, { 21, "EISDIR" }, { 22, "EINVAL" }, { 23, "ENFILE" }, { 24, "EMFILE" },
        { 26, "ETXTBSY" }, { 27, "EFBIG" }, { 28, "ENOSPC" }, { 30, "EROFS" }, { 36, "ENAMETOOLONG" }, { 39, "ENOTEMPTY" }, { 40, "ELOOP" },
        { 116, "ESTALE" }, { 122, "EDQUOT" },
    };

    /// <summary>The name of an errno, such as <c>EIO</c>; <c>errno 999</c> where it has none here.</summary>
    public static string Name(int errno) => Names.TryGetValue(errno, out string? name) ? name : $"errno {errno}";

    /// <summary>The fault of an errno.</summary>
    /// <param name="errno">What the kernel gave.</param>
    /// <param name="verb">What was tried, in the passive voice: <c>written</c>, <c>read</c>.</param>
    /// <param name="path">The file or folder.</param>
    public static DeviceFault Of(int errno, string verb, string path)
    {
        string name = Name(errno);
        return new DeviceFault(name, name switch
        {
            "EIO" => $"{path} could not be {verb} because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy.",
            "ENOSPC" or "EDQUOT" => $"{path} could not be {verb} because its disk is full ({name}): free some space there, then resume.",
            "EROFS" => $"{path} could not be {verb} because its disk is read-only (EROFS): mount it writable, or choose another folder.",
            "EACCES" or "EPERM" => $"{path} could not be {verb} because permission was denied ({name}): have its permissions corrected, or choose another folder.",
            "ENOENT" => $"{path} could not be {verb} because it or its folder does not exist (ENOENT): check the path.",
            "ENOTDIR" => $"{path} could not be {verb} because part of its path is not a folder (ENOTDIR): check the path.",
            "EISDIR" => $"{path} could not be {verb} because it is a folder (EISDIR): check the path.",
            _ => $"{path} could not be {verb} ({name}): check the disk and the path.",
        });
    }

    /// <summary>A second writer has the file open.</summary>
    public static DeviceFault Locked(string path) =>
        new("Locked", $"{path} is in use by another ceremony program: end that one first.");

    /// <summary>Something is already where a new thing should be made.</summary>
    public static DeviceFault Exists(string path) =>
        new("Exists", $"{path} already exists and will not be overwritten: move it away, or choose another folder.");

    /// <summary>What was read back is not what was written.</summary>
    public static DeviceFault Different(string path) =>
        new("Different", $"{path} did not read back as it was written: stop here, and use another disk.");

    /// <summary>The file is longer than whoever reads it expects.</summary>
    public static DeviceFault TooLong(string path, int longestBytes) =>
        new("TooLong", $"{path} is longer than {longestBytes} bytes: check that it is the right file.");

    /// <summary>There is a pipe, a socket or a terminal where a file is expected.</summary>
    public static DeviceFault NotPlain(string path) =>
        new("NotPlain", $"{path} is not a plain file: check that it is the right path.");

    /// <summary>The file that was looked at is no longer what its path names, or no longer holds the same.</summary>
    public static DeviceFault Changed(string path) =>
        new(DeviceFault.Changed, $"The file {path} was changed while the program was at work on it, so it was left as it is. Find out who changed it; the step shows it again when you try again.");

    /// <summary>It was changed once more while it was given back its name.</summary>
    public static DeviceFault ChangedTwice(string path, string kept) =>
        new(DeviceFault.Changed, $"{path} was changed by others twice while the program was at work on it; one of their versions is kept as {kept}. Stop whatever changes it, put the right one in place, then try again.");

    /// <summary>A file that failed once is not written again.</summary>
    public static DeviceFault Broken(string path) =>
        new("Broken", $"{path} is no longer written, because an earlier write failed: end the program, repair the disk, then resume.");
}
