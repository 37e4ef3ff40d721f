using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>Checks that go through all lines of the evidence.</summary>
internal static class Walked
{
    /// <summary>The result of a check that goes through all lines.</summary>
    public static CheckResult Run(this Check check, Evidence evidence) => Through(check.Begin(evidence, ofAll: false), evidence).Result();

    /// <summary>Everything that it finds.</summary>
    public static IReadOnlyList<string> All(this Check check, Evidence evidence) => Through(check.Begin(evidence, ofAll: true), evidence).Findings();

    /// <summary>What the walks of a check tell, those of the first walk first.</summary>
    public static IEnumerable<string> Over(Func<Evidence, IEnumerable<LineWalk>> walks, Evidence evidence)
    {
        foreach (LineWalk walk in walks(evidence))
        {
            foreach (string sentence in evidence.Lines.SelectMany(walk.Take).Concat(walk.End()))
            {
                yield return sentence;
            }
        }
    }

    private static CheckInProgress Through(CheckInProgress check, Evidence evidence)
    {
        foreach (JournalLine line in evidence.Lines)
        {
            check.Take(line);
        }

        return check;
    }
}
