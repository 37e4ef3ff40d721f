using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Foresight.Tests;

public sealed class RefusedScriptsTests
{
    public static TheoryData<string, string, string, string> ByState => RefusedScripts.ByState;

    public static TheoryData<string, string, string, string> ByNames => RefusedScripts.ByNames;

    [Theory]
    [MemberData(nameof(ByState))]
    public async Task What_a_step_would_refuse_in_the_room_is_said_before_at_the_place_that_is_to_blame(string name, string steps, string at, string sentence)
    {
        _ = name;
        string script = Held.Script(steps);

        ScriptProblem problem = Assert.Single((await Held.Of(script)).Problems);

        Assert.Equal(sentence, problem.Sentence);
        Assert.StartsWith(at, Held.At(script, problem.Mark), StringComparison.Ordinal);
    }

    /// <summary>Whether a name is known can be seen without holding the script, too: then it is not held at all.</summary>
    [Theory]
    [MemberData(nameof(ByNames))]
    public async Task A_name_that_nothing_makes_is_found_at_its_place(string name, string steps, string at, string sentence)
    {
        _ = name;
        string script = Held.Script(steps);
        ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(script), StepKinds.All);

        IReadOnlyList<ScriptProblem> problems = reading.Problems.Count > 0 ? reading.Problems : (await Held.Of(script)).Problems;

        Assert.Contains(problems, problem => Held.At(script, problem.Mark).StartsWith(at, StringComparison.Ordinal));
        Assert.True(reading.Problems.Count > 0 || problems is [{ Sentence: var says }] && says == sentence, problems[0].Sentence);
    }

    [Fact]
    public async Task Nobody_can_confirm_where_no_officer_was_ever_recognised()
    {
        string script = Held.Script(Held.Ca, gather: "- { id: people, do: gather }");

        ScriptProblem problem = Assert.Single((await Held.Of(script)).Problems);

        Assert.Equal("the step \"ca-key\" cannot be done: 2 officers must confirm, but only 0 can at this point. Nothing was done; the script must recognise its officers first", problem.Sentence);
        Assert.StartsWith("{ id: ca-key", Held.At(script, problem.Mark), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boot_kit_is_opened_once()
    {
        string script = Held.Script("- { id: kit, do: open-boot-kit, folder: /media/kit }\n- { id: again, do: open-boot-kit, folder: /media/kit }\n", gather: "- { id: people, do: gather }");

        ScriptProblem problem = Assert.Single((await Held.Of(script)).Problems);

        Assert.Equal("the step \"again\" cannot be done: the archive already holds something under the name boot-ca.cer", problem.Sentence);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Held.Ca)]
    [InlineData(Held.Officers)]
    [InlineData("- { id: a, do: read, for-each: [a, b, c, d, e, f, g, h], text: Once more. }\n- { id: b, do: list-token, token: hsm, for-each: [a, b, c, d, e, f, g] }\n")]
    public async Task What_can_be_done_is_not_refused(string steps) => Assert.Equal([], (await Held.Of(Held.Script(steps))).Problems);

    [Fact]
    public async Task A_problem_of_some_choices_says_with_which_ones_it_occurs()
    {
        string script = Held.Script(
            Held.Ca + "- { id: other, do: create-certificate-procedure, name: '${param.name}', when: { more: both }, issuer: Root, format: rfc5280, valid-for: 1 years, signature-algorithm: sha256-ecdsa }\n",
            parameters: "parameters: { more: { ask: More, choices: [none, both] }, name: { ask: Name, choices: [Certs, Others] } }");

        SilentRehearsal held = await Held.Of(script);

        ScriptProblem problem = Assert.Single(held.Problems);
        Assert.Equal("the step \"other\" cannot be done: a certificate procedure named \"Certs\" is in the registry already (with more=both, name=Certs)", problem.Sentence);
        Assert.Equal(["All 4 combinations of choices were tried."], held.Notes);
    }

    [Fact]
    public async Task A_choice_that_is_given_is_the_only_one_that_is_tried()
    {
        string script = Held.Script(
            "- { id: dk, do: destroy-key, when: { destroy: yes }, key: nix }\n".Replace("nix", "'${param.key}'", StringComparison.Ordinal),
            parameters: "parameters: { destroy: { ask: Destroy, choices: [yes, no] }, key: { ask: Key, default: nix } }");

        Assert.Equal([], (await Held.Of(script, new Dictionary<string, string> { ["destroy"] = "no" })).Problems);
        Assert.Single((await Held.Of(script, new Dictionary<string, string> { ["destroy"] = "yes" })).Problems);
    }
}
