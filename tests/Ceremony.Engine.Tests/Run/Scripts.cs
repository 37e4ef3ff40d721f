namespace Ceremony.Engine.Tests.Run;

internal static class Scripts
{
    /// <summary>The smallest ceremony that makes something: two keys, confirmed by the two officers of a boot kit.</summary>
    public const string TwoKeys = """
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
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: The keys
            steps:
              - { id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    /// <summary>The same, with a statement of the witness before the end.</summary>
    public static string Attested { get; } = TwoKeys.Replace(
        "- { id: seal, do: seal-transcript }",
        "- { id: witness, do: attest, by: witness 1, statement: I saw it all. }\n      - { id: seal, do: seal-transcript }",
        StringComparison.Ordinal);

    /// <summary>The same, with officers who bring no token: their keys are made at the console, which takes its time.</summary>
    public const string ConsoleKeys = """
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
              - { id: people, do: gather, officer-keys: console }
          - act: The keys
            steps:
              - { id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;
}
