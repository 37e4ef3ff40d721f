using System.Text;

namespace Ceremony.Scripts.Tests;

/// <summary>A script that is right, to be spoiled in one place at a time.</summary>
internal static class TestScripts
{
    public const string Good = """
        format: ceremony-script/1
        ceremony: example
        version: 1
        title: An example
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        parameters:
          organisation: { ask: Organisation, pattern: '[\p{L} ]{1,20}' }
          where: { ask: Where is the key kept, choices: [hardware, software], default: hardware }
          slot: { ask: Which HSM, default: CM-HSM, when: { where: hardware } }
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/m.so, custodian: officer 1 }
          card-1: { use: card, uri: 'pkcs11:token=1', module: /usr/lib/m.so, holder: officer 1 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
          - act: The work
            steps:
              - id: ca-key
                do: generate-key
                key: CA key
                token: hsm
                algorithm: rsa-4096
                usage: [sign]
              - id: ca
                do: create-ca
                name: Root
                key: ${step.ca-key}
                subject: [ { O: '${param.organisation}' }, { CN: Root } ]
                valid-for: 15 years
              - { id: compare, do: compare-fingerprint, of: '${step.ca.certificate}' }
              - { id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }
              - { id: only-hardware, do: read, when: { where: hardware }, text: 'It is in ${param.slot}' }
              - { id: seal, do: seal-transcript }
        """;

    /// <summary>The good script with the one place spoiled that reads like this.</summary>
    public static string Spoiled(string good, string bad)
    {
        Assert.Equal(2, Good.Split(good).Length);
        return Good.Replace(good, bad, StringComparison.Ordinal);
    }

    public static ScriptReading Read(string text) => ScriptReader.Read(Encoding.UTF8.GetBytes(text), TestKinds.All);

    /// <summary>The good script, or one spoiled so that it is still right.</summary>
    public static Script Script(string text = Good)
    {
        ScriptReading reading = Read(text);
        Assert.Empty(reading.Lines("script.yaml"));
        return reading.Script!;
    }

    /// <summary>The script with an organisation, unless another is given, and further parameters.</summary>
    public static BoundScript Bound(string text = Good, params (string Name, string Value)[] parameters)
    {
        var values = new Dictionary<string, string> { ["organisation"] = "Example AB" };
        foreach ((string name, string value) in parameters)
            values[name] = value;
        return ScriptBinding.Bind(Script(text), values);
    }
}
