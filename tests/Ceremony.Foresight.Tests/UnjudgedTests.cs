namespace Ceremony.Foresight.Tests;

/// <summary>What cannot be judged is said, and is no problem of the script.</summary>
public sealed class UnjudgedTests
{
    [Fact]
    public async Task A_step_that_refuses_a_made_up_value_asks_for_the_real_one()
    {
        string script = Held.Script(Held.Cards.Replace("number: '00004712'", "number: '${param.second}'", StringComparison.Ordinal), parameters: "parameters: { second: { ask: Second card, pattern: '[0-9]{8}' } }");

        SilentRehearsal unknown = await Held.Of(script);
        SilentRehearsal known = await Held.Of(script, new Dictionary<string, string> { ["second"] = "00004712" });
        SilentRehearsal wrong = await Held.Of(script, new Dictionary<string, string> { ["second"] = "00004713" });

        Assert.Equal([], unknown.Problems);
        Assert.StartsWith("The step \"produce-2\" and those after it were not judged: its fields hold values that were made up; give --set second=… (the card ", Assert.Single(unknown.Notes), StringComparison.Ordinal);
        Assert.Equal([], [.. known.Problems.Select(problem => problem.Sentence), .. known.Notes]);
        Assert.Equal(
            "the step \"produce-2\" cannot be done: the card 00004713 is outside the serial number range 00004711 to 00004712 of the token procedure \"Cards\"",
            Assert.Single(wrong.Problems).Sentence);
    }

    [Fact]
    public async Task A_value_that_can_be_made_up_is_enough()
    {
        string script = Held.Script(
            "- { id: k, do: generate-key, key: '${param.key}', token: hsm, algorithm: rsa-2048, usage: [sign] }\n",
            parameters: "parameters: { key: { ask: Key, pattern: '[A-Z][a-z]{3,8} key' } }");

        SilentRehearsal held = await Held.Of(script);

        Assert.Equal([], [.. held.Problems.Select(problem => problem.Sentence), .. held.Notes]);
    }

    [Fact]
    public async Task What_people_type_is_not_held_against_the_script()
    {
        string script = Held.Script("- { id: key, do: record, ask: Which key, pattern: '[a-z]+' }\n- { id: dk, do: destroy-key, key: '${step.key}' }\n");

        SilentRehearsal held = await Held.Of(script);

        Assert.Equal([], held.Problems);
        Assert.StartsWith("The step \"dk\" and those after it were not judged: its fields hold what people type in the step \"key\" (there is no key named ", Assert.Single(held.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_of_a_thousand_steps_and_more_is_not_held()
    {
        string script = Held.Script(string.Concat(Enumerable.Range(1, 1000).Select(number => $"- {{ id: read-{number}, do: read, text: Hello }}\n")));

        SilentRehearsal held = await Held.Of(script);

        Assert.Equal([], held.Problems);
        Assert.Equal(["The script was not tried: it has 1003 steps, and no more than 1000 are held in memory."], held.Notes);
    }

    [Fact]
    public async Task A_pattern_for_which_nothing_can_be_made_up_is_named()
    {
        string script = Held.Script("- { id: bag, do: record, ask: Bag, pattern: '[a-z&&[^a-z]]x(?i:y)' }\n");

        SilentRehearsal held = await Held.Of(script);

        Assert.Equal([], held.Problems);
        Assert.StartsWith("The step \"bag\" and those after it were not judged: nothing could be typed there (no answer that fits the pattern ", Assert.Single(held.Notes), StringComparison.Ordinal);
    }
}
