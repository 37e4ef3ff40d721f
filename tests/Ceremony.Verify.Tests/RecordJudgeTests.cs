using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Judging;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What the program that holds a ceremony is told about its record: everything that is wrong, where it stands, and what officers may go on with.</summary>
public class RecordJudgeTests
{
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];

    [Fact]
    public void Nothing_is_found_in_an_honest_record_though_officers_have_keys_made_at_the_console()
    {
        Assert.Empty(Found(Ceremonies.Small(Cast.Original)));
        Assert.Empty(Found(Begun(_ => { })));
    }

    [Fact]
    public void Each_finding_names_its_line()
    {
        Assert.Equal(
            [
                new Finding("fields", 12, "Line 12 (note): the field \"text\" is not text.", false),
                new Finding("fields", 13, "Line 13 (note): the field \"text\" is missing.", false),
            ],
            Found(Begun(journal =>
            {
                journal.Line("note", new JsonMap { { "text", 1 } });
                journal.Line("note", []);
            })).Where(finding => finding.Check == "fields"));
    }

    [Fact]
    public void Officers_may_go_on_with_another_program_and_with_nothing_that_was_not_agreed_to()
    {
        Finding program = Assert.Single(Found(Begun(journal => Resume(journal, program: Zeros))), finding => finding.Check == "program");
        Assert.True(program.MayBeAccepted);
        Assert.NotNull(program.Line);
        Finding steps = Assert.Single(Found(Begun(journal => journal.During("elsewhere", () => journal.Line("note", new JsonMap { { "text", "x" } })))), finding => finding.Check == "steps");
        Assert.False(steps.MayBeAccepted);
        Assert.NotNull(steps.Line);
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_no_line_s_fault_and_is_not_gone_on_with()
    {
        JournalMaker journal = Ceremonies.Kit(Cast.Original, false, Cast.Original.Bootstrap1, Cast.Original.Bootstrap2);
        IReadOnlyList<Finding> found = new RecordJudge(null).Judge(new HeldRecord(journal.Bytes, journal.Script, new Dictionary<string, byte[]> { ["bootca.cer"] = Encoding.UTF8.GetBytes("changed") }));
        Finding artifact = Assert.Single(found, finding => finding.Check == "folder");
        Assert.Equal((null, false, "The artifact \"bootca.cer\" in the ceremony's folder is not the one that was kept: its hash differs."), (artifact.Line, artifact.MayBeAccepted, artifact.Says));
    }

    [Fact]
    public void The_record_is_compared_with_its_script_where_something_reads_it()
    {
        JournalMaker journal = Begun(_ => { });
        var held = new HeldRecord(journal.Bytes, journal.Script, journal.Artifacts);
        Finding outline = Assert.Single(new RecordJudge(new NothingBinds()).Judge(held));
        Assert.Equal(("outline", false), (outline.Check, outline.MayBeAccepted));
    }

    private sealed class NothingBinds : IScriptBinder
    {
        public ScriptOutline? Bind(byte[] script, IReadOnlyDictionary<string, string> values) => null;
    }

    [Fact]
    public void What_follows_the_seal_has_to_agree_with_it()
    {
        JournalMaker journal = Ceremonies.Small(Cast.Original);
        journal.Line("archived", new JsonMap { { "sha256sums", Zeros } });
        journal.Line("archived", new JsonMap { { "sha256sums", new string('1', 64) } });
        Assert.Contains(Found(journal), finding => finding.Check == "continuation" && !finding.MayBeAccepted);
        Assert.DoesNotContain(Found(Begun(each => each.Line("archived", new JsonMap { { "sha256sums", Zeros } }))), finding => finding.Check == "continuation");
    }

    [Theory]
    [InlineData("Line 7 (note): it is wrong.", 7L)]
    [InlineData("Line 7 of the journal: it is wrong.", 7L)]
    [InlineData("Line 7", null)]
    [InlineData("Line  7", null)]
    [InlineData("Line -7 (note): it is wrong.", null)]
    [InlineData("Line seven (note): it is wrong.", null)]
    [InlineData("line 7 (note): it is wrong.", null)]
    [InlineData("The artifact \"Line 7 \" is missing.", null)]
    public void A_sentence_is_about_a_line_only_where_it_begins_with_its_number(string says, long? line) => Assert.Equal(line, RecordJudge.LineOf(says));

    private static IReadOnlyList<Finding> Found(JournalMaker journal) => new RecordJudge(null).Judge(new HeldRecord(journal.Bytes, journal.Script, journal.Artifacts));

    // The first step of the small ceremony, and what follows it.
    private static JournalMaker Begun(Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, Officers);
        act(journal);
        return journal;
    }
}
