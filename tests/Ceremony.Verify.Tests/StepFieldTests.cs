using System.Text.RegularExpressions;

namespace Ceremony.Verify.Tests;

/// <summary>Every field of every kind of step is compared with what the step says to hold, or here is why not.</summary>
public sealed partial class StepFieldTests
{
    /// <summary>Fields that no fact tells of, and what does.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["read text"] = "shown to the room: the officers read it in the report",
        ["read title"] = "shown to the room",
        ["record ask"] = "compared as the question of the step",
        ["record pattern"] = "the answer is compared with the pattern of its question",
        ["record shape"] = "words beside the question",
        ["attest statement"] = "compared with the attested line",
        ["list-token token"] = "compared as the look of the step",
        ["list-token login"] = "compared as the look of the step",
        ["open-boot-kit folder"] = "a path of that day; what lay there is compared by its bytes",
        ["create-ca issuer"] = "has only one value",
        ["show-fingerprint of"] = "shown to the room",
        ["show-fingerprint title"] = "shown to the room",
        ["compare-fingerprint of"] = "what was compared is looked for among what was kept",
        ["compare-fingerprint title"] = "the name under which it was shown",
        ["compare-fingerprint known"] = "words beside the fingerprint",
        ["issue-certificate request"] = "the certificate is compared with the request that asked for it",
        ["issue-certificate token-procedure"] = "demands nothing that a certificate could tell",
        ["install-certificate certificate"] = "compared with the certificate of the key",
        ["create-officer key"] = "chosen in the room where the script leaves it out; the certificate is compared with the card",
        ["place-file artifact"] = "the bytes are compared with what was kept",
        ["place-file from"] = "compared with the action's own words",
        ["remove-file needs"] = "looked for among what was seen",
        ["release-medium folder"] = "compared as the look of the step",
        ["start-service probe"] = "used only where old files are brought back",
        ["start-service certificate"] = "used only where old files are brought back",
        ["start-service asks-for-pin"] = "words before the service starts: its PIN does not go through the program",
        ["issue-crl reason"] = "stands in the CRL, which the officers read in full",
        ["revoke-ca logs"] = "looked for among what was attested",
    };

    [Fact]
    public void Every_field_is_compared_or_says_why_not() => Lists.AreSame(
        "fields",
        Documented().Select(each => each.Name),
        "docs/steps.md",
        StepField.All.SelectMany(kind => kind).Select(row => $"{row.Do} {row.Field}").Distinct().Concat(Elsewhere.Keys),
        "the verifier");

    /// <summary>What holds where a script leaves a field out is known in two places.</summary>
    [Fact]
    public void What_is_left_out_means_the_same()
    {
        Dictionary<string, string> defaults = Documented().ToDictionary(each => each.Name, each => each.Default, StringComparer.Ordinal);
        Assert.All(StepField.All.SelectMany(kind => kind), row => Assert.Equal(defaults[$"{row.Do} {row.Field}"], row.Default ?? ""));
    }

    private static IEnumerable<(string Name, string Default)> Documented()
    {
        string kind = "";
        foreach (string line in File.ReadLines(Repository.PathOf("docs", "steps.md")))
        {
            kind = line.StartsWith("### ", StringComparison.Ordinal) ? line[4..] : kind;
            if (Row().Match(line) is { Success: true } row)
            {
                yield return ($"{kind} {row.Groups["field"].Value}", row.Groups["default"].Value);
            }
        }
    }

    [GeneratedRegex("^\\| `(?<field>[a-z0-9-]+)` \\| (yes|no(: `(?<default>[^`]*)`)?) \\|")]
    private static partial Regex Row();
}
