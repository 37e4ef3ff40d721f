using System.Text;

namespace Ceremony.Core.Json;

/// <summary>
/// Names of members that were read before: a journal has the same few dozen in each of its lines, and they are kept once. Whatever is read has one place for each of 1,024 values of a hash, so that it holds so many names at
/// most and none that is long.
/// </summary>
internal static class MemberNames
{
    private const int Longest = 32;
    private static readonly string?[] Names = new string?[1024];

    /// <summary>The name that these bytes are in UTF-8, without escapes; null where it has to be read as any other text.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest || !Ascii.IsValid(utf8))
        {
            return null;
        }

        uint hash = (uint)utf8.Length;
        foreach (byte each in utf8)
        {
            hash = (hash * 31) + each;
        }

        // Another thread may write at the same time: whatever is there is compared.
        ref string? place = ref Names[hash % (uint)Names.Length];
        return place is { } name && Ascii.Equals(utf8, name) ? name : place = Encoding.ASCII.GetString(utf8);
    }
}
