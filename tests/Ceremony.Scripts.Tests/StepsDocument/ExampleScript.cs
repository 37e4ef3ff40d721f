using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Scripts;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>A whole script around a kind's example, with the examples that it refers to.</summary>
internal static partial class ExampleScript
{
    /// <summary>What every example rests on.</summary>
    public const string Head = """
        format: ceremony-script/1
        ceremony: examples
        version: 1
        title: Examples
        installation: own
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          new-hsm: { uri: 'pkcs11:token=CM-NEW', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          boot: { uri: 'pkcs11:token=CM-BOOT', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 2 }
          card-1: { use: card, uri: 'pkcs11:token=00004711', module: /usr/lib/softhsm/libsofthsm2.so, holder: officer 1 }
        services:
          cis: { unit: cm-cis.service }
        """;

    // The frame that every script has.
    private static readonly string[] Before = ["check-room", "gather", "open-boot-kit"];
    private const string After = "seal-transcript";

    // What an example rests on without a reference to it.
    private static readonly Dictionary<string, string[]> Silently = new()
    {
        ["personalise-card"] = ["produce-cards"],
        ["create-officer"] = ["personalise-card"],
        ["revoke-ca"] = ["attest", "issue-crl"],
        ["destroy-key"] = ["revoke-ca"],
        ["remove-file"] = ["probe-tls"],
    };

    /// <summary>The script for one kind's example.</summary>
    public static byte[] Of(StepKind kind)
    {
        var kinds = new List<StepKind>();
        foreach (StepKind each in (StepKind[])[.. Before.Select(name => StepKinds.Find(name)!), kind, StepKinds.Find(After)!])
            Add(each, kinds);

        var script = new StringBuilder(Head);
        script.Append("\nacts:\n  - act: Examples\n    steps:\n");
        foreach (string line in kinds.SelectMany(each => each.Manual.Example.Split('\n')))
            script.Append("      ").Append(line).Append('\n');
        return Encoding.UTF8.GetBytes(script.ToString());
    }

    // What an example refers to stands before it.
    private static void Add(StepKind kind, List<StepKind> kinds)
    {
        if (kinds.Contains(kind))
            return;

        foreach (Match reference in Reference().Matches(kind.Manual.Example))
        {
            if (WithId(reference.Groups["id"].Value) is { } earlier && earlier != kind)
                Add(earlier, kinds);
        }

        foreach (string earlier in Silently.GetValueOrDefault(kind.Name) ?? [])
            Add(StepKinds.Find(earlier)!, kinds);

        kinds.Add(kind);
    }

    private static StepKind? WithId(string id) =>
        StepKinds.All.FirstOrDefault(kind => Regex.IsMatch(kind.Manual.Example, $@"^- (\{{ )?id: {id}\b(?!-)", RegexOptions.Multiline));

    [GeneratedRegex(@"\$\{step\.(?<id>[a-z0-9-]+)")]
    private static partial Regex Reference();
}
