using System.Globalization;

namespace Ceremony.TestKit;

/// <summary>How much a program has worked, as the kernel counts it.</summary>
internal static class ProcessorTime
{
    // Of /proc/PID/stat behind the name, which may hold blanks: the parent, then the times of the process and of its ended children.
    private const int Parent = 1;
    private const int FirstTime = 11;
    private const int Times = 4;

    /// <summary>The ticks of a process and of everything below it.</summary>
    public static long OfTree(int root)
    {
        Dictionary<int, long[]> all = Processes();
        return all.Where(each => IsBelow(each.Key)).Sum(each => each.Value[1]);

        bool IsBelow(int process) => process == root || (all.TryGetValue(process, out long[]? told) && IsBelow((int)told[0]));
    }

    private static Dictionary<int, long[]> Processes()
    {
        var all = new Dictionary<int, long[]>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int process) && Read(folder) is { } told)
            {
                all.Add(process, told);
            }
        }

        return all;
    }

    /// <summary>Parent and ticks; null for a process that has gone meanwhile.</summary>
    private static long[]? Read(string folder)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return [Number(fields[Parent]), fields.Skip(FirstTime).Take(Times).Sum(Number)];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
