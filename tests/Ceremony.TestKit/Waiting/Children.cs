using System.Diagnostics;
using System.Globalization;

namespace Ceremony.TestKit;

/// <summary>Waits for programs by what they do, not by the clock.</summary>
public static class Children
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Waits for the end of a program, for as long as it, or what it started, takes time on a processor. Kills it and throws where nothing came
    /// of it for <see cref="Patience.Longest"/>.
    /// </summary>
    public static void WaitForEnd(Process program, string name)
    {
        var patience = new Patience();
        while (!program.WaitForExit(BetweenLooks))
        {
            if (!patience.Has(Progress(program.Id)))
            {
                program.Kill(entireProcessTree: true);
                throw new TimeoutException($"{name} did nothing for {Patience.Longest.TotalMinutes:0} minutes.");
            }
        }
    }

    // proc_pid_stat(5): the parent's number is the second field behind the name, time in user and kernel mode the twelfth and thirteenth.
    private static string Progress(int root)
    {
        var all = new Dictionary<int, (int Parent, string Used)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && Stat(folder) is [_, var parent, .., _] fields && fields.Length > 12)
            {
                all[id] = (int.Parse(parent, CultureInfo.InvariantCulture), $"{id}:{fields[11]}+{fields[12]}");
            }
        }

        return string.Join(' ', all.Where(each => Descends(each.Key, root, all)).Select(each => each.Value.Used).Order(StringComparer.Ordinal));
    }

    private static bool Descends(int id, int root, Dictionary<int, (int Parent, string Used)> all)
    {
        while (id != root && all.TryGetValue(id, out (int Parent, string Used) each))
        {
            id = each.Parent;
        }

        return id == root;
    }

    private static string[] Stat(string folder)
    {
        try
        {
            string line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }
}
