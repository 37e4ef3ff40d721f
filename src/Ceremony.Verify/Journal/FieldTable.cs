using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>The fields of each kind of line, as docs/format.md fixes them. A question mark ends those that may be absent.</summary>
internal static class FieldTable
{
    private const string Common = "seq at boot mono by? prev kind step? call? attempt? asks?";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["opened"] = "format ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm",
        ["parameters"] = "values steps tokens",
        ["entered"] = "person",
        ["left"] = "person",
        ["clock"] = "jumped",
        ["inventory"] = "when tokens",
        ["token-inserted"] = "token",
        ["token-removed"] = "token",
        ["step-started"] = "number title do air-gap? interfaces?",
        ["looked"] = "look seen",
        ["shown"] = "screen",
        ["answered"] = "screen form answers",
        ["proposed"] = "authority screen actions text nonce until officers",
        ["confirmed"] = "officer person origin proposed text algorithm signature certificate",
        ["approved"] = "proposed",
        ["expired"] = "proposed",
        ["refused"] = "proposed? officer? reason code? next?",
        ["intended"] = "action approved",
        ["performed"] = "intended? receipt inspected? action?",
        ["failed"] = "intended? code reason",
        ["secret-shown"] = "secret holder times milliseconds",
        ["sign-in-failed"] = "token person code",
        ["attested"] = "person statement",
        ["exception"] = "expected happened decided",
        ["note"] = "text",
        ["break"] = "state reason?",
        ["resumed"] = "program-version program-sha256 script-sha256 modules",
        ["recovered"] = "size sha256 kept",
        ["step-done"] = "facts outputs exception?",
        ["sealed"] = "outcome roster quorum",
        ["signed"] = "officer person sha256sums signer-info certificate",
        ["aborted"] = "reason keys",
        ["archived"] = "fingerprint",
        ["compared"] = "of sha256",
    };

    private static readonly Dictionary<string, HashSet<string>> Possible = Kinds.ToDictionary(
        kind => kind.Key,
        kind => Names($"{Common} {kind.Value}").Select(name => name.TrimEnd('?')).ToHashSet(StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>What is wrong with the fields of a line, as half a sentence each.</summary>
    public static IEnumerable<string> Problems(string kind, JsonMap line)
    {
        if (!Kinds.TryGetValue(kind, out string? fields))
        {
            yield return "this verifier does not know what a line of this kind means";
            yield break;
        }

        foreach (string missing in Names(fields).Where(name => !name.EndsWith('?') && line.Find(name) is null))
        {
            yield return $"the field \"{missing}\" is missing";
        }

        foreach (string unknown in line.Names.Where(name => !Possible[kind].Contains(name)))
        {
            yield return $"the field \"{unknown}\" does not belong to this kind";
        }

        if (line.Find("call") is not null && (line.Find("attempt") is null || line.Find("asks") is null))
        {
            yield return "it answers a call, but does not say which attempt or what was asked";
        }
    }

    private static string[] Names(string fields) => fields.Split(' ');
}
