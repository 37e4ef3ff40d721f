using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>A hostile journal may be long; what is kept of it grows with its length and not with its square.</summary>
public class LongJournalTests
{
    private const int Steps = 20_000;

    // A registry of its own for each step would take 1600 MB for the references alone.
    private const long MostBytes = 256L << 20;

    [Fact]
    public void Registries_of_many_steps_are_one_list()
    {
        Evidence evidence = Journal();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var kept = new List<Registry>();
        foreach (JournalLine line in evidence.Of("step-done"))
        {
            kept.Add(evidence.RegistryAfter(line));
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(taken, 1, MostBytes);
        Assert.Equal(Steps, kept[^1].Facts.Count);
        Assert.Equal(1000, kept[999].Facts.Count);
        Assert.Equal(1000, kept[999].All<FingerprintCompared>().Count());
        Assert.Equal("999", ((FingerprintCompared)kept[999].Facts[^1]).Of);
        Assert.Throws<ArgumentOutOfRangeException>(() => kept[999].Facts[1000]);
        Assert.Equal(999, evidence.RegistryBefore(evidence.Of("step-done").ElementAt(999)).Facts.Count);
    }

    [Fact]
    public void Checks_of_many_facts_take_no_copies_of_the_registry()
    {
        Evidence evidence = Journal();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Steps, Walked.Over(FactsCheck.Problems, evidence).Count());
        Assert.Empty(Walked.Over(CertificatesCheck.Problems, evidence));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, MostBytes);
    }

    private static Evidence Journal()
    {
        var lines = new List<JournalLine>();
        for (int seq = 1; seq <= Steps; seq++)
        {
            JsonMap json = new() { { "facts", new JsonList(new FingerprintCompared($"{seq - 1}", "00", "Wim Zorn").ToJson()) } };
            lines.Add(Unchained.Line(seq, "step-done", "step", json));
        }

        return new Evidence(null, null, new JournalFile(lines, [], null), [], journalGoesOn: true, new VerifyOptions());
    }
}
