using System.Text;
using Ceremony.Archive.Tests.Verifying.Making;
using Ceremony.Archive.Verifying;

namespace Ceremony.Archive.Tests.Verifying;

/// <summary>The quorum stands in the verdict, compared with the script where that can be done without reading YAML.</summary>
public class QuorumTests
{
    private const string Compared = "2 officers have to confirm, within 600 seconds, as script.yaml says.";
    private const string NotCompared = "2 officers have to confirm, within 600 seconds; that was not compared with confirm: in script.yaml, compare it yourself.";

    [Theory]
    [InlineData("confirm: { officers: 2, within: 10 minutes }", Compared)]
    [InlineData("confirm: {officers: 2, within: 600 seconds} # as agreed", Compared)]
    [InlineData("confirm:\n  officers: 2\n  within: 10 minutes", NotCompared)]
    [InlineData("confirm: { within: 10 minutes, officers: 2 }", NotCompared)]
    [InlineData("\"confirm\": { officers: 1, within: 10 minutes }", NotCompared)]
    [InlineData("confirm: { officers: 2, within: 10 minutes }\nconfirm: { officers: 3, within: 10 minutes }", NotCompared)]
    [InlineData("  confirm: { officers: 1, within: 10 minutes }", NotCompared)]
    public void The_verdict_says_how_many_and_whether_that_was_compared(string script, string sentence)
    {
        CheckResult quorum = Quorum(script);
        Assert.True(quorum.Passed);
        Assert.Equal(sentence, quorum.Sentence);
    }

    [Theory]
    [InlineData("confirm: { officers: 3, within: 10 minutes }", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 3 within 600.")]
    [InlineData("confirm: { officers: 2, within: 1 minute }\r", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 2 within 60.")]
    [InlineData("confirm: { officers: 2, within: 1 hour }", "Line 1 (opened): 2 officers have to confirm within 600 seconds, but script.yaml says 2 within 3600.")]
    public void Another_quorum_than_the_scripts_is_noticed(string script, string sentence)
    {
        CheckResult quorum = Quorum(script);
        Assert.False(quorum.Passed);
        Assert.Equal(sentence, quorum.Sentence);
    }

    private static CheckResult Quorum(string script)
    {
        var journal = new JournalMaker { Script = Encoding.UTF8.GetBytes($"format: ceremony-script/1\n{script}\nacts: []\n") };
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Line("aborted", new() { { "reason", "Nobody came." }, { "keys", new Core.Json.JsonList() } });
        journal.Seal("aborted", 2);
        using MadeArchive archive = MadeArchive.Of(journal, Cast.Original);
        return archive.Verify().Checks.Single(check => check.Name == "quorum");
    }
}
