using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>A record is judged up to each limit and not beyond it, and the verdict says which limit that was.</summary>
public class BoundsTests
{
    private static readonly JsonMap Fact = new() { { "fact", "fingerprint-compared" } };

    /// <summary>What there is too much of, how much may be there, a record with so many of it, the sentence.</summary>
    public static TheoryData<string, int, Func<int, object>, string> Limits => new()
    {
        { "facts", 5000, count => Many(count, 500), "The journal states more than 5000 facts." },
        { "facts of a line", 500, count => Of(Done(count)), "Line 1 of the journal states more than 500 facts." },
        { "authorities", 100, count => Of(Done(30, Authority("ca-created")), Done(30, Authority("boot-kit-opened")), Done(count - 60, Authority("officer-recognised"))), "The journal has more than 100 authorities." },
        { "deeds of a step", 1000, count => Of(Lines(count, "performed", "keys")), "More than 1000 things were done in the step \"keys\"." },
        { "lines of a step", 10_000, count => Of(Lines(count, "shown", "keys")), "More than 10000 lines of the journal belong to the step \"keys\"." },
        { "steps together", 100, count => Of(Line("proposed", "keys", "together", List(count, Fact))), "Line 1 of the journal has more than 100 steps confirmed together." },
        { "modules", 100, count => Of(Line("resumed", null, "modules", List(count, Fact))), "Line 1 of the journal names more than 100 PKCS#11 modules." },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void At_a_limit_it_is_judged_and_one_over_it_is_not(string of, int most, Func<int, object> record, string sentence)
    {
        Assert.NotEmpty(of);
        Assert.Null(Bounds.OfLines((IReadOnlyList<JournalLine>)record(most)));
        Assert.Equal(sentence, Bounds.OfLines((IReadOnlyList<JournalLine>)record(most + 1)));
    }

    [Theory]
    [InlineData(100_000, false)]
    [InlineData(100_001, true)]
    public void A_journal_of_too_many_lines_is_not_read(int lines, bool isTooLong)
    {
        using var folder = new TemporaryFolder();
        folder.Write("journal.jsonl", [.. Enumerable.Repeat((byte)'\n', lines)]);
        Verdict verdict = Verifier.Verify(folder.Path, new VerifyOptions());
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.Equal(isTooLong, verdict.Failures() is ["path: The journal has more than 100000 lines."]);
    }

    [Fact]
    public void A_record_beyond_a_limit_gets_no_other_verdict_than_that()
    {
        var journal = new JournalMaker();
        journal.Open(2, ("seal", "seal-transcript"));
        journal.Line("resumed", new JsonMap { { "modules", List(101, Fact) } });
        Verdict verdict = journal.VerifyAlone();
        Assert.Equal("INVALID UNKNOWN unfinished", verdict.FirstLine);
        Assert.Equal(["path: Line 4 of the journal names more than 100 PKCS#11 modules."], verdict.Failures());
    }

    [Fact]
    public void What_belongs_to_several_steps_or_to_none_does_not_add_up()
    {
        Assert.Null(Bounds.OfLines(Of(Lines(600, "performed", "keys"), Lines(600, "performed", "cards"))));
        Assert.Null(Bounds.OfLines(Of(Lines(6000, "shown", "keys"), Lines(6000, "shown", "cards"))));
        Assert.Null(Bounds.OfLines(Of(Lines(10_001, "note", null))));
        Assert.Null(Bounds.OfLines(Of(Lines(1001, "performed", null))));
        Assert.Null(Bounds.OfLines(Of(Lines(1001, "intended", "keys"))));
    }

    [Fact]
    public void What_looks_like_a_fact_or_an_authority_and_is_none_does_not_count()
    {
        Assert.Null(Bounds.OfLines(Of(Line("note", null, "facts", List(501, Fact)))));
        Assert.Null(Bounds.OfLines(Of(Done(101, Authority("ca-revoked")))));
        Assert.Null(Bounds.OfLines(Of(Done(101, new JsonNumber(1)), Done(101, new JsonMap()), Done(101, new JsonMap { { "fact", 1 } }))));
        Assert.Null(Bounds.OfLines(Of(Line("step-done", "keys", "facts", new JsonText(new string('x', 1000))))));
    }

    private static JsonMap Authority(string fact) => new() { { "fact", fact } };

    private static Func<long, JournalLine>[] Done(int facts, JsonValue? fact = null) => Line("step-done", "keys", "facts", List(facts, fact ?? Fact));

    // No line states more facts than it may.
    private static IReadOnlyList<JournalLine> Many(int facts, int inLine) => Of([.. Enumerable.Range(0, (facts + inLine - 1) / inLine).Select(line => Done(Math.Min(inLine, facts - (line * inLine))))]);

    private static JsonList List(int count, JsonValue value) => new(Enumerable.Repeat(value, count));

    private static Func<long, JournalLine>[] Line(string kind, string? step, string field, JsonValue value) => [seq => Unchained.Line(seq, kind, step, new JsonMap { { field, value } })];

    private static Func<long, JournalLine>[] Lines(int count, string kind, string? step) => [.. Enumerable.Repeat<Func<long, JournalLine>>(seq => Unchained.Line(seq, kind, step, []), count)];

    private static IReadOnlyList<JournalLine> Of(params IReadOnlyList<Func<long, JournalLine>[]> parts) => [.. parts.SelectMany(part => part).Select((line, at) => line(at + 1))];
}
