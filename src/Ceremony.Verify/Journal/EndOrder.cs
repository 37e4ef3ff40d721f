using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A ceremony is aborted once, and what is signed, archived and compared of its archive comes after the seal.</summary>
internal static class EndOrder
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        long aborted = evidence.Of("aborted").FirstOrDefault()?.Seq ?? long.MaxValue;
        long seal = evidence.Sealed?.Seq ?? long.MaxValue;
        return Check.EachLine(line => line.Seq < seal && line.Kind is ("signed" or "archived" or "compared"), _ => ["there was no archive yet: the transcript had not been sealed"])
            .Concat(Check.EachLine(line => line.Kind == "aborted" && line.Seq > aborted, _ => ["the ceremony had already been aborted"]));
    }
}
