namespace Ceremony.Engine.Tests.Run;

internal static class Scripts
{
    private const string Room = """
        format: ceremony-script/1
        ceremony: two-keys
        version: 1
        title: Two keys
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
        """;

    private const string First = "      - { id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }\n";
    private const string Second = "      - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }\n";

    private const string Keys = """
          - act: The keys
            steps:
              - { id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    /// <summary>The smallest ceremony that makes something: two keys, confirmed by the two officers of a boot kit.</summary>
    public const string TwoKeys = Room + "\n      - { id: people, do: gather }\n      - { id: kit, do: open-boot-kit, folder: boot-kit }\n" + Keys;

    /// <summary>Three keys that are confirmed together.</summary>
    public static string ThreeTogether { get; } = TwoKeys
        .Replace(Second, $"{Second}{Second.Replace("second", "third", StringComparison.Ordinal).Replace("Second", "Third", StringComparison.Ordinal)}", StringComparison.Ordinal)
        .Replace("do: generate-key, ", "do: generate-key, confirm: together, ", StringComparison.Ordinal);

    /// <summary>So many keys that are confirmed together, as far as that can be.</summary>
    public static string KeysTogether(int count) => TwoKeys.Replace(First, "", StringComparison.Ordinal).Replace(
        Second,
        string.Concat(Enumerable.Range(1, count).Select(number => $"      - {{ id: key-{number}, do: generate-key, confirm: together, key: Key {number}, token: hsm, algorithm: ec-p256, usage: [sign] }}\n")),
        StringComparison.Ordinal);

    /// <summary>Changes of two files, the first of them changed twice, all confirmed together.</summary>
    public static string ThreeEdits { get; } = TwoKeys
        .Replace(First, "      - { id: first, do: edit-config, confirm: together, file: config/cm.conf, set: [ { SSL.cert: new } ] }\n", StringComparison.Ordinal)
        .Replace(Second, "      - { id: second, do: edit-config, confirm: together, file: config/cm.conf, set: [ { SSL.tokenlabel: HSM } ] }\n      - { id: third, do: edit-config, confirm: together, file: config/cis.conf, set: [ { SSL.cert: new } ] }\n", StringComparison.Ordinal);

    /// <summary>The same, with a login to the HSM that lasts an act.</summary>
    public static string LoginOfAct => TwoKeys.Replace("custodian: officer 1 }", "custodian: officer 1, login: act, idle: 5 minutes }", StringComparison.Ordinal);

    /// <summary>The same, with officers who bring no token: their keys are made at the console, which takes its time.</summary>
    public const string ConsoleKeys = Room + "\n      - { id: people, do: gather, officer-keys: console }\n" + Keys;

    /// <summary>A self-signed CA, whose certificate is confirmed by the two officers of a boot kit.</summary>
    public static string OneCa { get; } = TwoKeys
        .Replace("{ id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }", "{ id: ca, do: create-ca, name: The CA, key: First key, issuer: self-signed, subject: [ { CN: The CA } ], valid-for: 30 years }", StringComparison.Ordinal);

    /// <summary>The same, with a statement of the witness before the end.</summary>
    public static string Attested { get; } = TwoKeys.Replace(
        "- { id: seal, do: seal-transcript }",
        "- { id: witness, do: attest, by: witness 1, statement: I saw it all. }\n      - { id: seal, do: seal-transcript }",
        StringComparison.Ordinal);

    /// <summary>Two officers with cards; before they become officers one card's certificate is redone, and its other key is given one.</summary>
    public static string Renewed => Replaced
        .Replace("      - { id: officer-1,", "      - { id: renew-1, do: personalise-card, token: card-1, subject: [ { CN: Officer 1 } ], keys: [ { signature: redo }, { authentication: add } ] }\n      - { id: officer-1,", StringComparison.Ordinal)
        .Replace("      - { id: without-2, do: replace-officer, officer: Officer 2, reason: the card died }\n", "", StringComparison.Ordinal);

    /// <summary>Two officers with cards, of whom one is replaced, since the card died.</summary>
    public const string Replaced = """
        format: ceremony-script/1
        ceremony: replaced
        version: 1
        title: Replaced
        installation: own
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          card-1: { use: card, uri: 'pkcs11:token=00004711', module: /usr/lib/softhsm/libsofthsm2.so, custodian: operator 1, holder: officer 1 }
          card-2: { use: card, uri: 'pkcs11:token=00004712', module: /usr/lib/softhsm/libsofthsm2.so, custodian: operator 1, holder: officer 2 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: Two officers
            steps:
              - { id: key, do: generate-key, key: CA key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: ca, do: create-ca, name: System CA, key: CA key, issuer: self-signed, subject: [ { CN: System CA } ], valid-for: 15 years }
              - { id: certificates, do: create-certificate-procedure, name: Certificates, key-usage: [], issuer: System CA, ca-chain: none, format: rfc5280, valid-for: 5 years, signature-algorithm: sha256-ecdsa }
              - { id: cards, do: create-token-procedure, name: Cards, storage-profile: smart-card, card-serial-number: yes, pin-procedure: show-in-client, issuer-certificates: none, certificate-procedure: Certificates }
              - { id: profile, do: create-officer-profile, name: First officers, state: active, domain: System, entity-type: subject, roles: [Use AWB] }
              - { id: produce-1, do: produce-cards, token: card-1, number: '00004711', subject-holder: officer 1, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
              - { id: produce-2, do: produce-cards, token: card-2, number: '00004712', subject-holder: officer 2, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
              - { id: personalise-1, do: personalise-card, token: card-1, subject: [ { CN: Officer 1 } ], keys: [signature] }
              - { id: personalise-2, do: personalise-card, token: card-2, subject: [ { CN: Officer 2 } ], keys: [signature] }
              - { id: officer-1, do: create-officer, name: Officer 1, domain: System, profile: First officers, token: card-1, key: signature }
              - { id: officer-2, do: create-officer, name: Officer 2, domain: System, profile: First officers, token: card-2, key: signature }
              - { id: by-both, do: create-officer-profile, name: By both, state: active, domain: System, entity-type: subject, roles: [Use RA] }
          - act: A card died
            steps:
              - { id: without-2, do: replace-officer, officer: Officer 2, reason: the card died }
              - { id: by-those-left, do: create-officer-profile, name: By those left, state: active, domain: System, entity-type: subject, roles: [Use RA] }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;
}
