using System.Diagnostics;

namespace Ceremony.Bench;

/// <summary>Figures out of many that were taken.</summary>
internal static class Sample
{
    /// <summary>The one in the middle.</summary>
    public static double Median(IEnumerable<double> figures) => Percentile(figures, 0.5);

    /// <summary>The one below which so many of them lie.</summary>
    public static double Percentile(IEnumerable<double> figures, double part)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Two things done in turn, so that a machine that becomes slower does so for both: the milliseconds of each.</summary>
    public static (double One, double Other) InTurn(int times, Func<TimeSpan> one, Func<TimeSpan> other)
    {
        var ones = new List<double>();
        var others = new List<double>();
        for (int time = 0; time < times; time++)
        {
            ones.Add(one().TotalMilliseconds);
            others.Add(other().TotalMilliseconds);
        }

        return (Median(ones), Median(others));
    }

    /// <summary>How long something takes.</summary>
    public static TimeSpan Time(Action what)
    {
        long start = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(start);
    }
}
