using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What a step did is what its fields in the script say.</summary>
public class StepFieldsTests
{
    [Theory]
    [InlineData("Test key", "rsa-2048", null)]
    [InlineData("Another key", "rsa-2048", "the key of the step is \"Test key\" in script.yaml, but its fact \"key-generated\" is about something else")]
    [InlineData("Test key", "rsa-3072", "the algorithm of the step is \"rsa-2048\" in script.yaml, but its fact \"key-generated\" is about something else")]
    public void The_fact_is_about_what_the_field_says(string key, string algorithm, string? says) =>
        Says(says, Done(Fact("key-generated", ("key", key), ("algorithm", algorithm))), Step("generate-key", ("key", "Test key"), ("algorithm", "rsa-2048")));

    [Fact]
    public void Every_fact_of_that_name_is_and_others_do_not_count()
    {
        OutlineStep step = Step("generate-key", ("key", "Test key"));
        const string Else = "the key of the step is \"Test key\" in script.yaml, but its fact \"key-generated\" is about something else";
        Says(null, Done(), step);
        Says(null, Done(Fact("key-destroyed", ("key", "Another key"))), step);
        Says(Else, Done(Fact("key-generated", ("key", "Test key")), Fact("key-generated", ("key", "Another key"))), step);
        Says("the usage of the step is another in script.yaml, but its fact \"key-generated\" is about something else", Done(Fact("key-generated", ("usage", JsonList.OfText(["sign"])))), Step("generate-key", ("usage", JsonList.OfText(["wrap"]))));
    }

    /// <summary>What the script expects of a sign-in, null where it leaves it out; the fact; whether it is right.</summary>
    [Theory]
    [InlineData("success", "officer-signed-in", true)]
    [InlineData("success", "sign-in-refused", false)]
    [InlineData("refusal", "officer-signed-in", false)]
    [InlineData("refusal", "sign-in-refused", true)]
    [InlineData(null, "officer-signed-in", true)]
    [InlineData(null, "sign-in-refused", false)]
    public void Some_facts_are_there_only_where_the_script_says_so(string? expected, string fact, bool isRight)
    {
        OutlineStep step = Step("sign-in", expected is null ? [] : [("expect", expected)]);
        Says(isRight ? null : $"the expect of the step is \"{expected ?? "success"}\" in script.yaml, but its fact \"{fact}\" is about something else", Done(Fact(fact)), step);
    }

    [Fact]
    public void What_the_script_leaves_out_has_a_default_or_is_not_compared()
    {
        Says(null, Done(Fact("key-generated", ("key", "Any"))), Step("generate-key"));
        Says(null, Done(Fact("officer-created", ("state", "active"))), Step("create-officer"));
        Says("the state of the step is \"active\" in script.yaml, but its fact \"officer-created\" is about something else", Done(Fact("officer-created", ("state", "blocked"))), Step("create-officer"));
        Says(null, Done(Fact("officer-created", ("state", "blocked"))), Step("create-officer", ("state", "blocked")));
    }

    [Theory]
    [InlineData("issue-soft-token", "soft-token-issued", "extended-key-usage")]
    [InlineData("issue-soft-token", "soft-token-issued", "key-usage")]
    [InlineData("request-certificate", "certificate-requested", "subject-alternative-names")]
    public void A_list_that_the_script_leaves_out_is_empty_or_absent(string kind, string fact, string member)
    {
        Says(null, Done(Fact(fact)), Step(kind));
        Says(null, Done(Fact(fact, (member, new JsonList()))), Step(kind));
        Says($"the {member} of the step is another in script.yaml, but its fact \"{fact}\" is about something else", Done(Fact(fact, (member, JsonList.OfText(["clientAuth"])))), Step(kind));
    }

    /// <summary>What facts of an earlier edition do not tell.</summary>
    [Fact]
    public void What_a_fact_does_not_tell_is_compared_only_where_it_always_does()
    {
        Says(null, Done(Fact("soft-token-issued")), Step("issue-soft-token", ("key-usage", JsonList.OfText(["digitalSignature"]))));
        Says(null, Done(Fact("card-personalised")), Step("personalise-card", ("keys", JsonList.OfText(["sign"]))));
        Says(
            "the subject-alternative-names of the step is another in script.yaml, but its fact \"certificate-requested\" is about something else",
            Done(Fact("certificate-requested")),
            Step("request-certificate", ("subject-alternative-names", JsonList.OfText(["DNS:localhost"]))));
    }

    [Theory]
    [InlineData("add", true)]
    [InlineData("issue", false)]
    [InlineData("blank", false)]
    public void Without_actions_in_the_script_every_key_has_a_certificate_on_the_card(string action, bool isRight) => Says(
        isRight ? null : "the keys of the step is another in script.yaml, but its fact \"card-personalised\" is about something else",
        Done(Fact("card-personalised", ("keys", new JsonList(new JsonMap { { "label", "sign" }, { "action", action } })))),
        Step("personalise-card"));

    [Fact]
    public void A_step_that_an_exception_ended_or_that_is_not_in_the_script_is_not_compared()
    {
        OutlineStep step = Step("generate-key", ("key", "Test key"));
        JsonMap other = Fact("key-generated", ("key", "Another key"));
        Says(null, new Unchained().Open().Add("step-done", "one", ("facts", new JsonList(other)), ("outputs", new JsonMap()), ("exception", 1)), step);
        Says(null, new Unchained().Open().Add("step-done", "another", ("facts", new JsonList(other)), ("outputs", new JsonMap())), step);
        Says(null, new Unchained().Open().Add("step-done", null, ("facts", new JsonList(other)), ("outputs", new JsonMap())), step);
    }

    [Fact]
    public void Outputs_of_steps_before_are_filled_in()
    {
        var step = new OutlineStep("two", "destroy-key", "All", "two", outputs => outputs.TryGetValue("one", out IReadOnlyDictionary<string, string>? one) ? new Dictionary<string, JsonValue> { ["key"] = one["key"] } : null);
        Unchained one = new Unchained().Open().Add("step-done", "one", ("facts", new JsonList()), ("outputs", new JsonMap { { "key", "CA key" } }));
        Says(null, one.Add("step-done", "two", ("facts", new JsonList(Fact("key-destroyed", ("key", "CA key")))), ("outputs", new JsonMap())), step);
        Says(
            "a step before it does not have the output that script.yaml refers to",
            new Unchained().Open().Add("step-done", "two", ("facts", new JsonList(Fact("key-destroyed", ("key", "CA key")))), ("outputs", new JsonMap())),
            step);
    }

    /// <summary>Who enters the seat before and after the step is begun, who is named by the fact, whether that is right.</summary>
    [Theory]
    [InlineData(new[] { "Ada" }, new string[0], "Ada", true)]
    [InlineData(new[] { "Ada" }, new string[0], "Bo", false)]
    [InlineData(new[] { "Ada", "Bo" }, new string[0], "Bo", true)]
    [InlineData(new[] { "Ada", "Bo" }, new string[0], "Ada", false)]
    [InlineData(new[] { "Ada" }, new[] { "Bo" }, "Ada", true)]
    [InlineData(new[] { "Ada" }, new[] { "Bo" }, "Bo", true)]
    [InlineData(new[] { "Ada" }, new[] { "Bo", "Eve" }, "Bo", true)]
    [InlineData(new[] { "Ada", "Bo" }, new[] { "Eve" }, "Ada", false)]
    [InlineData(new string[0], new string[0], "Ada", false)]
    public void A_seat_is_whoever_sat_there_while_the_step_went_on(string[] before, string[] during, string named, bool isRight)
    {
        Unchained lines = Entered(new Unchained().Open(), before).Add("step-started", "one", ("do", "produce-cards"));
        Entered(lines, during).Add("step-done", "one", ("facts", new JsonList(Fact("card-produced", ("subject", named)))), ("outputs", new JsonMap()));
        Says(isRight ? null : "the subject-holder of the step is \"officer 1\" in script.yaml, but its fact \"card-produced\" is about something else", lines, Step("produce-cards", ("subject-holder", "officer 1")));
    }

    [Fact]
    public void Who_comes_when_the_step_is_done_or_sits_elsewhere_is_not_meant()
    {
        Unchained lines = Entered(new Unchained().Open(), ["Ada"]).Enter("witness", 1, "Zoe").Add("step-started", "one", ("do", "produce-cards"))
            .Add("step-done", "one", ("facts", new JsonList(Fact("card-produced", ("subject", "Zoe")))), ("outputs", new JsonMap()));
        Assert.Single(Walked.Over(evidence => StepFields.Problems(evidence, Outline(Step("produce-cards", ("subject-holder", "officer 1")))), Entered(lines, ["Zoe"]).Evidence()));
    }

    private static Unchained Entered(Unchained lines, string[] names)
    {
        foreach (string name in names)
        {
            lines.Enter("officer", 1, name);
        }

        return lines;
    }

    private static void Says(string? says, Unchained lines, OutlineStep step) =>
        Assert.Equal(says is null ? [] : [$"Line {lines.Lines.Count} (step-done): {says}."], Walked.Over(evidence => StepFields.Problems(evidence, Outline(step)), lines.Evidence()));

    private static ScriptOutline Outline(OutlineStep step) => new("small", "Small", 1, 2, 600, false, [], "own", new Dictionary<string, string>(), [], ["officer 1"], [step]);

    private static Unchained Done(params JsonMap[] facts) => new Unchained().Open().Add("step-started", "one", ("do", "any")).Add("step-done", "one", ("facts", new JsonList(facts)), ("outputs", new JsonMap()));

    private static JsonMap Fact(string name, params (string Name, JsonValue Value)[] members)
    {
        var fact = new JsonMap { { "fact", name } };
        foreach ((string member, JsonValue value) in members)
        {
            fact.Add(member, value);
        }

        return fact;
    }

    private static OutlineStep Step(string kind, params (string Name, JsonValue Value)[] fields) => new("one", kind, "All", "one", _ => fields.ToDictionary(field => field.Name, field => field.Value));
}
