using Ceremony.Core.Screens;

namespace Ceremony.Core.Configs;

/// <summary>How two configuration files differ.</summary>
internal static class ConfigDiff
{
    private const int Around = 2;
    private const string LeftOut = "~";
    private const string Same = " ";

    /// <summary>A line as it is, and as people see it.</summary>
    internal readonly record struct Line(string Raw, string Shown);

    /// <summary>The changes, with two unchanged lines around each; what is between is left out.</summary>
    public static IReadOnlyList<DiffLine> Of(IReadOnlyList<Line> before, IReadOnlyList<Line> after)
    {
        List<DiffLine> all = Changes(before, after);
        bool IsNear(int at) => Enumerable.Range(at - Around, (2 * Around) + 1).Any(near => near >= 0 && near < all.Count && all[near].Change != Same);
        var lines = new List<DiffLine>();
        for (int at = 0; at < all.Count; at++)
        {
            if (IsNear(at))
            {
                lines.Add(all[at]);
            }
            else if (lines.Count == 0 || lines[^1].Change != LeftOut)
            {
                lines.Add(new DiffLine(LeftOut, all[at].Number, ""));
            }
        }

        return lines;
    }

    // What both have is found by walking both at once. A PIN that changes is a change, although its line looks the same.
    private static List<DiffLine> Changes(IReadOnlyList<Line> before, IReadOnlyList<Line> after)
    {
        string[] rawBefore = [.. before.Select(line => line.Raw)];
        string[] rawAfter = [.. after.Select(line => line.Raw)];
        string[] namesAfter = [.. rawAfter.Select(NameOf)];
        var lines = new List<DiffLine>();
        int old = 0;
        void Gone() => lines.Add(new DiffLine("-", old + 1, before[old++].Shown));
        for (int now = 0; now < after.Count; now++)
        {
            int same = Array.IndexOf(rawBefore, rawAfter[now], old);
            while (old < same)
            {
                Gone();
            }

            // A former value goes right before its new one, wherever that stands.
            bool isDue = same < 0;
            while (isDue && old < before.Count && Array.IndexOf(rawAfter, rawBefore[old], now) < 0 && Array.IndexOf(namesAfter, NameOf(rawBefore[old]), now + 1) < 0)
            {
                isDue = NameOf(rawBefore[old]) != namesAfter[now];
                Gone();
            }

            lines.Add(new DiffLine(same < 0 ? "+" : Same, now + 1, after[now].Shown));
            old += same < 0 ? 0 : 1;
        }

        while (old < before.Count)
        {
            Gone();
        }

        return lines;
    }

    private static string NameOf(string line) => line.Split('=')[0].Trim(' ', '\t');
}
