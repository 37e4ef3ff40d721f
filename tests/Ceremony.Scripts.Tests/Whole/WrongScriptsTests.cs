namespace Ceremony.Scripts.Tests;

/// <summary>What a step refuses by the script alone is found before anything is made: each name and reference, and what things must be to be used.</summary>
public class WrongScriptsTests
{
    public static TheoryData<string, string, string, string> Wrong => WrongScripts.All;

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_would_be_refused_in_the_room_is_said_with_its_place(string code, string good, string bad, string lines)
    {
        ScriptReading reading = WholeScript.Read(WholeScript.Spoiled(good, bad));
        Assert.Equal(lines.Split('\n').Select(line => $"script.yaml:{line}"), reading.Lines("script.yaml"));
        Assert.True(reading.Script is null, code);
    }

    [Theory]
    [InlineData("hardware")]
    [InlineData("software")]
    public void The_whole_script_passes_under_each_choice(string where) => Assert.Equal(where, WholeScript.Bound(WholeScript.Good, ("where", where)).Parameters["where"]);

    /// <summary>What looks wrong and is not, or is not known before the ceremony: it is left to those who see more.</summary>
    [Theory]
    [InlineData("key: '${step.kit.key}' }", "key: Key of the kit }")]
    [InlineData("ca: '${step.kit}', reason: cessationOfOperation }", "ca: Nexus Boot CA, reason: cessationOfOperation }")]
    [InlineData("- { id: compare,", "- { id: second, do: generate-key, key: second, token: hsm, algorithm: rsa-4096, usage: [sign] }\n      - { id: ca-2, do: create-ca, name: Root 2, key: second, issuer: self-signed, subject: [ { O: '${param.organisation}' }, { CN: Root } ], valid-for: 1 years, succeeds: Root }\n      - { id: compare,")]
    [InlineData("name: Root, key: CA key", "name: 'Root', key: '${step.ca-key}'")]
    [InlineData("key: kek, token", "key: '${param.organisation}', token")]
    [InlineData("key: kek, token", "key: 'kek ${step.bag}', token")]
    [InlineData("of: root.cer", "of: '${step.kit.certificate}'")]
    [InlineData("of: root.cer", "of: boot-ca.cer")]
    [InlineData("artifact: root.cer", "artifact: officer-2-login.cer")]
    [InlineData("file: /media/tls.p12, needs", "file: '${step.bag}', needs")]
    [InlineData("token: card-2, key: login", "token: card-2")]
    [InlineData("officer: Officer 2, role", "officer: '${step.officer-2}', role")]
    [InlineData("valid-for: 5 years", "valid-for: 179 months")]
    [InlineData("- { id: kek,", "- { id: crl-2, do: issue-crl, ca: Root, reason: superseded }\n      - { id: read-crl, do: show-fingerprint, of: root.crl }\n      - { id: kek,")]
    [InlineData("name: Further", "name: 'Further ${param.organisation}'")]
    public void What_the_text_does_not_tell_passes(string good, string bad) => Assert.Empty(WholeScript.Read(WholeScript.Spoiled(good, bad)).Lines("s"));

    [Fact]
    public void A_name_that_a_parameter_gives_is_refused_once_it_is_known()
    {
        string text = WholeScript.Spoiled("identifier-of: CA key", "identifier-of: '${param.organisation}'");
        var refusal = Assert.Throws<ScriptBindingException>(() => WholeScript.Bound(text));
        Assert.Equal(["52:99: no earlier step makes the key \"Example\"; known: CA key, tls"], refusal.Problems.Select(problem => problem.At("")[1..]));
        _ = WholeScript.Bound(text.Replace("'${param.organisation}' } } ]", "'${param.organisation} key' } } ]", StringComparison.Ordinal), ("organisation", "CA"));
    }

    [Fact]
    public void The_Boot_CA_ends_only_where_the_installation_is_the_programs_own()
    {
        const string Own = "\ninstallation: own";
        string[] Ends(string installation) => [.. WholeScript.Read(WholeScript.Spoiled(Own, installation)).Lines("s")];
        string[] unsaid = Ends("");
        Assert.Equal(2, unsaid.Length);
        Assert.All(unsaid, line => Assert.EndsWith(
            ": the Boot CA ends only where the script says \"installation: own\": the CAs, procedures and officers of a ceremony are this program's own, and an installed Certificate Manager knows nothing of them",
            line,
            StringComparison.Ordinal));
        string[] nexus = Ends("\ninstallation: nexus-cm");
        Assert.Equal(unsaid.Select(Place), nexus.Select(Place));
        Assert.All(nexus, line => Assert.EndsWith("so that nobody could sign in to it afterwards", line, StringComparison.Ordinal));
        Assert.Single(Ends("\ninstallation: mine"), line => line.Contains("\"installation\" cannot be \"mine\"", StringComparison.Ordinal));
    }

    private static string Place(string line) => string.Join(':', line.Split(':').Take(3));

    [Fact]
    public void A_name_that_an_item_gives_twice_is_taken()
    {
        const string Each = "- { id: more, do: generate-secret-key, for-each: [a, b], key: 'kek', token: hsm, algorithm: aes-256, usage: [wrap] }\n      - { id: config,";
        string text = WholeScript.Spoiled("- { id: config,", Each.Replace("'kek'", "'more'", StringComparison.Ordinal));
        Assert.Equal(["s:52:69: the secret key \"more\" is made by the step \"more[1]\" on line 52 already; each needs a name of its own"], WholeScript.Read(text).Lines("s"));
        Assert.Empty(WholeScript.Read(text.Replace("'more'", "'more ${item}'", StringComparison.Ordinal)).Lines("s"));
    }
}
