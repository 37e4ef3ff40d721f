using System.Buffers;
using System.Globalization;
using System.Text;

namespace CeremonyTui.Tests.Terminal;

/// <summary>Looks for a text in all the memory of a process that can be read (proc_pid_mem(5)), as root does, or whoever made the namespace that it runs in.</summary>
internal static class MemoryScan
{
    /// <summary>A part of a PIN is a PIN found: what overwrote its first characters did not wipe it.</summary>
    private const int PartLength = 6;

    private const int Chunk = 1 << 20;

    /// <summary>One, two and four bytes a character: ASCII, UTF-16, UTF-32; and eight, as in a queue of characters that are counted.</summary>
    private static readonly int[] Strides = [1, 2, 4, 8];

    /// <summary>Where a text or a part of it stands, a line each: the region, the place, the form. At most a few.</summary>
    public static IReadOnlyList<string> Find(string process, string text)
    {
        byte[] letters = Encoding.ASCII.GetBytes(text);
        var found = new List<string>();
        byte[] buffer = new byte[Chunk + (PartLength * Strides[^1])];
        using FileStream memory = new($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((long from, long to, string region) in Regions(process))
        {
            for (long at = from; at < to; at += Chunk)
            {
                int length = Read(memory, at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - at)));
                found.AddRange(In(buffer.AsSpan(0, length), letters).Select(hit => $"{region} at {at + hit.Place:x}: {hit.Stride} bytes a character, from its character {hit.Part + 1} on"));
            }
        }

        return found;
    }

    /// <summary>Where parts of a text stand in these bytes.</summary>
    public static IReadOnlyList<(int Place, int Stride, int Part)> In(ReadOnlySpan<byte> bytes, byte[] letters)
    {
        var found = new List<(int Place, int Stride, int Part)>();
        var first = SearchValues.Create(letters.AsSpan(0, letters.Length - PartLength + 1));
        for (int place = 0; bytes[place..].IndexOfAny(first) is >= 0 and int next; place += next + 1)
        {
            foreach (int stride in Strides)
            {
                for (int part = 0; part + PartLength <= letters.Length; part++)
                {
                    if (Stands(bytes[(place + next)..], letters.AsSpan(part, PartLength), stride))
                    {
                        found.Add((place + next, stride, part));
                    }
                }
            }
        }

        return found;
    }

    private static bool Stands(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part, int stride)
    {
        if (bytes.Length < ((part.Length - 1) * stride) + 1)
        {
            return false;
        }

        for (int letter = 0; letter < part.Length; letter++)
        {
            if (bytes[letter * stride] != part[letter])
            {
                return false;
            }
        }

        return true;
    }

    // What the kernel itself keeps there for every process cannot be read so.
    private static IEnumerable<(long From, long To, string Region)> Regions(string process) => File.ReadAllLines($"/proc/{process}/maps")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[1][0] == 'r' && !words[^1].StartsWith("[v", StringComparison.Ordinal))
        .Select(words => (Hex(words[0].Split('-')[0]), Hex(words[0].Split('-')[1]), words.Length > 5 ? words[5] : "memory of its own"));

    // A region can go while it is read, and a page of a file can lie behind its end.
    private static int Read(FileStream memory, long at, Span<byte> into)
    {
        int length = 0;
        try
        {
            memory.Position = at;
            for (int more = 1; more > 0 && length < into.Length; length += more)
            {
                more = memory.Read(into[length..]);
            }
        }
        catch (IOException)
        {
        }

        return length;
    }

    private static long Hex(string digits) => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
