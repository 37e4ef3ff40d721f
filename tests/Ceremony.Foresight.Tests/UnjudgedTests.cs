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

        Assert.Equal([], unknown.Problems);
        Assert.StartsWith("The script was not tried: no value could be made up", Assert.Single(unknown.Notes), StringComparison.Ordinal);
        Assert.Equal([], [.. known.Problems.Select(problem => problem.Sentence), .. known.Notes]);
    }

    [Fact]
    public async Task A_vendor_is_made_up_who_vouches_for_keys_under_whatever_root_the_script_names()
    {
        string root = new('a', 64);
        string script = Held.Script(Held.Ca + $$"""
            - { id: rsa, do: generate-key, key: rsa, token: hsm2, algorithm: rsa-2048, usage: [sign, decrypt] }
            - { id: one, do: keep-attestation, key: CA key, name: one, root: media/root.pem, root-sha256: {{root}} }
            - { id: two, do: keep-attestation, key: rsa, name: two, file: media/rsa.p7b, root-sha256: {{root}} }
            - { id: three, do: keep-attestation, key: '${step.rsa}', name: three }
            - { id: four, do: keep-attestation, key: CA key, name: four, file: media/rsa.p7b, root-sha256: {{root}} }
            - { id: log, do: keep-audit-log, token: hsm, file: media/hsm.log, name: hsm }
            - { id: list, do: list-token, token: hsm2, login: yes }
            """);

        SilentRehearsal held = await Held.Of(script);

        Assert.Equal([], [.. held.Problems.Select(problem => problem.Sentence), .. held.Notes]);
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
