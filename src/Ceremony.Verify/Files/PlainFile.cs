using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Ceremony.Verify;

/// <summary>A file of the archive as it was read once; nothing is read a second time.</summary>
/// <param name="Path">Its path within the archive, with slashes.</param>
/// <param name="Sha256">SHA-256 of all of it, lower-case hex.</param>
/// <param name="Bytes">Its bytes, or null where it is long and only its hash matters.</param>
internal sealed record PlainFile(string Path, string Sha256, byte[]? Bytes)
{
    /// <summary>How many bytes it has.</summary>
    public long Length { get; init; } = Bytes?.Length ?? 0;

    /// <summary>The largest file that is read, 64 MiB.</summary>
    public const long LargestBytes = 64L * 1024 * 1024;

    /// <summary>The largest of the files that are taken apart beside the journal, 4 MiB: the list, its signatures, the officers' certificates, the script.</summary>
    public const long LargestPart = 4L * 1024 * 1024;

    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    // On ARM the kernel's O_NOFOLLOW has another value.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Reads a file. Null where it is not a plain file, is too large or cannot be read; the problem then says so.</summary>
    /// <param name="path">The path within the archive.</param>
    /// <param name="onDisk">Where it is.</param>
    /// <param name="keep">The longest file whose bytes are kept.</param>
    /// <param name="problem">One sentence, or null.</param>
    /// <param name="largest">The largest file that is read at all.</param>
    public static PlainFile? Read(string path, string onDisk, long keep, out string? problem, long largest = LargestBytes)
    {
        try
        {
            using SafeFileHandle? handle = Open(onDisk);
            if (handle is null)
            {
                problem = $"\"{path}\" is a link, or cannot be read.";
                return null;
            }

            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            problem = !stream.CanSeek ? $"\"{path}\" is not a plain file." : stream.Length > largest ? $"\"{path}\" is larger than {largest >> 20} MiB." : null;
            return problem is null ? Read(path, stream, keep, out problem) : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"\"{path}\" cannot be read.";
            return null;
        }
    }

    private static PlainFile? Read(string path, FileStream stream, long keep, out string? problem)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = stream.Length;
        byte[]? kept = length <= keep ? new byte[length] : null;
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int got; (got = stream.Read(buffer)) > 0; total += got)
        {
            if (total + got > length)
            {
                problem = $"\"{path}\" grew while it was read.";
                return null;
            }

            hash.AppendData(buffer, 0, got);
            if (kept is not null)
            {
                buffer.AsSpan(0, got).CopyTo(kept.AsSpan((int)total));
            }
        }

        problem = total == length ? null : $"\"{path}\" was cut while it was read.";
        return problem is null ? new PlainFile(path, Convert.ToHexStringLower(hash.GetHashAndReset()), kept) { Length = total } : null;
    }

    // Opening must neither follow a link nor wait for the other end of a pipe.
    private static SafeFileHandle? Open(string onDisk)
    {
        int descriptor = OpenFile(System.Text.Encoding.UTF8.GetBytes(onDisk + '\0'), ReadOnly | NonBlocking | CloseOnExec | NoFollow);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

#pragma warning disable SYSLIB1054 // An array of bytes and two numbers need no generated code, and so no unsafe code.
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(byte[] path, int flags);
#pragma warning restore SYSLIB1054
}
