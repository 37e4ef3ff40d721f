using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Microsoft.Win32.SafeHandles;

namespace Ceremony.Core.Secrets;

/// <summary>
/// Memory for bytes that must not outlive their use, in pages of its own that the collector knows nothing of: locked (mlock(2)), left out of core dumps and wiped in forked
/// children (MADV_DONTDUMP, MADV_WIPEONFORK of madvise(2)), zeroed and given back on disposal. Where the kernel refuses to lock it, it is used all the same, and <see cref="IsLocked"/> says so.
/// </summary>
public sealed partial class SecretMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 0x02 | 0x20;
    private const int DoNotDump = 16;
    private const int WipeOnFork = 18;

    private readonly nuint _mapped;

    /// <summary>Takes zeroed memory for so many bytes, none included. Throws <see cref="DeviceFault"/>.</summary>
    public SecretMemory(int length)
        : base(ownsHandle: true)
    {
        Length = length;
        nuint page = (nuint)Environment.SystemPageSize;
        _mapped = ((nuint)Math.Max(length, 1) + page - 1) / page * page;
        nint place = Map(0, _mapped, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        if (place == -1)
        {
            throw new DeviceFault("ENOMEM", "No memory is left for a PIN: end other programs, then try again.");
        }

        SetHandle(place);
        IsLocked = Lock(place, _mapped) == 0;

        // Kernels before 4.14 do not know the second one; children of this program are other programs at once.
        _ = Advise(place, _mapped, DoNotDump);
        _ = Advise(place, _mapped, WipeOnFork);
    }

    /// <summary>What reads or writes the bytes and returns something that holds no copy of them.</summary>
    public delegate T Use<out T>(Span<byte> bytes);

    /// <summary>How many bytes there are.</summary>
    public int Length { get; }

    /// <summary>Whether the kernel keeps it out of swap.</summary>
    public bool IsLocked { get; }

    /// <summary>Memory that holds a copy of the bytes.</summary>
    public static SecretMemory Of(ReadOnlySpan<byte> bytes)
    {
        var memory = new SecretMemory(bytes.Length);
        bytes.CopyTo(memory.Bytes());
        return memory;
    }

    /// <summary>Whether memory for PINs can be locked at this moment.</summary>
    public static bool CanBeLocked()
    {
        using var tried = new SecretMemory(1);
        return tried.IsLocked;
    }

    /// <summary>Lends the bytes for the length of one call; what is disposed of meanwhile is wiped after it. Throws <see cref="ObjectDisposedException"/> after disposal.</summary>
    public T Lend<T>(Use<T> use)
    {
        bool isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            return use(Bytes());
        }
        finally
        {
            if (isHeld)
            {
                DangerousRelease();
            }
        }
    }

    /// <summary>Whether both hold the same bytes; takes the same time wherever they differ. Throws <see cref="ObjectDisposedException"/> after disposal of either.</summary>
    public bool SameAs(SecretMemory other) => Lend(_ => other.Lend(_ => CryptographicOperations.FixedTimeEquals(Bytes(), other.Bytes())));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        CryptographicOperations.ZeroMemory(Bytes());
        return Unmap(handle, _mapped) == 0;
    }

    private unsafe Span<byte> Bytes() => new((void*)handle, Length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint place, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint place, nuint length);

    [LibraryImport("libc", EntryPoint = "mlock")]
    private static partial int Lock(nint place, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint place, nuint length, int advice);
}
