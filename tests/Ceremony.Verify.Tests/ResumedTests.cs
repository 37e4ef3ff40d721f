using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What may be otherwise when a ceremony goes on, and what the officers must have allowed first.</summary>
public class ResumedTests
{
    [Fact]
    public void Before_a_resume_officers_may_allow_an_exception_but_no_step_goes_on()
    {
        Assert.Equal(["time: Line 27 (shown): the machine was started again, but no line says that the ceremony was resumed."], AfterApproval((journal, _, _) =>
        {
            journal.Boot = "boot-2";
            Allow(journal, [Cast.Original.Console1, Cast.Original.Console2], new AllowException("one", "another", "go on"));
            journal.Line("note", new JsonMap { { "text", "One more." } });
            journal.Show("Too early");
        }));
    }

    [Fact]
    public void Another_build_goes_on_only_after_the_officers_allowed_it()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        string old = JournalMaker.Hash([1]);
        var allow = new AllowException($"the program with the SHA-256 {old}", $"another build of the program runs now, with the SHA-256 {Zeros}", "go on");
        var other = new AllowException("every token is as the journal says", "a card is missing", "go on");

        Assert.Equal(["program: Line 22 (resumed): another build of the program was used, and no exception had been recorded."], AfterApproval((journal, _, _) => Resume(journal, Zeros)));
        Assert.Equal(["program: Line 23 (resumed): another build of the program was used, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            Record(journal, allow);
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 28 (resumed): another build of the program was used, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            Allow(journal, officers, other);
            Record(journal, allow);
            Resume(journal, Zeros);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            Allow(journal, officers, other);
            Allow(journal, officers, allow);
            Resume(journal, Zeros);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            journal.During("resume", () =>
            {
                journal.Approve(officers, other, allow);
                Record(journal, other);
                Record(journal, allow);
            });
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 30 (resumed): another build of the program was used, and no exception had been recorded."], AfterApproval((journal, _, _) =>
        {
            Allow(journal, officers, allow);
            Resume(journal, Zeros);
            Resume(journal);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            Allow(journal, officers, allow);
            Resume(journal, Zeros);
            Resume(journal, Zeros);
        }));
    }

    [Fact]
    public void Another_module_goes_on_only_after_the_officers_allowed_it()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        string one = new('1', 64);
        var first = new AllowException("the PKCS#11 modules that were used before", $"another module is there now, /hsm.so with the SHA-256 {Zeros}", "go on");
        var second = new AllowException($"the PKCS#11 module /hsm.so with the SHA-256 {Zeros}", $"another module is there now, /hsm.so with the SHA-256 {one}", "go on");

        Assert.Equal(["program: Line 22 (resumed): another module /hsm.so was used, and no exception had been recorded."], AfterApproval((journal, _, _) => Resume(journal, module: Zeros)));
        Assert.Equal(["program: Line 23 (resumed): another module /hsm.so was used, and the officers had not allowed it."], AfterApproval((journal, _, _) =>
        {
            Record(journal, first);
            Resume(journal, module: Zeros);
        }));
        Assert.Empty(AfterApproval((journal, _, _) =>
        {
            foreach ((AllowException allow, string module) in new[] { (first, Zeros), (second, one) })
            {
                Allow(journal, officers, allow);
                Resume(journal, module: module);
            }
        }));
    }

    [Fact]
    public void Another_configuration_file_goes_on_only_after_the_officers_allowed_it()
    {
        string one = new('1', 64);
        var allow = new AllowException($"the configuration file /etc/hsm.conf of the PKCS#11 module /hsm.so with the SHA-256 {Zeros}", $"another configuration file is there now, /etc/hsm.conf with the SHA-256 {one}", "go on");
        Unchained Begun() => new Unchained().Open("production", ("program-sha256", Zeros), ("program-version", "1.0"), ("modules", Given(Zeros)), ("confirm", new JsonMap { { "officers", 2 }, { "within", 600 } }));
        Unchained Resumed(Unchained lines, JsonList modules) => lines.Add("resumed", null, ("program-sha256", Zeros), ("program-version", "1.0"), ("modules", modules));

        Assert.Empty(Walked.Over(ProgramCheck.Problems, Resumed(Begun(), Given(Zeros)).Evidence()));
        Assert.Equal(
            ["Line 2 (resumed): another configuration file /etc/hsm.conf of the module /hsm.so was used, and no exception had been recorded."],
            Walked.Over(ProgramCheck.Problems, Resumed(Begun(), Given(one)).Evidence()));
        Assert.Empty(Walked.Over(ProgramCheck.Problems, Resumed(Begun().Add("exception", null, ("expected", allow.Expected), ("happened", allow.Happened), ("decided", "go on")), Given(one)).Evidence()));

        // What it is given is the script's, and stays.
        Assert.Equal(
            ["Line 2 (resumed): the configuration file /etc/hsm.conf of the module /hsm.so, which line 1 names, is not named any more."],
            Walked.Over(ProgramCheck.Problems, Resumed(Begun(), new JsonList(Given(Zeros)[0].AsMap().Without("configuration"))).Evidence()));
        foreach (JsonMap other in new[] { Given(Zeros)[0].AsMap().Without("environment"), Given(Zeros)[0].AsMap().Without("parameters") })
        {
            Assert.Equal(
                ["Line 2 (resumed): the module /hsm.so was given other variables, configuration files or parameters than in line 1."],
                Walked.Over(ProgramCheck.Problems, Resumed(Begun(), new JsonList(other)).Evidence()));
        }

        static JsonList Given(string sha256) => new(new JsonMap
        {
            { "module", "/hsm.so" },
            { "sha256", Zeros },
            { "environment", new JsonMap { { "HSM_CONF", "/etc/hsm.conf" } } },
            { "configuration", new JsonList(new JsonMap { { "file", "/etc/hsm.conf" }, { "sha256", sha256 } }) },
            { "parameters", "slot=1" },
        });
    }

    [Fact]
    public void Before_anybody_can_confirm_an_exception_is_enough_for_another_build()
    {
        Assert.Empty(BeforeOfficers(journal =>
        {
            Record(journal, new AllowException(JournalMaker.Hash([1]), Zeros, "go on"));
            Resume(journal, Zeros);
        }));
        Assert.Equal(["program: Line 5 (resumed): another build of the program was used, and no exception had been recorded."], BeforeOfficers(journal => Resume(journal, Zeros)));
    }

    /// <summary>Whether the ceremony was aborted before the seal, by which build and version it was closed, whether it is right.</summary>
    [Theory]
    [InlineData(false, 'a', "1.0", true)]
    [InlineData(false, 'b', "1.0", false)]
    [InlineData(false, 'a', "1.1", false)]
    [InlineData(true, 'b', "1.1", true)]
    public void What_is_completed_is_closed_by_the_program_that_ran(bool isAborted, char build, string version, bool isRight)
    {
        Unchained lines = new Unchained().Open("production", ("program-sha256", new string('a', 64)), ("program-version", "1.0"), ("modules", new JsonList()));
        _ = isAborted ? lines.Add("aborted") : lines;
        lines.Add("sealed", null, ("program-sha256", new string(build, 64)), ("program-version", version));
        Assert.Equal(isRight, !Walked.Over(ProgramCheck.Problems, lines.Evidence()).Any(says => says.EndsWith("another program closed the transcript than the one that line 1 names.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_token_that_was_found_is_the_one_it_is_called()
    {
        Assert.Empty(AfterApproval((journal, _, _) => Found(journal, "CM-HSM", "1")));
        Assert.Empty(AfterApproval((journal, _, _) => Found(journal, "Other", "CM-HSM")));
        Assert.Equal(
            ["proposals: Line 24 (inventory): the token \"hsm\" that was found has neither the label nor the serial number that the script gives."],
            AfterApproval((journal, _, _) => Found(journal, "Other", "1")));
        Assert.Equal(
            ["proposals: Line 21 (looked): the token \"hsm\" that was found has neither the label nor the serial number that the script gives."],
            AfterApproval((journal, _, _) =>
            {
                journal.Tokens["hsm"] = "Other";
                journal.Look(new JsonMap { { "look", "token" }, { "token", "hsm" }, { "logged-in", false } }, journal.View("hsm"));
            }));
    }

    [Fact]
    public void A_token_that_could_not_be_looked_at_is_no_deceit()
        => Assert.Empty(AfterApproval((journal, _, _) => Inventory(journal, new JsonMap { { "token", "hsm" }, { "fault", "TwoTokens" } })));

    private static void Found(JournalMaker journal, string label, string serial) =>
        Inventory(journal, new JsonMap { { "token", "hsm" }, { "view", new TokenView(label, serial, "maker", "model", "1.0", true, PinState.Set, PinState.Set, null).ToJson() } });

    // Resumed, and looked at once more.
    private static void Inventory(JournalMaker journal, JsonMap hsm)
    {
        Resume(journal);
        journal.Line("inventory", new JsonMap
        {
            { "when", "resumed" },
            { "tokens", new JsonList([hsm, .. journal.Tokens.Keys.Skip(1).Select(token => (JsonValue)new JsonMap { { "token", token }, { "absent", true } })]) },
        });
    }

    [Fact]
    public void Another_script_never_goes_on() => Assert.Equal(
        ["one-script: Line 22 (resumed): the ceremony continued with another script."], AfterApproval((journal, _, _) => Resume(journal, script: Zeros)));

    [Fact]
    public void What_was_compared_with_paper_is_what_ran()
    {
        JsonMap look = new() { { "look", "room" } };
        Assert.Empty(AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), JournalMaker.Hash(journal.Script)))));
        Assert.Equal(
            ["program: Line 21 (looked): it found another program than the one that line 1 names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(Zeros, JournalMaker.Hash(journal.Script)))));
        Assert.Equal(
            ["one-script: Line 21 (looked): it found another script than the one that the first line names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), Zeros))));
        Assert.Equal(
            ["program: Line 21 (looked): it found other PKCS#11 modules than those that line 1 names."],
            AfterApproval((journal, _, _) => journal.Look(look, Room(JournalMaker.Hash([1]), JournalMaker.Hash(journal.Script), Zeros))));
    }

    private static JsonMap Room(string program, string script, string? module = null) => new()
    {
        { "program-sha256", program },
        { "program-version", "0.1.0" },
        { "script-sha256", script },
        { "machine", "test" },
        { "modules", Modules(module) },
        { "interfaces", new JsonList() },
    };

    private static void Allow(JournalMaker journal, Actor[] officers, AllowException exception) => journal.During("resume", () =>
    {
        journal.Approve(officers, exception);
        Record(journal, exception);
    });
}
