using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Foresight.Tests;

/// <summary>Scripts that are held in memory.</summary>
internal static class Held
{
    /// <summary>What the simulated clocks show.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    private const string Head = """
        format: ceremony-script/1
        ceremony: held
        version: 1
        title: Held in memory
        installation: own
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        PARAMETERS
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          hsm2: { uri: 'pkcs11:token=CM-HSM-2', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 2 }
          boot: { uri: 'pkcs11:token=CM-BOOT', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 2 }
          card-1: { use: card, uri: 'pkcs11:token=00004711', module: /usr/lib/softhsm/libsofthsm2.so, holder: officer 1 }
          card-2: { use: card, uri: 'pkcs11:token=00004712', module: /usr/lib/softhsm/libsofthsm2.so, holder: officer 2 }
        services:
          cf: { unit: cf }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
        """;

    /// <summary>A key, a CA with it, and a procedure by which it issues.</summary>
    public const string Ca = """
        - { id: ca-key, do: generate-key, key: CA key, token: hsm, algorithm: ec-p256, usage: [sign] }
        - { id: ca, do: create-ca, name: Root, key: CA key, issuer: self-signed, subject: [ { CN: Root } ], valid-for: 10 years }
        - { id: certs, do: create-certificate-procedure, name: Certs, issuer: Root, format: rfc5280, valid-for: 2 years, signature-algorithm: sha256-ecdsa }

        """;

    /// <summary>After that, two cards that are produced and personalised, and a profile for their officers.</summary>
    public const string Cards = Ca + """
        - { id: cards, do: create-token-procedure, name: Cards, storage-profile: smart-card, card-serial-number: yes, range-from: '00004711', range-to: '00004712', range-mandatory: yes, pin-procedure: show-in-client, certificate-procedure: Certs }
        - { id: produce-1, do: produce-cards, token: card-1, number: '00004711', subject-holder: officer 1, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
        - { id: produce-2, do: produce-cards, token: card-2, number: '00004712', subject-holder: officer 2, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
        - { id: personalise-1, do: personalise-card, token: card-1, subject: [ { CN: Officer 1 } ], keys: [authentication, signature] }
        - { id: personalise-2, do: personalise-card, token: card-2, subject: [ { CN: Officer 2 } ], keys: [authentication, signature] }
        - { id: profile, do: create-officer-profile, name: Officers, state: active, domain: System, roles: [Use AWB] }

        """;

    /// <summary>And two officers.</summary>
    public const string Officers = Cards + """
        - { id: officer-1, do: create-officer, name: Ada, domain: System, profile: Officers, token: card-1, key: signature }
        - { id: officer-2, do: create-officer, name: Bo, domain: System, profile: Officers, token: card-2, key: signature }

        """;

    /// <summary>A whole script around steps; its officers' keys are made at the console unless another gathering is given.</summary>
    public static string Script(string steps, string gather = "- { id: people, do: gather, officer-keys: console }", string parameters = "")
    {
        IEnumerable<string> lines = $"{gather}\n{steps}\n- {{ id: seal, do: seal-transcript }}".Split('\n').Where(line => line.Length > 0);
        return $"{Head.Replace("PARAMETERS", parameters, StringComparison.Ordinal)}\n{string.Join('\n', lines.Select(line => $"      {line}"))}\n";
    }

    /// <summary>Reads a script that has no problem that is seen without holding it.</summary>
    public static Script Read(string text)
    {
        ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(text), StepKinds.All);
        Assert.Equal([], reading.Lines("script.yaml"));
        return reading.Script!;
    }

    /// <summary>Holds it under its choices.</summary>
    public static Task<SilentRehearsal> Of(string text, IReadOnlyDictionary<string, string>? given = null) => SilentRehearsal.Of(Read(text), given ?? new Dictionary<string, string>(), Now);

    /// <summary>What stands at a place of a script, up to the end of its line.</summary>
    public static string At(string text, ScriptMark mark) => text.Split('\n')[mark.Line - 1][(mark.Column - 1)..];
}
