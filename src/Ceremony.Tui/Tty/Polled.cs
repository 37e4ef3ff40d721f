using System.Runtime.InteropServices;

namespace Ceremony.Tui.Tty;

/// <summary>A file that is waited for: <c>struct pollfd</c> of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Polled
{
    public int File;
    public short Wanted;
    public short Happened;
}
