using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>How a verdict is told to people, to programs and to a shell.</summary>
public class VerdictWordsTests
{
    private static readonly CheckResult Held = new("report", true, "It is the report.");
    private static readonly CheckResult Failed = new("report", false, "It is another report.");
    private static readonly CheckResult NotMade = new("report", false, "It was not made.") { IsMade = false };

    [Theory]
    [InlineData(VerdictWord.Valid, 0)]
    [InlineData(VerdictWord.Consistent, 4)]
    [InlineData(VerdictWord.Incomplete, 1)]
    [InlineData(VerdictWord.Torn, 1)]
    [InlineData(VerdictWord.Invalid, 1)]
    [InlineData(VerdictWord.Unknown, 1)]
    public void A_shell_is_told_whether_it_can_be_relied_upon(VerdictWord word, int exitCode) => Assert.Equal(exitCode, Of(word).ExitCode);

    [Theory]
    [InlineData(VerdictWord.Valid, VerdictWord.Invalid)]
    [InlineData(VerdictWord.Consistent, VerdictWord.Invalid)]
    [InlineData(VerdictWord.Unknown, VerdictWord.Unknown)]
    public void A_check_that_somebody_else_made_counts_where_it_was_made_and_does_not_hold(VerdictWord before, VerdictWord after)
    {
        Assert.Equal(after, Of(before).With(Failed).Word);
        Assert.Equal(before, Of(before).With(Held).Word);
        Assert.Equal(before, Of(before).With(NotMade).Word);
    }

    [Fact]
    public void It_stands_behind_the_checks_of_the_files()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string[] before = [.. archive.Verify().Checks.Select(check => check.Name)];
        string[] after = [.. archive.Verify().With(Held).Checks.Select(check => check.Name)];
        int at = Array.IndexOf(after, "report");
        Assert.Equal("officers.pem", after[at - 1]);
        Assert.Equal(before, after.Where(name => name != "report"));
    }

    [Fact]
    public void What_is_not_known_is_not_told()
    {
        Assert.Equal("INCOMPLETE REHEARSAL unfinished\n", Of(VerdictWord.Incomplete).ToText());
        JsonMap json = Of(VerdictWord.Incomplete).ToJson();
        Assert.Equal(["checks", "mode", "outcome", "signers", "word"], json.Names);
    }

    [Fact]
    public void Names_are_set_in_a_column_and_each_check_has_its_sign()
    {
        Verdict verdict = Of(VerdictWord.Unknown) with { Edition = 99, Judged = "/media/stick\n/x", Checks = [Held, Failed with { Name = "sums" }, NotMade with { Name = "files" }] };
        Assert.Equal(
            $"UNKNOWN REHEARSAL unfinished\nedition 99: made by a newer program; this program knows editions 1 to 7\njudged {Core.Screens.Hostile.Escape("/media/stick\n/x")}\n"
            + "√ report  It is the report.\n× sums    It is another report.\n? files   It was not made.\n",
            verdict.ToText());
        Assert.Equal("edition 3\n", (Of(VerdictWord.Valid) with { Edition = 3 }).ToText().Split('\n', 2)[1]);
    }

    [Fact]
    public void Programs_are_told_which_checks_were_not_made()
    {
        Assert.Equal(["made", "name", "passed", "sentence"], NotMade.ToJson().Names);
        Assert.False(NotMade.ToJson()["made"].AsBool());
        Assert.Equal(["name", "passed", "sentence"], Held.ToJson().Names);
    }

    private static Verdict Of(VerdictWord word) => new(word, "REHEARSAL", "unfinished", [], null);
}
