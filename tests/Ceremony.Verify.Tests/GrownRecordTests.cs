using Ceremony.Core.Json;
using Ceremony.Core.Judging;

namespace Ceremony.Verify.Tests;

/// <summary>A record that grows is judged by what came since, and each time as if it were judged from nothing.</summary>
public class GrownRecordTests
{
    public static TheoryData<string> Honest => [.. Ceremony.Keys];

    private static readonly Dictionary<string, Func<JournalMaker>> Ceremony = new(StringComparer.Ordinal)
    {
        ["small"] = () => Ceremonies.Small(Cast.Original),
        ["kit"] = () => Ceremonies.Kit(Cast.Original, true, Cast.Original.Bootstrap1, Cast.Original.Bootstrap2),
        ["whole"] = () => Ceremonies.Whole(Cast.Original),
        ["second half"] = () => SecondHalf.Of(),
        ["restored"] = SecondHalf.Restored,
    };

    public static TheoryData<string> Kinds =>
    [
        "parameters", "inventory", "step-started", "answered", "entered", "looked", "step-done", "proposed", "confirmed", "approved", "intended", "performed", "shown",
    ];

    [Theory]
    [MemberData(nameof(Honest))]
    public void An_honest_record_is_judged_alike(string ceremony) => AllBeginningsAreJudgedAlike(Ceremony[ceremony]());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_is_one_from_which_a_line_is_missing(string kind) =>
        AllBeginningsAreJudgedAlike(Ceremonies.Small(Cast.Original, (written, which, line) => written == kind && which == 1 ? null : line));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_is_one_of_which_a_line_was_changed(string kind)
    {
        foreach (string member in new[] { "step", "attempt", "call", "do", "facts", "action", "look", "proposed", "person", "at", "boot" })
        {
            AllBeginningsAreJudgedAlike(Ceremonies.Small(Cast.Original, (written, which, line) => written == kind && which == 1 ? Changed(line, member) : line), every: 3);
        }
    }

    [Fact]
    public void A_line_that_was_judged_and_not_written_leaves_nothing_behind()
    {
        JournalMaker journal = Ceremonies.Small(Cast.Original);
        var judge = new RecordJudge(null);
        for (int count = 2; count <= journal.Lines.Count; count++)
        {
            byte[] other = CanonicalJson.Write(CanonicalJson.Parse(journal.Lines[count - 1]).AsMap().Without("by").With(new JsonMap { { "by", "nobody" } }));
            _ = judge.JudgeGrown(Grown(journal, [.. journal.Lines.Take(count - 1), other]));
            Assert.Equal(FromNothing(journal, count), judge.JudgeGrown(Grown(journal, [.. journal.Lines.Take(count)])));
        }
    }

    [Fact]
    public void What_comes_later_takes_no_longer()
    {
        const int steps = 1000;
        JournalMaker journal = LongCeremony.Of(steps);
        var judge = new RecordJudge(null);
        byte[][] all = [.. journal.Lines];
        TimeSpan early = Of(steps / 10, steps / 5);
        TimeSpan late = Of(steps * 9 / 10, steps);
        Assert.True(late < 3 * early + TimeSpan.FromMilliseconds(100), $"The lines of {steps / 10} steps took {early} at the beginning, and {late} at the end.");

        TimeSpan Of(int from, int to)
        {
            Assert.Empty(judge.JudgeGrown(Grown(journal, all[..(from * LongCeremony.LinesOfStep)])));
            return ThreadTime.Of(() =>
            {
                for (int count = from * LongCeremony.LinesOfStep; count < to * LongCeremony.LinesOfStep; count++)
                {
                    _ = judge.JudgeGrown(Grown(journal, new ArraySegment<byte[]>(all, 0, count)));
                }
            });
        }
    }

    private static void AllBeginningsAreJudgedAlike(JournalMaker journal, int every = 1)
    {
        var judge = new RecordJudge(null);
        for (int count = 1; count <= journal.Lines.Count; count++)
        {
            IReadOnlyList<Finding> found = judge.JudgeGrown(Grown(journal, [.. journal.Lines.Take(count)]));
            if (count % every == 0)
            {
                Assert.Equal(FromNothing(journal, count), found);
            }
        }
    }

    private static IReadOnlyList<Finding> FromNothing(JournalMaker journal, int count) =>
        new RecordJudge(null).Judge(new HeldRecord([.. journal.Lines.Take(count).SelectMany(line => line.Append((byte)'\n'))], journal.Script, journal.Artifacts));

    private static GrownRecord Grown(JournalMaker journal, IReadOnlyList<byte[]> lines) => new(new Memories(lines), journal.Script, journal.Artifacts.GetValueOrDefault);

    private static JsonMap Changed(JsonMap line, string member) => line.Find(member) switch
    {
        null => line.With(new JsonMap { { member, "more" } }),
        JsonText text => line.Without(member).With(new JsonMap { { member, text.Value + "x" } }),
        JsonNumber number => line.Without(member).With(new JsonMap { { member, number.Value + 1 } }),
        _ => line.Without(member),
    };

    private sealed class Memories(IReadOnlyList<byte[]> lines) : IReadOnlyList<ReadOnlyMemory<byte>>
    {
        public int Count => lines.Count;

        public ReadOnlyMemory<byte> this[int index] => lines[index];

        public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => lines.Select(line => (ReadOnlyMemory<byte>)line).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
