using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Killing;

/// <summary>What a ceremony came to, without what differs from one to the next: it must be the same however often it was interrupted.</summary>
internal static partial class Outcome
{
    private static readonly string[] Masked =
        ["certificate", "id", "key-id", "sha256", "spki", "spki-sha256", "public-key", "serial", "serial-number", "token-serial", "signature", "not-before", "not-after", "pin-shown", "shown", "made", "request"];

    /// <summary>The facts of the registry in their order, with keys, times and hashes masked.</summary>
    public static string Facts(Rehearsal rehearsal) => string.Join('\n', rehearsal.Lines
        .Where(line => (string)line["kind"]! == "step-done")
        .Select(line => $"{line["step"]} {Mask(line["facts"]!.DeepClone()).ToJsonString()}"));

    /// <summary>Fails where the archive does not hold, the facts are others, or the tokens hold anything that should not be there.</summary>
    public static void AssertWhole(Rehearsal rehearsal, string facts, IReadOnlyDictionary<string, int> keysOnTokens)
    {
        Ran verified = Tool.Run(Programs.Native, "verify", rehearsal.Folder, "--fingerprint", rehearsal.Fingerprint, "--allow-console-keys");
        Assert.StartsWith("VALID REHEARSAL completed", verified.Expect(), StringComparison.Ordinal);
        Assert.Equal(facts, Facts(rehearsal));
        foreach ((string label, int count) in keysOnTokens)
        {
            string pin = rehearsal.Pins[label == "CM-HSM" ? "pin hsm" : label == "00004711" ? "pin card-1" : "pin card-2"];
            string listing = rehearsal.Pkcs11(label, pin, "--list-objects");
            Assert.Equal((label, count, count), (label, Regex.Count(listing, "(?m)^Private Key Object"), Regex.Count(listing, "(?m)^Public Key Object")));
            string[] ids = [.. PrivateKeyId().Matches(listing).Select(match => match.Groups[1].Value)];
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(ids, id => Assert.Contains(rehearsal.Lines, line => (string)line["kind"]! == "intended" && (string?)line["action"]!["id"] == id));
        }

        Assert.Empty(SecretSearch.In(rehearsal));
        Assert.Empty(Directory.GetFiles(rehearsal.Folder, "*.new", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(rehearsal.Archive + ".tmp"));
    }

    private static JsonNode Mask(JsonNode node)
    {
        if (node is JsonObject map)
        {
            foreach (string key in map.Select(member => member.Key).ToList())
            {
                if (Masked.Contains(key))
                {
                    map[key] = "*";
                }
                else if (map[key] is { } inner)
                {
                    Mask(inner);
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode inner in list.OfType<JsonNode>())
            {
                Mask(inner);
            }
        }

        return node;
    }

    [GeneratedRegex(@"(?m)^Private Key Object.*\n  label: .*\n  ID: +([0-9a-f]+)$")]
    private static partial Regex PrivateKeyId();
}
