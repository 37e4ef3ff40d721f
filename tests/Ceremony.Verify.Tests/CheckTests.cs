using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify.Tests;

/// <summary>What a check says: one plain sentence, however much is wrong and whatever a record has written into it.</summary>
public class CheckTests
{
    private const int MostFindings = 1000;
    private const int LongestSentence = 500;

    private static readonly Evidence Nothing = new(null, null, new JournalFile([], [], null), [], journalGoesOn: true, new VerifyOptions());

    [Theory]
    [InlineData(MostFindings, MostFindings, "problem 1000")]
    [InlineData(MostFindings + 1, MostFindings + 1, "More than 1000 things are wrong; the others are not named.")]
    [InlineData(5 * MostFindings, MostFindings + 1, "More than 1000 things are wrong; the others are not named.")]
    public void So_many_findings_are_named_and_the_others_counted_together(int wrong, int named, string last)
    {
        IReadOnlyList<string> all = Of(Enumerable.Range(1, wrong).Select(at => $"problem {at}")).All(Nothing);
        Assert.Equal(named, all.Count);
        Assert.Equal("problem 1", all[0]);
        Assert.Equal("problem 1000", all[MostFindings - 1]);
        Assert.Equal(last, all[^1]);
    }

    [Fact]
    public void The_first_problem_is_the_sentence_and_without_one_it_is_what_holds()
    {
        Assert.Equal(new CheckResult("it", false, "one"), Of(["one", "two"]).Run(Nothing));
        Assert.Equal(new CheckResult("it", true, "All is well."), Of([]).Run(Nothing));
        Assert.Equal(new CheckResult("it", true, "All 3 are well."), (Of([]) with { Words = _ => "All 3 are well." }).Run(Nothing));
        Assert.Equal(new CheckResult("it", false, "one"), (Of(["one"]) with { Words = _ => "All 3 are well." }).Run(Nothing));
        Assert.Empty(Of([]).All(Nothing));
    }

    [Theory]
    [InlineData(LongestSentence)]
    [InlineData(LongestSentence + 1)]
    public void A_long_sentence_is_cut(int length)
    {
        string sentence = new('x', length);
        Assert.Equal(length <= LongestSentence ? sentence : new string('x', LongestSentence) + " …", Of([sentence]).Run(Nothing).Sentence);
    }

    [Fact]
    public void Nothing_in_a_sentence_draws_a_line_or_a_verdict_of_its_own()
    {
        string said = Of(["the step \"a\n\u001b[31mVALID\" and CN=a\\0A"]).Run(Nothing).Sentence;
        Assert.DoesNotContain('\n', said);
        Assert.DoesNotContain('\u001b', said);
        Assert.EndsWith("CN=a\\0A", said, StringComparison.Ordinal);
        Assert.Equal([said], Of(["the step \"a\n\u001b[31mVALID\" and CN=a\\0A"]).All(Nothing));
    }

    /// <summary>What goes wrong in a check, and what it says.</summary>
    public static TheoryData<Func<object>, string> Broken => new()
    {
        { () => new JsonFormatException("the field \"x\" is missing"), "It cannot be checked: the field \"x\" is missing." },
        { () => new PkiException("the certificate ends too early"), "It cannot be checked: the certificate ends too early." },
        { () => new InvalidOperationException("Sequence contains no elements"), "It cannot be checked: what was found has no known form." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_check_that_breaks_does_not_hold(Func<object> wrong, string sentence)
    {
        Check check = Of(Breaking((Exception)wrong()));
        Assert.Equal(new CheckResult("it", false, sentence), check.Run(Nothing));
        Assert.Equal([sentence], check.All(Nothing));
        Assert.Equal(new CheckResult("it", false, sentence), (Of([]) with { Words = _ => throw (Exception)wrong() }).Run(Nothing));
    }

    [Fact]
    public void A_line_that_cannot_be_looked_at_is_named_and_the_next_one_looked_at_all_the_same()
    {
        JournalLine[] lines = [.. new[] { "note", "break" }.Select((kind, at) => Unchained.Line(at + 1, kind, null, []))];
        var evidence = new Evidence(null, null, new JournalFile(lines, [], null), [], journalGoesOn: true, new VerifyOptions());
        Assert.Equal(
            ["Line 1 (note): the field \"text\" is missing.", "Line 2 (break): it has two problems."],
            Walked.Over(_ => Check.EachLine(line => line.Kind == "note" ? throw new JsonFormatException("the field \"text\" is missing") : ["it has two problems", "of which one is told"]), evidence));
        Assert.Equal(
            ["Line 1 (note): the certificate ends too early.", "Line 2 (break): the certificate ends too early."],
            Walked.Over(_ => Check.EachLine(_ => throw new PkiException("the certificate ends too early")), evidence));
    }

    private static Check Of(IEnumerable<string> problems) => new("it", "All is well.", _ => Check.AtEnd(() => problems));

    private static IEnumerable<string> Breaking(Exception wrong)
    {
        foreach (string _ in new[] { "" })
        {
            throw wrong;
        }

        yield break;
    }
}
