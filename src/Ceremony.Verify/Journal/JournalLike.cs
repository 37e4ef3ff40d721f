namespace Ceremony.Verify;

/// <summary>Tells a journal, however damaged, from a file of another kind that somebody named by mistake.</summary>
internal static class JournalLike
{
    private const byte LineFeed = (byte)'\n';

    // Members stand in the order of their names: every line begins with its time, and names its kind further on.
    private static readonly byte[] Beginning = "{\"at\":\""u8.ToArray();
    private static readonly byte[] Kind = "\"kind\":\""u8.ToArray();

    /// <summary>Whether one line at least is written as a journal's are, or is the beginning of the only one.</summary>
    public static bool HasLine(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(LineFeed) < 0 && bytes.StartsWith(Beginning.AsSpan(0, Math.Min(bytes.Length, Beginning.Length))))
        {
            return true;
        }

        foreach (Range range in bytes.Split(LineFeed))
        {
            ReadOnlySpan<byte> line = bytes[range];
            if (line.StartsWith("{"u8) && line.IndexOf(Kind) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
