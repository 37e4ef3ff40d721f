namespace Ceremony.Core.Devices;

/// <summary>
/// A file of the installation that was opened once: what is looked at is what is changed. Whatever came to its path since then is left as it is (code
/// <c>Changed</c>). Every method may throw <see cref="DeviceFault"/>.
/// </summary>
public interface IInstalledFile : IDisposable
{
    /// <summary>The file as it was opened; its bytes are wiped when it is closed.</summary>
    FileState State { get; }

    /// <summary>
    /// Keeps what was opened under another name in one go, with owner, group and mode. False where the same bytes are there already: then nothing is
    /// done. Code <c>Exists</c> where others are.
    /// </summary>
    bool KeepCopy(string copy);

    /// <summary>
    /// Puts other bytes in its place in one go: a new file beside it, fsynced, exchanged with it, the folder fsynced, read back and compared. Owner,
    /// group and mode are those of the file that was opened.
    /// </summary>
    void Replace(ReadOnlySpan<byte> bytes);

    /// <summary>Removes it and fsyncs its folder.</summary>
    void Remove();
}
