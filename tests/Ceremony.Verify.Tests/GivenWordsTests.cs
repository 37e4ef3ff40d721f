using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>A fingerprint counts as compared where it was shown in that attempt of the step, and right words of it were given.</summary>
public class GivenWordsTests
{
    private const string Failure = "the fingerprint of CA was not shown, or its words were not given";
    private static readonly byte[] Kept = [1];
    private static readonly string Fingerprint = JournalMaker.Hash(Kept);
    private static readonly IReadOnlyList<string> Words = PgpWords.Of(Convert.FromHexString(Fingerprint));

    [Theory]
    [InlineData("word 1", 0, true)]
    [InlineData("word 32", 31, true)]
    [InlineData("word 0", 0, false)]
    [InlineData("word 33", 31, false)]
    [InlineData("word 01", 0, false)]
    [InlineData("word", 0, false)]
    [InlineData("words 1", 0, false)]
    public void The_words_are_numbered_from_1_to_32(string field, int place, bool counts) => Says(counts, journal =>
    {
        Shown(journal, Fingerprint);
        Give(journal, field, place);
    });

    [Fact]
    public void No_words_are_none() => Says(false, journal =>
    {
        Shown(journal, Fingerprint);
        journal.GiveWords();
    });

    [Fact]
    public void Words_of_a_fingerprint_that_was_not_shown_do_not_count() => Says(false, journal =>
    {
        Shown(journal, new string('1', 64));
        Give(journal);
    });

    [Fact]
    public void Something_else_that_was_shown_does_not_count() => Says(false, journal =>
    {
        journal.Show("Something");
        Give(journal);
    });

    [Fact]
    public void What_was_shown_before_the_step_took_another_way_does_not_count() => Says(false, journal =>
    {
        Shown(journal, Fingerprint);
        journal.Again(2, () => journal.Show("Another"));
        Give(journal);
    });

    private static void Shown(JournalMaker journal, string sha256) => journal.Show(new Screen("A fingerprint", new FingerprintBlock("CA", sha256)).ToJson());

    // Two right words and one more.
    private static void Give(JournalMaker journal, string field = "word 1", int place = 0) => journal.GiveWords((field, Words[place]), ("word 5", Words[4]), ("word 9", Words[8]));

    private static void Says(bool counts, Action<JournalMaker> act)
    {
        long done = 0;
        IReadOnlyList<string> failures = Started("compare-fingerprint", journal =>
        {
            journal.Line("entered", new JsonMap { { "person", new JsonMap { { "role", "witness" }, { "number", 1 }, { "name", "Wim Zorn" } } } });
            journal.Keep("ca.cer", Kept);
            act(journal);
            journal.Done(new FingerprintCompared("CA", Fingerprint, "Wim Zorn"));
            done = journal.Lines.Count;
        });

        // Whether such a question may be asked at all is another check's.
        Assert.Equal(counts ? [] : [$"facts: Line {done} (step-done): {Failure}."], failures.Where(failure => !failure.StartsWith("answers: ", StringComparison.Ordinal)));
    }
}
