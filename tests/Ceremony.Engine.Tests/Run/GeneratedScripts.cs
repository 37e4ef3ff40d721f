using System.Text.RegularExpressions;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Steps that are drawn at random, as an author may write them: with names that fit and names that do not.</summary>
internal sealed partial class GeneratedScripts(Random random)
{
    private const int MostSteps = 14;
    private static readonly string[] Keys = ["K1", "K2", "K3"];
    private static readonly string[] Tokens = ["hsm", "hsm2"];
    private static readonly string[] Algorithms = ["rsa-2048", "rsa-3072", "ec-p256", "ec-p384", "dsa-2048"];
    private static readonly string[] Cas = ["Root", "Second"];
    private static readonly string[] Procedures = ["Certs", "Other"];
    private static readonly string[] Officers = ["Ada", "Bo", "bootstrap officer 1"];
    private static readonly string[] Names = ["one", "two", "three"];
    private static readonly string[] Files = ["opt/a.conf", "opt/b.cer", "opt/c.cer"];
    private static readonly string[] Cards = ["1", "2"];
    private int _number;

    /// <summary>Files that are there before.</summary>
    public static IReadOnlyList<string> FilesBefore => Files;

    /// <summary>The lines of the steps, each with an id of its own.</summary>
    /// <param name="ground">Steps that stand before them.</param>
    public IReadOnlyList<string> Draw(string ground) =>
        [.. ground.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. Enumerable.Range(0, random.Next(4, MostSteps)).Select(_ => One())];

    /// <summary>The kinds of the steps.</summary>
    public static IEnumerable<string> KindsOf(IEnumerable<string> lines) => lines.Select(line => Do().Match(line).Groups[1].Value);

    private string Of(string[] all) => all[random.Next(all.Length)];

    private string One()
    {
        string id = $"id: drawn-{++_number}";
        return $"- {{ {id}, do: {Step()} }}";
    }

    private string Step() => random.Next(24) switch
    {
        0 or 1 or 2 => $"generate-key, key: {Of(Keys)}, token: {Of(Tokens)}, algorithm: {Of(Algorithms)}, usage: [{(random.Next(5) == 0 ? "decrypt" : "sign")}]",
        3 => $"generate-secret-key, key: {Of(Keys)}, token: {Of(Tokens)}, algorithm: aes-256, usage: [wrap, unwrap]",
        4 or 5 => $"create-ca, name: {Of(Cas)}, key: {Of(Keys)}, issuer: self-signed, subject: [ {{ CN: {Of(Cas)} {random.Next(3)} }} ], valid-for: {random.Next(1, 15)} years",
        6 or 7 => $"create-certificate-procedure, name: {Of(Procedures)}, issuer: {Of(Cas)}, format: rfc5280, valid-for: {random.Next(1, 12)} years, signature-algorithm: {(random.Next(3) == 0 ? "sha256-rsa" : "sha256-ecdsa")}",
        8 => $"create-token-procedure, name: {Of(Procedures)} tokens, storage-profile: {(random.Next(2) == 0 ? "pkcs10, pin-procedure: none" : "smart-card, pin-procedure: show-in-client")}, certificate-procedure: {Of(Procedures)}",
        9 or 10 => $"request-certificate, key: {Of(Keys)}, subject: [ {{ CN: {Of(Names)} }} ], key-usage: [digitalSignature], name: {Of(Names)}",
        11 or 12 => $"issue-certificate, request: {Of(Names)}.csr, procedure: {Of(Procedures)}, subject-name: {Of(Names)}, name: {Of(Names)}",
        13 => $"install-certificate, certificate: {Of(Names)}.crt, token: {Of(Tokens)}, key: {Of(Keys)}",
        14 => $"destroy-key, key: {Of(Keys)}",
        15 => $"create-officer-profile, name: {Of(Procedures)}, domain: System, roles: [Use AWB]",
        16 => $"sign-in, officer: {Of(Officers)}, role: {(random.Next(4) == 0 ? "Use RA" : "Use AWB")}, expect: {(random.Next(5) == 0 ? "refusal" : "success")}",
        17 => $"replace-officer, officer: {Of(Officers)}, reason: the card died",
        18 => $"edit-config, file: {Of(Files)}, set: [ {{ a: {{ label-of: {Of(Keys)} }} }}, {{ b.pin: {{ pin-of: {Of(Tokens)} }} }} ]",
        19 => $"place-file, file: {Of(Files)}, artifact: {Of(Names)}.crt",
        20 => $"remove-file, file: {Of(Files)}",
        21 => $"{(random.Next(2) == 0 ? "stop" : "start")}-service, service: cf",
        22 => $"compare-fingerprint, of: {Of(Names)}.{(random.Next(2) == 0 ? "crt" : "csr")}",
        _ => $"personalise-card, token: card-{Of(Cards)}, subject: [ {{ CN: Officer {Of(Cards)} }} ], keys: [authentication, signature]",
    };

    [GeneratedRegex("do: ([a-z-]+)")]
    private static partial Regex Do();
}
