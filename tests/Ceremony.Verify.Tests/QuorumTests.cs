using System.Text;

namespace Ceremony.Verify.Tests;

/// <summary>The quorum stands in the verdict, compared with the script; an archive where that cannot be done is not to be relied on.</summary>
public class QuorumTests
{
    private const string NotRead = "What script.yaml says under confirm: is written in a way that cannot be read here, so nobody has compared it with line 1.";

    [Theory]
    [InlineData("confirm: { officers: 2, within: 10 minutes }")]
    [InlineData("confirm: {officers: 2, within: 600 seconds} # as agreed")]
    [InlineData("confirm:\n  officers: 2\n  within: 10 minutes")]
    [InlineData("confirm: # who agrees\n\n    within: 10 minutes # no longer\n    # and two\n    officers: 02")]
    [InlineData("confirm: { within: 10 minutes, officers: 2, }")]
    [InlineData("confirm: {\n  officers: 2,\n  within: 10 minutes\n}")]
    [InlineData("confirm:\n  { officers: 2,\n    within: 10 minutes }\r")]
    [InlineData("\"confirm\": {\"officers\":2,\"within\":\"10 minutes\"}")]
    [InlineData("'confirm' : { 'officers': '2', within: '10 minutes' }")]
    public void Both_are_compared_however_the_script_writes_them(string script)
    {
        CheckResult quorum = Quorum(script);
        Assert.Equal("2 officers have to confirm, within 600 seconds, as script.yaml says.", quorum.Sentence);
        Assert.True(quorum.Passed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("confirm:")]
    [InlineData("confirm: two officers within 10 minutes")]
    [InlineData("confirm: { officers: 2 }")]
    [InlineData("confirm: { officers: 2, officers: 2 }")]
    [InlineData("confirm: { officers: 2, within: 10 minutes, more: 1 }")]
    [InlineData("confirm: { officers: 2, within: 10 minutes")]
    [InlineData("confirm: { officers: two, within: 10 minutes }")]
    [InlineData("confirm:\n  officers: 2\n   within: 10 minutes")]
    [InlineData("confirm: { officers: 2, within: 10 minutes }\nconfirm: { officers: 3, within: 10 minutes }")]
    [InlineData("\"confirm\": { officers: 3, within: 10 minutes }\nconfirm: { officers: 2, within: 10 minutes }")]
    [InlineData("  confirm: { officers: 2, within: 10 minutes }")]
    [InlineData("? confirm\n: { officers: 2, within: 10 minutes }")]
    public void A_script_that_nobody_compared_is_none_to_rely_on(string script)
    {
        CheckResult quorum = Quorum(script);
        Assert.Equal(NotRead, quorum.Sentence);
        Assert.False(quorum.Passed);
    }

    [Theory]
    [InlineData("confirm: { officers: 3, within: 10 minutes }", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 3 within 600.")]
    [InlineData("confirm: { officers: 2, within: 1 minute }\r", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 2 within 60.")]
    [InlineData("confirm:\n  officers: 2\n  within: 1 hour", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 2 within 3600.")]
    public void Another_quorum_than_the_scripts_is_noticed(string script, string sentence)
    {
        CheckResult quorum = Quorum(script);
        Assert.False(quorum.Passed);
        Assert.Equal(sentence, quorum.Sentence);
    }

    [Fact]
    public void One_officer_is_no_dual_control_though_the_script_says_so()
    {
        CheckResult quorum = Quorum("confirm: { officers: 1, within: 10 minutes }", officers: 1);
        Assert.False(quorum.Passed);
        Assert.Equal("Line 1 (opened): dual control needs at least 2 officers, but 1 had to confirm.", quorum.Sentence);
    }

    private static CheckResult Quorum(string script, int officers = 2)
    {
        var journal = new JournalMaker { Script = Encoding.UTF8.GetBytes($"format: ceremony-script/1\n{script}\nacts: []\n") };
        journal.Open(officers, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Line("aborted", new() { { "reason", "Nobody came." }, { "keys", new Core.Json.JsonList() } });
        journal.Seal("aborted", officers);
        using MadeArchive archive = MadeArchive.Of(journal, Cast.Original);
        return archive.Verify().Checks.Single(check => check.Name == "quorum");
    }
}
