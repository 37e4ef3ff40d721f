namespace CeremonyTui.Tests.Killing;

/// <summary>Kills copies of a ceremony, resumes them, and looks what came of it.</summary>
internal static class KillSweep
{
    /// <summary>Whether every place is tried, as <c>make kill-sweep</c> does.</summary>
    public static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_KILL_SWEEP") == "full";

    public static void Sweep(HalfDone halfDone, IReadOnlyDictionary<string, int> keys, string call, int stride)
    {
        for (int number = 1; number <= halfDone.LinesLeft; number += stride)
        {
            KilledRehearsal copy = halfDone.Copy();
            if (copy.ResumeUntil(call, number))
            {
                int lines = copy.Lines;
                try
                {
                    AssertEndsWell(copy, halfDone, keys);
                }
                catch (Exception trouble)
                {
                    throw new InvalidOperationException($"Killed at {call} {number} after the resume, at line {lines}: {trouble.Message}", trouble);
                }
            }

            Directory.Delete(copy.Rehearsal.Folder, recursive: true);
        }
    }

    public static void AssertEndsWell(KilledRehearsal copy, HalfDone halfDone, IReadOnlyDictionary<string, int> keys)
    {
        // A kill may come so late that everything was done by then; the resume says so.
        string said = copy.Resume().Expect();
        Assert.True(said.StartsWith("The REHEARSAL is complete.", StringComparison.Ordinal) || said.Contains("is over already", StringComparison.Ordinal), said);
        AssertWhole(copy, halfDone, keys);
    }

    public static void AssertWhole(KilledRehearsal copy, HalfDone halfDone, IReadOnlyDictionary<string, int> keys)
    {
        Outcome.AssertWhole(copy.Rehearsal, halfDone.Facts, keys);
        Assert.DoesNotContain(copy.Rehearsal.Lines, line => (string)line["kind"]! is "exception" or "failed" or "clock");
    }
}
