using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts.Tests;

public class ScriptBindingTests
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Done = new()
    {
        ["ca-key"] = new Dictionary<string, string> { [""] = "CA key" },
        ["ca"] = new Dictionary<string, string> { [""] = "Root", ["certificate"] = "root.cer" },
    };

    [Fact]
    public void Steps_are_numbered_chosen_and_done_for_each_item()
    {
        Assert.Equal(
            ["1 room", "2 people", "3 ca-key", "4 ca", "5 compare", "6 texts[1]", "7 texts[2]", "8 only-hardware", "9 seal"],
            TestScripts.Bound().Steps.Select(step => $"{step.Number} {step.Id}"));
        Assert.Equal(
            ["room", "people", "ca-key", "ca", "compare", "texts[1]", "texts[2]", "seal"],
            TestScripts.Bound(parameters: ("where", "software")).Steps.Select(step => step.Id));
    }

    [Fact]
    public void Parameters_and_items_are_filled_in_and_references_to_steps_stay()
    {
        BoundScript bound = TestScripts.Bound();
        Assert.Equal("Text two", Text(bound, "texts[2]", "text"));
        Assert.Equal("It is in CM-HSM", Text(bound, "only-hardware", "text"));
        Assert.Equal("${step.ca-key}", Text(bound, "ca", "key"));
        Assert.Equal("The work", bound.Steps[3].Act);
        Assert.Equal("create-ca", bound.Steps[3].Do);
        Assert.Equal(["organisation", "where", "slot"], bound.Parameters.Keys);
    }

    [Fact]
    public void What_earlier_steps_gave_is_filled_in_when_it_is_a_steps_turn()
    {
        var step = (TestKinds.Step)TestScripts.Bound().Steps[3].Fill(Done);
        Assert.Equal("CA key", ((ScriptScalar)step.Fields.Find("key")!).Text);
    }

    [Fact]
    public void Of_the_tokens_of_a_script_those_are_used_that_a_step_names()
    {
        Assert.Equal(["hsm", "card-1"], TestScripts.Bound().Tokens.Select(token => token.Ref.Name));
        Assert.Equal(["hsm"], TestScripts.Bound().TokensUsed().Select(token => token.Name));
    }

    [Fact]
    public void A_missing_output_is_said()
    {
        var empty = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        Assert.Equal("the step \"ca-key\" has produced no value for ${step.ca-key}", Assert.Throws<ScriptProblemException>(() => TestScripts.Bound().Steps[3].Fill(empty)).Message);
    }

    /// <summary>Values that would be something else if they were ever read again.</summary>
    public static TheoryData<string> Tricky => ["${step.ca-key}", "${param.where}", "${item}", "${", "$", "' }, { CN: Mallory }, { O: '", "a: b", "[x]", "# no", "*a", "&a", "{ a: b }", "no"];

    [Theory]
    [MemberData(nameof(Tricky))]
    public void A_value_is_filled_in_letter_by_letter_and_never_read_again(string value)
    {
        string text = TestScripts.Spoiled(", pattern: '[\\p{L} ]{1,20}'", "").Replace("{ CN: Root }", "{ OU: '${param.organisation}{step.ca-key}' }", StringComparison.Ordinal);
        BoundScript bound = ScriptBinding.Bind(TestScripts.Script(text), new Dictionary<string, string> { ["organisation"] = value });
        var step = (TestKinds.Step)bound.Steps[3].Fill(Done);
        Assert.Equal(
            [new SubjectAttribute("O", value), new SubjectAttribute("OU", value + "{step.ca-key}")],
            Fields.Subject("subject", "").Of(step.Fields));
    }

    [Fact]
    public void An_output_is_never_read_again()
    {
        var done = new Dictionary<string, IReadOnlyDictionary<string, string>>(Done) { ["ca-key"] = new Dictionary<string, string> { [""] = "${param.where}" } };
        Assert.Equal("${param.where}", ((ScriptScalar)((TestKinds.Step)TestScripts.Bound().Steps[3].Fill(done)).Fields.Find("key")!).Text);
    }

    [Fact]
    public void Tokens_are_known_with_their_people()
    {
        string text = TestScripts.Spoiled("uri: 'pkcs11:token=1'", "uri: 'pkcs11:token=${param.organisation}', serial: '00 7', module-sha256: '" + new string('a', 64) + "'");
        IReadOnlyList<TokenEntry> tokens = TestScripts.Bound(text).Tokens;
        Assert.Equal((new TokenRef("hsm"), TokenUse.Hsm, "CM-HSM", "/usr/lib/m.so", null, "officer 1", null), Parts(tokens[0]));
        Assert.Equal((new TokenRef("card-1"), TokenUse.Card, "Example AB", "/usr/lib/m.so", new string('a', 64), "operator 1", "officer 1"), Parts(tokens[1]));
        Assert.Equal("00 7", tokens[1].Uri.Serial);
    }

    /// <summary>Parameters that are given, and all that is said of them.</summary>
    public static TheoryData<string, string> Refusals => new()
    {
        { "", "11:3: the parameter \"organisation\" has no value; give one with --set organisation=… or in the file given to --params" },
        { "organisation=R2D2", "11:3: the parameter \"organisation\" cannot be \"R2D2\": it does not match the pattern in the script, which has no \"shape\" to say it in words" },
        { "organisation=", "11:3: the parameter \"organisation\" must have 1 to 256 characters on one line" },
        { "organisation=A\u202EB", "11:3: the parameter \"organisation\" must have 1 to 256 characters on one line" },
        { "organisation=A,where=cloud", "12:3: the parameter \"where\" cannot be \"cloud\"; known: hardware, software" },
        { "organisation=A,where=software,slot=X", "13:3: the parameter \"slot\" is asked for only when where=hardware; leave it out" },
        { "organisation=A,organization=B", "1:1: the script has no parameter \"organization\"; did you mean \"organisation\"?" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Parameters_that_do_not_fit_are_refused(string given, string lines)
    {
        var parameters = given.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).ToDictionary(each => each[0], each => each[1]);
        var refusal = Assert.Throws<ScriptBindingException>(() => ScriptBinding.Bind(TestScripts.Script(), parameters));
        Assert.Equal(lines.Split('\n'), refusal.Problems.Select(problem => problem.At("")[1..]));
    }

    /// <summary>A script whose fields depend on a parameter, the parameter, and what is said before anything begins.</summary>
    public static TheoryData<string, string, string, string> FilledRefusals => new()
    {
        { "key: CA key", "key: '${param.organisation}${param.organisation}${param.organisation}${param.organisation}'", "an organisation name", "26:14: \"key\" must have 1 to 64 characters on one line" },
        { "token: hsm", "token: '${param.organisation}'", "none", "27:16: there is no token \"none\" under \"tokens\"; known: hsm, card-1" },
        { "algorithm: rsa-4096", "algorithm: '${param.organisation}'", "rsa", "28:20: \"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384 or dsa-2048, not \"rsa\"" },
        { "'pkcs11:token=1'", "'pkcs11:token=${param.organisation}'", "%", "16:29: the attribute \"token\" is empty, occurs twice or is not percent-encoded UTF-8" },
        { "'pkcs11:token=1'", "'pkcs11:token=${param.organisation}'", "CM-HSM", "16:3: the token \"card-1\" is the same as \"hsm\"; two names need two tokens" },
        { "for-each: [one, two], text: 'Text ${item}'", "for-each: ['${param.organisation}'], text: x, twice: '${item}'", "maybe", "37:85: \"twice\" must be yes or no, not \"maybe\"" },
    };

    [Theory]
    [MemberData(nameof(FilledRefusals))]
    public void A_field_that_does_not_fit_once_it_is_filled_in_is_refused_before_anything_begins(string good, string bad, string value, string line)
    {
        string text = TestScripts.Spoiled(good, bad).Replace("[\\p{L} ]{1,20}", "[A-Za-z% -]+", StringComparison.Ordinal);
        var refusal = Assert.Throws<ScriptBindingException>(() => TestScripts.Bound(text, ("where", "software"), ("organisation", value)));
        Assert.Equal([line], refusal.Problems.Select(problem => problem.At("")[1..]));
    }

    [Fact]
    public void Parameters_are_asked_in_rounds_as_the_answers_bring_further_ones()
    {
        Script script = TestScripts.Script();
        Assert.Equal(["organisation", "where"], Asked([]));
        Assert.Equal(["organisation", "slot"], Asked(new() { ["where"] = "hardware" }));
        Assert.Equal([], Asked(new() { ["where"] = "software", ["organisation"] = "A" }));

        IEnumerable<string> Asked(Dictionary<string, string> given) => ScriptBinding.StillToAsk(script, given).Select(parameter => parameter.Name);
    }

    private static string Text(BoundScript bound, string id, string field) => ((ScriptScalar)bound.Steps.Single(step => step.Id == id).Fields.Find(field)!).Text;

    private static (TokenRef, TokenUse, string?, string, string?, string, string?) Parts(TokenEntry entry) =>
        (entry.Ref, entry.Use, entry.Uri.Label, entry.Module, entry.ModuleSha256, entry.Custodian, entry.Holder);
}
