using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>The record is that of its script, as whoever reads scripts says what that asks for.</summary>
public class OutlineTests
{
    private const string Compared = "Ceremony, parameters, tokens and steps are those of script.yaml, and the steps were about what it says.";

    private static readonly ScriptOutline Honest = new(
        "small", "Small", 1, 2, 600, false, [], "own", new Dictionary<string, string>(), [new("hsm", "CM-HSM"), new("card-ada", "00004711"), new("card-bo", "00004712")], ["operator 1", "officer 1", "officer 2"],
        [Step("gather", "gather", ("officer-keys", "console")), Step("key", "generate-key", ("key", "Test key"), ("algorithm", "rsa-2048")), Step("seal", "seal-transcript")]);

    /// <summary>What the script asks for, what is said.</summary>
    public static TheoryData<ScriptOutline, string> Others => new()
    {
        { Honest with { Ceremony = "other" }, "Line 1 (opened): the id is not the one in script.yaml." },
        { Honest with { Title = "Other" }, "Line 1 (opened): the title is not the one in script.yaml." },
        { Honest with { Version = 2 }, "Line 1 (opened): the version is not the one in script.yaml." },
        { Honest with { Officers = 3 }, "Line 1 (opened): the number of officers who confirm is not the one in script.yaml." },
        { Honest with { WithinSeconds = 601 }, "Line 1 (opened): the time to confirm is not the one in script.yaml." },
        { Honest with { SignsOnLeave = true }, "Line 1 (opened): the signing on leave is not the one in script.yaml." },
        { Honest with { InterfacesUp = ["wg0"] }, "Line 1 (opened): the list of network interfaces that may be up is not the one in script.yaml." },
        { Honest with { Installation = null }, "Line 1 (opened): the field installation is not the one in script.yaml." },
        { Honest with { Values = new Dictionary<string, string> { ["day"] = "1" } }, "Line 2 (parameters): the parameters are not those that script.yaml asks for." },
        { Honest with { Tokens = [] }, "Line 2 (parameters): the tokens are not those of script.yaml." },
        { Honest with { Steps = [Honest.Steps[0], Honest.Steps[2]] }, "Line 2 (parameters): step 2 of script.yaml, \"seal\", is not the one in the list of steps." },
        { Honest with { Steps = [.. Honest.Steps, Step("more", "read")] }, "Line 2 (parameters): step 4 of script.yaml, \"more\", is not the one in the list of steps." },
        { Honest with { Steps = [.. Honest.Steps.Take(2)] }, "Line 2 (parameters): the step \"seal\" is not in script.yaml." },
        { Honest with { Steps = [Honest.Steps[0], Honest.Steps[1] with { Do = "read" }, Honest.Steps[2]] }, "Line 2 (parameters): step 2 of script.yaml, \"key\", is not the one in the list of steps." },
        { Honest with { Steps = [Honest.Steps[0], Honest.Steps[1] with { Act = "Another" }, Honest.Steps[2]] }, "Line 2 (parameters): step 2 of script.yaml, \"key\", is not the one in the list of steps." },
        { Honest with { Steps = [Honest.Steps[0] with { Id = "people" }, .. Honest.Steps.Skip(1)] }, "Line 2 (parameters): step 1 of script.yaml, \"people\", is not the one in the list of steps." },
        { Honest with { Steps = [Honest.Steps[0], Honest.Steps[1] with { Title = "another" }, Honest.Steps[2]] }, "Line 2 (parameters): step 2 of script.yaml, \"key\", is not the one in the list of steps." },
        {
            Honest with { Steps = [Honest.Steps[0], Step("key", "generate-key", ("key", "Another key")), Honest.Steps[2]] },
            "(step-done): the key of the step is \"Another key\" in script.yaml, but its fact \"key-generated\" is about something else."
        },
        {
            Honest with { Steps = [Honest.Steps[0], Step("key", "generate-key") with { Fields = _ => null }, Honest.Steps[2]] },
            "(step-done): a step before it does not have the output that script.yaml refers to."
        },
    };

    [Fact]
    public void A_record_of_its_script_holds() => Assert.Equal(new CheckResult("outline", true, Compared), Judge(new Binder(Honest)));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_record_of_another_script_does_not(ScriptOutline outline, string says)
    {
        CheckResult result = Judge(new Binder(outline));
        Assert.False(result.Passed);
        Assert.EndsWith(says, result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_cannot_be_filled_in_is_told_of()
    {
        Assert.Equal("script.yaml cannot be read, or cannot be filled in with the parameters of line 2.", Judge(new Binder(null)).Sentence);
        Assert.Equal("The steps are those of the list of steps; nothing that reads scripts was there to compare them with script.yaml.", Judge(null).Sentence);
    }

    /// <summary>Number and title of a step that is begun, whether both are those of the list.</summary>
    [Theory]
    [InlineData("gather", 1, "gather", null)]
    [InlineData("key", 2, "key", null)]
    [InlineData("key", 1, "key", "the step \"key\" is number 2 in the list of steps")]
    [InlineData("key", 3, "key", "the step \"key\" is number 2 in the list of steps")]
    [InlineData("gather", 2, "gather", "the step \"gather\" is number 1 in the list of steps")]
    [InlineData("key", 2, "Make a key", "the step \"key\" has another title than in the list of steps")]
    [InlineData("elsewhere", 2, "key", null)]
    public void A_step_is_begun_as_the_list_has_it(string step, long number, string title, string? says)
    {
        var steps = new JsonList(new JsonMap { { "id", "gather" }, { "title", "gather" } }, new JsonMap { { "id", "key" }, { "title", "key" } });
        Unchained lines = new Unchained().Open().Add("parameters", null, ("steps", steps)).Add("step-started", step, ("number", number), ("title", title));
        Assert.Equal(says is null ? [] : [$"Line 3 (step-started): {says}."], Walked.Over(OutlineCheck.Problems, lines.Evidence()));
        Assert.Empty(Walked.Over(OutlineCheck.Problems, new Unchained().Open().Add("step-started", step, ("number", number), ("title", title)).Evidence()));
    }

    /// <summary>The mode, what the record has of a module, whether it is as the script says.</summary>
    [Theory]
    [InlineData("production", """{"module":"/hsm.so","sha256":"00","environment":{"CONF":"/c"},"configuration":[{"file":"/c","sha256":"11"}],"parameters":"p"}""", true)]
    [InlineData("production", """{"module":"/other.so","sha256":"00","environment":{"CONF":"/c"},"configuration":[{"file":"/c","sha256":"11"}],"parameters":"p"}""", false)]
    [InlineData("production", """{"module":"/hsm.so","sha256":"00","environment":{"CONF":"/d"},"configuration":[{"file":"/c","sha256":"11"}],"parameters":"p"}""", false)]
    [InlineData("production", """{"module":"/hsm.so","sha256":"00","environment":{"CONF":"/c"},"configuration":[{"file":"/d","sha256":"11"}],"parameters":"p"}""", false)]
    [InlineData("production", """{"module":"/hsm.so","sha256":"00","environment":{"CONF":"/c"},"configuration":[{"file":"/c","sha256":"11"}]}""", false)]
    [InlineData("production", """{"module":"/hsm.so","sha256":"00"}""", false)]
    [InlineData("rehearsal", """{"module":"/softhsm.so","sha256":"00"}""", true)]
    [InlineData("rehearsal", """{"module":"/softhsm.so","sha256":"00","parameters":"p"}""", false)]
    public void Modules_are_given_what_the_script_says_and_in_a_rehearsal_nothing(string mode, string module, bool isRight)
    {
        ScriptOutline outline = Honest with { Modules = [new("/hsm.so", [KeyValuePair.Create("CONF", "/c")], ["/c"], "p")] };
        var line = new Unchained().Open(mode, ("modules", new JsonList(CanonicalJson.Parse(System.Text.Encoding.UTF8.GetBytes(module))))).Lines[0];
        Assert.Equal(isRight, OutlineCheck.HasModules(outline, line));
    }

    private static OutlineStep Step(string id, string kind, params (string Name, string Value)[] fields) =>
        new(id, kind, "All", id, _ => fields.ToDictionary(field => field.Name, field => (JsonValue)field.Value));

    private static CheckResult Judge(IScriptBinder? binder)
    {
        using MadeArchive archive = MadeArchive.Small();
        return Verifier.Verify(archive.Folder, new VerifyOptions { Binder = binder, AllowConsoleKeys = true }).Checks.Single(check => check.Name == "outline");
    }

    private sealed class Binder(ScriptOutline? outline) : IScriptBinder
    {
        public ScriptOutline? Bind(byte[] script, IReadOnlyDictionary<string, string> values) => outline;
    }
}
