using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>A file that is waited for: <c>struct pollfd</c> of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Polled
{
    public const short CanRead = 0x1;
    public const short HungUp = 0x10;
    public const short Invalid = 0x20;

    public int File;
    public short Wanted;
    public short Happened;
}
