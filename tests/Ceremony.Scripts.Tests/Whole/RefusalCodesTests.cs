using System.Text.RegularExpressions;

namespace Ceremony.Scripts.Tests;

/// <summary>
/// Where each refusal of a step is found first: nobody adds one without deciding whether a script can be told before. By its text, as <see cref="WrongScripts"/> shows; by what
/// the steps before it leave in the registry, when the whole ceremony is tried; or in the room alone, where a device, a file or a person decides.
/// </summary>
public partial class RefusalCodesTests
{
    private static readonly string[] WhenItIsTried =
    [
        "certificate-faulty", "chain", "crl-faulty", "crl-incomplete", "logsignkey-not-set", "logsignkey-of-ca", "logsignkey-unknown", "no-update", "not-its-soft-token", "not-one-line", "not-rsa", "not-refused",
        "officer-replaced", "officers-not-tried", "officers-of-ca", "other-name", "request-faulty", "same-subject", "step-unfit", "too-few-left",
    ];

    private static readonly string[] InTheRoom =
    [
        "air-gap", "attests-other-key", "beyond-calendar", "boot-ca-faulty", "boot-key-missing", "card-has-certificates", "card-locked", "card-not-blank", "certificate-differs",
        "certificate-missing", "chain-broken", "declined", "differs", "file-differs", "file-missing", "file-there", "files-restored", "held-elsewhere", "issued-faulty", "key-differs",
        "key-missing", "key-still-there", "label-differs", "label-taken", "log-empty", "logsignkey-lost", "medium-full", "medium-not-removable", "medium-read-only", "no-blank-token",
        "no-medium", "no-remark", "no-tls", "not-agreed", "not-done", "not-up", "other-backup", "other-boot-ca", "other-card", "other-certificate", "other-device", "other-form",
        "other-label", "other-root", "other-soft-token", "other-token", "other-value", "other-words", "pin-locked", "pin-not-as-set", "pin-not-set", "procedures-faulty",
        "public-key-differs", "public-key-missing", "request-signature", "restored", "root-unreadable", "same-key", "same-person", "service-unknown", "several-blank-tokens",
        "several-statements", "soft-token-differs", "statement-empty", "statement-missing", "statement-too-large", "stays-up", "still-mounted", "token-cannot", "token-in-use",
        "token-not-initialised", "told-otherwise", "unclear-name", "unusable", "wrong-signature",
    ];

    [Fact]
    public void Each_refusal_is_found_by_the_text_when_it_is_tried_or_in_the_room()
    {
        string[] byText = [.. WrongScripts.All.Select(row => row.Data.Item1).Where(code => code.Length > 0).Distinct()];
        string[] listed = [.. byText, .. WhenItIsTried, .. InTheRoom];
        Assert.Equal([], Codes().Except(listed).Order(StringComparer.Ordinal));
        Assert.Equal([], listed.Except(Codes()));
        Assert.Equal(listed.Distinct(), listed);
    }

    private static HashSet<string> Codes()
    {
        IEnumerable<string> files = new[] { "Ceremony.Steps", "Ceremony.Engine" }
            .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return [.. files.Select(File.ReadAllText).SelectMany(CodesIn)];
    }

    private static IEnumerable<string> CodesIn(string text) =>
    [
        .. Refused().Matches(text).Select(match => match.Groups[1].Value),
        .. Unknown().Matches(text).Select(match => $"unknown-{Slug(match.Groups[1].Value)}"),
        .. Taken().Matches(text).Select(match => $"{Slug(match.Groups[1].Value)}-taken"),
        .. text.Contains("PersonsWord Word", StringComparison.Ordinal) ? Said().Matches(text).Select(match => match.Groups[1].Value) : [],
    ];

    private static string Slug(string what) => what.ToLowerInvariant().Replace(' ', '-');

    [GeneratedRegex(@"Refused\(\s*""([a-z0-9-]+)""")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Refusals\.Unknown\(""([^""]+)""")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"Refusals\.NameTaken\(""([^""]+)""")]
    private static partial Regex Taken();

    [GeneratedRegex(@"^\s*""([a-z]+-[a-z-]+)"",\r?$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
