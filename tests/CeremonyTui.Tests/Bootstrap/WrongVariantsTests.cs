using System.Text.Json.Nodes;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>
/// One thing that a server looks at is wrong: the ceremony stops at the step where it shows, in words that say what it is. <c>make test</c> tries a few
/// variants, <c>make sweep</c> all of them.
/// </summary>
public sealed class WrongVariantsTests
{
    private static readonly string[] Always = ["copy", "purpose"];
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";

    public static TheoryData<string, string, string> Variants { get; } = new()
    {
        { "purpose", "start-cf", "the certificate CN=localhost,O=Example AB of cis.ssl in cm.conf is not for sslclient: unsuitable certificate purpose" },
        { "name", "start-cis", "the certificate CN=localhost,O=Example AB of SSL in cis.conf is not for sslserver in the name localhost: hostname mismatch" },
        { "chain", "start-cis", "the trust store config/cistrust holds no certificate" },
        { "copy", "trust-no-more", "holds that certificate in old.cer too" },
        { "pin", "start-cis", "the PIN in SSL.pin of cis.conf does not open the token \"CM-SERVERS\"" },
        { "label", "start-cis", "no certificate with \"localhost\" (SSL.cert in cis.conf) in its name is on a token with the label \"CM-HSM\"" },
        { "leftover", "start-cis", "cis.conf sets SSL.cert, and SSL.file is left beside it" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void What_is_wrong_is_noticed_at_its_step(string variant, string step, string words)
    {
        Assert.SkipUnless(IsFull || Always.Contains(variant), "make sweep");
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        string answer = step.StartsWith("start-", StringComparison.Ordinal) ? "choice: restore, after-refusal: leave" : "after-refusal: leave";
        string answers = folder["answers.yaml"];
        File.WriteAllText(answers, File.ReadAllText(Programs.BootstrapAnswers("hardware")).Replace("steps:\n", $"steps:\n  {step}: {{ {answer} }}\n", StringComparison.Ordinal));

        installation.Hold(Programs.Native, answers, variant).Expect(1);

        JsonNode[] refused = [.. installation.Rehearsal.Lines.Where(line => (string)line["kind"]! == "refused")];
        Assert.Equal(step, (string?)Assert.Single(refused)["step"]);
        Assert.Contains(installation.Rehearsal.Lines.Where(line => (string?)line["step"] == step).SelectMany(Texts), text => text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_variant_of_the_laboratory_is_tried() => Assert.Equal(
        Tool.Run(Programs.InRepository("ceremony-scripts/nexus-cm-bootstrap/laboratory/wrong"), "names").Expect().TrimEnd('\n').Split('\n').Order(),
        Variants.Select(row => row.Data.Item1).Order());

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(each => Texts(each.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
