namespace Ceremony.Engine.Tests.Run;

/// <summary>A step that is drawn at random, most of the time together with what it needs.</summary>
/// <param name="random">What decides.</param>
/// <param name="number">A number that no other draw of the script has, for names of its own.</param>
internal sealed class DrawnStep(Random random, int number)
{
    private const string Statement = "media/key.att";
    private const string Log = "media/hsm.log";

    private static readonly string[] Keys = ["K1", "K2", "K3"];
    private static readonly string[] Tokens = ["hsm", "hsm2"];
    private static readonly string[] Algorithms = ["ec-p256", "rsa-2048", "rsa-3072", "ec-p384", "dsa-2048"];
    private static readonly string[] Cas = ["Root", "Second"];
    private static readonly string[] Revocable = ["'${step.kit}'", "Second", "Root"];
    private static readonly string[] Procedures = ["Certs", "Other"];
    private static readonly string[] Officers = ["Ada", "Bo", "bootstrap officer 1"];
    private static readonly string[] Names = ["one", "two", "three"];
    private static readonly string[] Cards = ["1", "2"];
    private static readonly string[] Seats = ["operator 1", "officer 1", "officer 2", "witness 1"];
    private static readonly string[] Reasons = ["cessationOfOperation", "superseded"];

    /// <summary>Files that are there before.</summary>
    public static IReadOnlyList<string> FilesBefore { get; } = ["opt/a.conf", "opt/b.cer", "opt/c.cer", "opt/cis.conf"];

    /// <summary>The media, each of one holder.</summary>
    public static IReadOnlyList<string> Media { get; } = ["media", .. Seats.Select(FolderOf)];

    /// <summary>What vendors' tools have put on a stick: a statement about a key, in a form that is kept as it is, and an audit log.</summary>
    public static IReadOnlyList<string> Brought { get; } = [Statement, Log];

    private static string[] Files { get; } = [.. FilesBefore.Take(3)];

    /// <summary>The steps, without their ids, in which one of that kind stands last.</summary>
    public IReadOnlyList<string> Of(string kind) => random.Next(4) != 0 && WithItsNeeds(kind) is { } steps ? steps : [Alone(kind)];

    private IReadOnlyList<string>? WithItsNeeds(string kind)
    {
        string own = $"own{number}";
        string key = $"generate-key, key: {own}, token: hsm, algorithm: {(random.Next(3) == 0 ? "rsa-2048" : "ec-p256")}, usage: [sign]";
        string request = $"request-certificate, key: {own}, subject: [ {{ CN: {own} }} ], key-usage: [digitalSignature], name: {own}";
        string issue = $"issue-certificate, request: {own}.csr, procedure: Certs, subject-name: {own}, name: {own}";
        string ca = $"create-ca, name: {own}, key: {own}, issuer: self-signed, subject: [ {{ CN: {own} }} ], valid-for: 10 years";
        string softTokens = $"create-token-procedure, name: {own} tokens, storage-profile: pkcs12, pin-procedure: {(random.Next(2) == 0 ? "show-in-client" : "chosen-by-holder")}, certificate-procedure: Certs";
        string holder = Of(Seats);
        string softFile = $"{FolderOf(holder)}/{own}.p12";
        string softToken = $"issue-soft-token, file: {softFile}, holder: {holder}, subject: [ {{ CN: {own} }} ], procedure: {own} tokens, algorithm: ec-p256, key-usage: [digitalSignature], name: {own}";
        string profile = $"create-officer-profile, name: {own}, domain: System, roles: [Use AWB]";
        string officer = $"create-officer, name: {own}, domain: System, profile: {own}, soft-token: {softFile}";
        string procedure = $"create-certificate-procedure, name: {own}, issuer: {own}, format: {(random.Next(2) == 0 ? "rfc5280" : "server-certificate")}, valid-for: 2 years, signature-algorithm: sha256-ecdsa";
        return kind switch
        {
            "destroy-key" => [key, $"destroy-key, key: {own}"],
            "create-ca" => [key, ca],
            "request-certificate" => [key, request],
            "issue-certificate" => [key, request, issue],
            "install-certificate" => [key, request, issue, $"install-certificate, certificate: {own}.crt, token: hsm, key: {own}"],
            "prove-decryption" => [Decrypting(own), request, issue, $"prove-decryption, certificate: {own}.crt"],
            "prove-wrapping" => [$"generate-secret-key, key: {own}, token: hsm, algorithm: {(random.Next(2) == 0 ? "aes-256" : "des3")}, usage: [wrap, unwrap, encrypt, decrypt]", $"prove-wrapping, key: {own}"],
            "keep-attestation" => [key, $"keep-attestation, key: {own}, name: {own}, file: {Statement}"],
            "issue-soft-token" => [softTokens, softToken],
            "create-officer" => [softTokens, softToken, profile, officer],
            "replace-officer" => [softTokens, softToken, profile, officer, $"replace-officer, officer: {own}, reason: the stick died"],
            "sign-in" => [softTokens, softToken, profile, officer, $"sign-in, officer: {own}, role: Use AWB"],
            "issue-crl" => [key, ca, $"issue-crl, ca: {own}, reason: {Of(Reasons)}"],
            "revoke-ca" => random.Next(2) == 0 ? Revoked("'${step.kit}'", "'${step.kit.key}'", profile) : [key, ca, .. Revoked(own, own, profile)],
            "create-certificate-procedure" => [key, ca, procedure],
            "edit-config" => [key, $"edit-config, file: {Of(Files)}, set: [ {{ a: {{ label-of: {own} }} }}, {{ b.pin: {{ pin-of: hsm }} }} ]"],
            "clear-backups" => [key, $"edit-config, file: {Of(Files)}, set: [ {{ b.pin: {{ pin-of: hsm }} }} ]", $"edit-config, file: {Of(Files)}, set: [ {{ a: {{ label-of: {own} }} }} ]", Alone(kind)],
            "place-file" => [key, ca, $"place-file, file: opt/{own}.cer, artifact: {own}.cer"],
            "show-fingerprint" or "compare-fingerprint" => [key, ca, $"{kind}, of: {own}.cer"],
            "produce-cards" => [CardProcedure(own), Produced(own)],
            "personalise-card" => [CardProcedure(own), Produced(own), $"personalise-card, token: card-3, subject: [ {{ CN: {own} }} ], keys: [signature]"],
            "initialise-token" => ["initialise-token, token: hsm3", $"generate-key, key: {own}, token: hsm3, algorithm: ec-p256, usage: [sign]", $"change-pin, token: hsm3, of: {Of(["user", "security-officer"])}"],
            "start-service" => ["stop-service, service: cf", Alone(kind)],
            _ => null,
        };
    }

    // What must be so before a CA ends; then its officers are refused, and its key is destroyed.
    private IReadOnlyList<string> Revoked(string ca, string key, string profile) =>
    [
        $"edit-config, file: opt/cis.conf, set: [ {{ logsignkey: {{ identifier-of: CA key }} }} ]",
        "sign-in, officer: Ada, role: Use AWB",
        "sign-in, officer: Bo, role: Use AWB",
        profile,
        "attest, by: operator 1, about: logs, statement: The logs are archived.",
        $"issue-crl, ca: {ca}, reason: {Of(Reasons)}",
        $"revoke-ca, ca: {ca}, reason: {Of(Reasons)}, logs: logs",
        "sign-in, officer: bootstrap officer 1, role: Use AWB, expect: refusal",
        $"destroy-key, key: {key}",
    ];

    private string Alone(string kind) => $"{kind}{Fields(kind)}";

    private string Fields(string kind) => kind switch
    {
        "read" => ", text: Phones stay outside.",
        "record" => ", ask: Number of the bag",
        "attest" => $", by: {Of(Seats)}, statement: It is so.{(random.Next(3) == 0 ? ", about: logs" : "")}",
        "operator-action" => $", by: {Of(Seats)}, text: All clients are closed.",
        "list-token" => $", token: {Of([.. Tokens, "card-1"])}, login: {(random.Next(2) == 0 ? "yes" : "no")}",
        "initialise-token" => $", token: {Of(["hsm3", .. Tokens])}",
        "change-pin" => $", token: {Of([.. Tokens, "card-1", "hsm3"])}, of: {Of(["user", "security-officer"])}",
        "unblock-pin" => $", token: {Of([.. Tokens, "card-1", "hsm3"])}",
        "generate-key" => $", key: {Of(Keys)}, token: {Of(Tokens)}, algorithm: {Of(Algorithms)}, usage: [{(random.Next(5) == 0 ? "decrypt" : "sign")}]",
        "generate-secret-key" => $", key: {Of(Keys)}, token: {Of(Tokens)}, algorithm: aes-256, usage: [wrap, unwrap]",
        "destroy-key" or "edit-config" or "place-file" or "remove-file" => OfFiles(kind),
        "create-ca" => $", name: {Of(Cas)}, key: {Of(Keys)}, issuer: self-signed, subject: [ {{ CN: {Of(Cas)} {random.Next(3)} }} ], valid-for: {random.Next(1, 15)} years",
        "show-fingerprint" or "compare-fingerprint" => $", of: {Of([$"{Of(Names)}.crt", $"{Of(Names)}.csr", "boot-ca.cer", "root.cer"])}",
        "create-certificate-procedure" => $", name: {Of(Procedures)}, issuer: {Of(Cas)}, format: rfc5280, valid-for: {random.Next(1, 12)} years, signature-algorithm: {(random.Next(3) == 0 ? "sha256-rsa" : "sha256-ecdsa")}",
        "create-token-procedure" => $", name: {Of(Procedures)} tokens, storage-profile: {(random.Next(2) == 0 ? "pkcs10, pin-procedure: none" : "smart-card, pin-procedure: show-in-client")}, certificate-procedure: {Of(Procedures)}",
        "request-certificate" => $", key: {Of(Keys)}, subject: [ {{ CN: {Of(Names)} }} ], key-usage: [digitalSignature], extended-key-usage: [clientAuth], subject-alternative-names: ['DNS:localhost', 'IP:192.0.2.1'], name: {Of(Names)}",
        "issue-certificate" => $", request: {Of(Names)}.csr, procedure: {Of(Procedures)}, subject-name: {Of(Names)}, name: {Of(Names)}",
        "prove-decryption" => $", certificate: {Of(Names)}.crt",
        "prove-wrapping" => $", key: {Of(Keys)}",
        "keep-attestation" => $", key: {Of(Keys)}, name: {Of(Names)}, file: {Statement}",
        "keep-audit-log" => $", token: {Of(Tokens)}, file: {Log}, name: {Of(Names)}",
        "install-certificate" => $", certificate: {Of(Names)}.crt, token: {Of(Tokens)}, key: {Of(Keys)}",
        _ => OfPeople(kind),
    };

    private string OfFiles(string kind) => kind switch
    {
        "destroy-key" => $", key: {Of(Keys)}",
        "edit-config" => $", file: {Of(Files)}, set: [ {{ a: {{ label-of: {Of(Keys)} }} }}, {{ b.pin: {{ pin-of: {Of(Tokens)} }} }} ]",
        "place-file" => $", file: {Of(Files)}, artifact: {Of([$"{Of(Names)}.crt", "boot-ca.cer", "root.cer"])}",
        _ => $", file: {Of(Files)}, backup: {(random.Next(3) == 0 ? "no" : "yes")}",
    };

    private string OfPeople(string kind) => kind switch
    {
        "produce-cards" => $", token: card-{Of(Cards)}, number: '0000471{Of(Cards)}', subject-holder: {Of(Seats)}, procedure: {Of(["Cards", "Certs tokens"])}, keys: [authentication, signature], algorithm: ec-p256",
        "personalise-card" => $", token: card-{Of(Cards)}, subject: [ {{ CN: Officer {Of(Cards)} }} ], keys: [ {{ authentication: add, procedure: Certs }}, signature ]",
        "issue-soft-token" => SoftToken(Of(Seats)),
        "create-officer-profile" => $", name: {Of(Procedures)}, domain: System, roles: [Use AWB]",
        "create-officer" => $", name: {Of(Officers)}, domain: System, profile: {Of(["Officers", "Certs"])}, token: card-{Of(Cards)}, key: {(random.Next(2) == 0 ? "signature" : "authentication")}",
        "replace-officer" => $", officer: {Of(Officers)}, reason: the card died",
        "sign-in" => $", officer: {Of(Officers)}, role: {(random.Next(4) == 0 ? "Use RA" : "Use AWB")}, expect: {(random.Next(5) == 0 ? "refusal" : "success")}",
        "release-medium" => ", folder: media",
        "clear-backups" => random.Next(2) == 0 ? "" : ", to: media",
        "stop-service" or "start-service" => ", service: cf",
        "probe-tls" => ", host: localhost, port: 8443",
        "issue-crl" => $", ca: {Of(Revocable)}, reason: {Of(Reasons)}",
        "revoke-ca" => $", ca: {Of(Revocable)}, reason: {Of(Reasons)}, logs: logs",
        _ => throw new InvalidOperationException($"no step of the kind {kind} is ever drawn"),
    };

    // Now and then on the medium of another holder.
    private string SoftToken(string holder) =>
        $", file: {FolderOf(random.Next(8) == 0 ? Of(Seats) : holder)}/{Of(Names)}.p12, holder: {holder}, subject: [ {{ CN: {Of(Names)} }} ], procedure: {Of(Procedures)} tokens, algorithm: ec-p256, extended-key-usage: [clientAuth], name: {Of(Names)}";

    private static string FolderOf(string seat) => $"media/{seat.Replace(' ', '-')}";

    private static string Decrypting(string own) => $"generate-key, key: {own}, token: hsm, algorithm: rsa-2048, usage: [sign, decrypt]";

    private static string CardProcedure(string own) => $"create-token-procedure, name: {own} cards, storage-profile: smart-card, pin-procedure: show-in-client, certificate-procedure: Certs";

    // The card that no ground has.
    private static string Produced(string own) => $"produce-cards, token: card-3, number: '00004713', subject-holder: operator 1, procedure: {own} cards, keys: [authentication, signature], algorithm: ec-p256";

    // The first one more often: names that never fit make short scripts.
    private string Of(string[] all) => all[random.Next(2) == 0 ? 0 : random.Next(all.Length)];
}
