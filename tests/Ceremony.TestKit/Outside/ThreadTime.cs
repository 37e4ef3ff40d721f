using System.Globalization;

namespace Ceremony.TestKit;

/// <summary>How much the thread that asks has worked, as the kernel counts it: what other tests do meanwhile makes no difference.</summary>
public static class ThreadTime
{
    // Of /proc/thread-self/stat behind the name: user and system time, in hundredths of a second.
    private const int FirstTime = 11;
    private const int TicksPerSecond = 100;

    /// <summary>The processor time that some work takes.</summary>
    public static TimeSpan Of(Action work)
    {
        long before = Ticks();
        work();
        return TimeSpan.FromSeconds((Ticks() - before) / (double)TicksPerSecond);
    }

    private static long Ticks()
    {
        string stat = File.ReadAllText("/proc/thread-self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(FirstTime).Take(2).Sum(text => long.Parse(text, CultureInfo.InvariantCulture));
    }
}
