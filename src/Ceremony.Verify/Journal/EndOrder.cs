using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A ceremony is aborted once, and what is signed, archived and compared of its archive comes after the seal.</summary>
internal static class EndOrder
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        long seal = evidence.Sealed?.Seq ?? long.MaxValue;
        return Check.EachLine(evidence.Of("signed", "archived", "compared").Where(line => line.Seq < seal), _ => ["there was no archive yet: the transcript had not been sealed"])
            .Concat(Check.EachLine(evidence.Of("aborted").Skip(1), _ => ["the ceremony had already been aborted"]));
    }
}
