namespace Ceremony.Scripts.Tests;

/// <summary>A key that must sign its own request is refused where it may not sign, before it is made.</summary>
public class RequestChecksTests
{
    private const string Refusal = "the key \"CA key\" of the step \"ca-key\" may not sign (usage decrypt), so it cannot sign its own request; add sign to its usage";

    [Theory]
    [InlineData("'${step.ca-key}'")]
    [InlineData("CA key")]
    public void A_key_without_the_right_to_sign_cannot_sign_its_request(string key) =>
        Assert.Equal([$"s:39:54: {Refusal}"], Read("[decrypt]", key).Lines("s"));

    [Theory]
    [InlineData("[sign]", "CA key")]
    [InlineData("[decrypt, sign]", "'${step.ca-key}'")]
    [InlineData("[decrypt]", "Another key")]
    [InlineData("['${param.organisation}']", "CA key")]
    public void What_may_sign_or_is_not_known_yet_passes(string usage, string key) => Assert.Empty(Read(usage, key).Lines("s"));

    [Fact]
    public void What_a_parameter_fills_in_is_refused_once_it_is_known()
    {
        Script script = TestScripts.Script(Text("['${param.organisation}']", "CA key"));
        var refusal = Assert.Throws<ScriptBindingException>(() => ScriptBinding.Bind(script, new Dictionary<string, string> { ["organisation"] = "decrypt" }));
        Assert.Equal([$"39:54: {Refusal}"], refusal.Problems.Select(problem => problem.At("")[1..]));
    }

    private static ScriptReading Read(string usage, string key) => TestScripts.Read(Text(usage, key));

    private static string Text(string usage, string key) => TestScripts.Spoiled("usage: [sign]", $"usage: {usage}")
        .Replace("- { id: seal,", $"- {{ id: request, do: request-certificate, key: {key} }}\n      - {{ id: seal,", StringComparison.Ordinal);
}
