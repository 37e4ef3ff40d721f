using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Foresight.Tests;

public sealed class RefusedScriptsTests
{
    public static TheoryData<string, string, string, string> ByState => RefusedScripts.ByState;

    public static TheoryData<string, string, string, string> ByNames => RefusedScripts.ByNames;

    /// <summary>What the text alone shows is said of the same line without holding the script; the rest is said by the step that refuses it.</summary>
    [Theory]
    [MemberData(nameof(ByState))]
    [MemberData(nameof(ByNames))]
    public async Task What_a_step_would_refuse_in_the_room_is_said_before_at_the_place_that_is_to_blame(string name, string steps, string at, string sentence)
    {
        _ = name;
        string script = Held.Script(steps);
        ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(script), StepKinds.All);
        if (reading.Problems.Count > 0)
        {
            Assert.Contains(reading.Problems, problem => script.Split('\n')[problem.Mark.Line - 1].Contains(at, StringComparison.Ordinal));
            return;
        }

        ScriptProblem said = Assert.Single((await Held.Of(script)).Problems);

        Assert.Equal(sentence, said.Sentence);
        Assert.StartsWith(at, Held.At(script, said.Mark), StringComparison.Ordinal);
    }

    [Fact]
    public void Some_refusals_are_known_only_when_the_script_is_held() =>
        Assert.InRange(ByState.Count(row => ScriptReader.Read(Encoding.UTF8.GetBytes(Held.Script(row.Data.Item2)), StepKinds.All).Problems.Count == 0), 4, ByState.Count);

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
            Held.Officers + "- { id: si, do: sign-in, when: { more: both }, officer: Ada, role: Use AWB, expect: refusal }\n",
            parameters: "parameters: { more: { ask: More, choices: [none, both] }, name: { ask: Name, choices: [Certs, Others] } }");

        SilentRehearsal held = await Held.Of(script);

        ScriptProblem problem = Assert.Single(held.Problems);
        Assert.EndsWith(" (with more=both)", problem.Sentence, StringComparison.Ordinal);
        Assert.Equal(["All 2 combinations of choices were tried."], held.Notes);
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
