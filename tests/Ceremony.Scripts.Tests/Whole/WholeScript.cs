using System.Text;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>A script of the real kinds, in which each thing is made and used, to be spoiled in one place at a time.</summary>
internal static class WholeScript
{
    public const string Good = """
        format: ceremony-script/1
        ceremony: whole
        version: 1
        title: A whole ceremony
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        parameters:
          where: { ask: Where is the TLS key kept, choices: [hardware, software], default: hardware }
          organisation: { ask: Organisation }
        tokens:
          hsm: { uri: 'pkcs11:token=HSM', module: /usr/lib/m.so, custodian: officer 1 }
          boot: { uri: 'pkcs11:token=BOOT', module: /usr/lib/m.so, custodian: officer 2 }
          card-1: { use: card, uri: 'pkcs11:token=1', module: /usr/lib/m.so, holder: officer 1 }
          card-2: { use: card, uri: 'pkcs11:token=2', module: /usr/lib/m.so, holder: officer 2 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: /media/kit, token: boot }
              - { id: bag, do: record, ask: Number of the bag }
          - act: The authority
            steps:
              - { id: ca-key, do: generate-key, key: CA key, token: hsm, algorithm: rsa-4096, usage: [sign] }
              - { id: ca, do: create-ca, name: Root, key: CA key, issuer: self-signed, subject: [ { O: '${param.organisation}' }, { CN: Root } ], valid-for: 15 years }
              - { id: compare, do: compare-fingerprint, of: root.cer }
              - { id: persons, do: create-certificate-procedure, name: Persons, issuer: Root, format: rfc5280, valid-for: 5 years, signature-algorithm: sha256-rsa }
              - { id: servers, do: create-certificate-procedure, name: Servers, issuer: '${step.ca}', format: server-certificate, valid-for: 2 years, signature-algorithm: sha256-rsa, least-key: rsa-3072, subject: [CN, O], subject-alternative-names: ['DNS:localhost'] }
              - { id: cards, do: create-token-procedure, name: Cards, storage-profile: smart-card, card-serial-number: yes, range-from: '00', range-to: '19', range-mandatory: yes, pin-procedure: show-in-client, certificate-procedure: Persons }
              - { id: requests, do: create-token-procedure, name: Requests, storage-profile: pkcs10, pin-procedure: none, certificate-procedure: Servers }
              - { id: files, do: create-token-procedure, name: Files, storage-profile: pkcs12, pin-procedure: show-in-client, certificate-procedure: Servers }
          - act: The officers
            steps:
              - { id: produce-1, do: produce-cards, token: card-1, number: '11', subject-holder: officer 1, procedure: Cards, keys: [login, signature], algorithm: rsa-2048 }
              - { id: produce-2, do: produce-cards, token: card-2, number: '12', subject-holder: officer 2, procedure: Cards, keys: [login, signature], algorithm: rsa-2048 }
              - { id: personalise-1, do: personalise-card, token: card-1, subject: [ { CN: Ada } ], keys: [signature] }
              - { id: personalise-2, do: personalise-card, token: card-2, subject: [ { CN: Ben } ] }
              - { id: profile, do: create-officer-profile, name: First, domain: System, roles: [Use AWB] }
              - { id: officer-1, do: create-officer, name: Officer 1, domain: System, profile: First, token: card-1, key: signature }
              - { id: officer-2, do: create-officer, name: Officer 2, domain: System, profile: First, token: card-2, key: login }
          - act: The servers
            steps:
              - { id: tls-key, do: generate-key, key: tls, token: hsm, algorithm: rsa-3072, usage: [sign], when: { where: hardware } }
              - { id: tls-request, do: request-certificate, key: tls, subject: [ { O: Example }, { CN: localhost } ], key-usage: [], name: tls, when: { where: hardware } }
              - { id: tls-certificate, do: issue-certificate, request: tls.csr, procedure: Servers, token-procedure: Requests, subject-name: TLS, name: tls, when: { where: hardware } }
              - { id: tls-install, do: install-certificate, certificate: tls.crt, token: hsm, key: tls, when: { where: hardware } }
              - { id: soft, do: issue-soft-token, file: /media/tls.p12, holder: operator 1, subject: [ { O: Example }, { CN: localhost } ], procedure: Files, algorithm: rsa-3072, name: tls, when: { where: software } }
              - { id: kek, do: generate-secret-key, key: kek, token: hsm, algorithm: aes-256, usage: [wrap] }
              - { id: config, do: edit-config, file: /opt/cis.conf, set: [ { logsignkey: { identifier-of: CA key } } ] }
              - { id: place, do: place-file, file: /opt/trust/root.cer, artifact: root.cer }
              - { id: probe, do: probe-tls, host: localhost, port: 443, certificate: tls.crt }
              - { id: media, do: remove-file, file: /media/tls.p12, needs: tls-probed }
          - act: The end
            steps:
              - { id: sign-in-1, do: sign-in, officer: Officer 1, role: Use AWB }
              - { id: sign-in-2, do: sign-in, officer: Officer 2, role: Use AWB }
              - { id: update, do: create-officer-profile, name: Further, domain: System, roles: [Use RA] }
              - { id: logs, do: attest, by: operator 1, about: logs-archived, statement: The logs are archived. }
              - { id: crl, do: issue-crl, ca: '${step.kit}', reason: cessationOfOperation }
              - { id: revoke, do: revoke-ca, ca: '${step.kit}', reason: cessationOfOperation, logs: logs-archived }
              - { id: refused, do: sign-in, officer: bootstrap officer 1, role: Use AWB, expect: refusal }
              - { id: destroy, do: destroy-key, key: '${step.kit.key}' }
              - { id: seal, do: seal-transcript }
        installation: own
        """;

    /// <summary>The good script with the one place spoiled that reads like this.</summary>
    public static string Spoiled(string good, string bad)
    {
        Assert.Equal(2, Good.Split(good).Length);
        return Good.Replace(good, bad, StringComparison.Ordinal);
    }

    public static ScriptReading Read(string text) => ScriptReader.Read(Encoding.UTF8.GetBytes(text), StepKinds.All);

    /// <summary>A script that is right, with its one parameter that has no default.</summary>
    public static BoundScript Bound(string text, params IReadOnlyList<(string Name, string Value)> parameters)
    {
        ScriptReading reading = Read(text);
        Assert.Empty(reading.Lines("script.yaml"));
        return ScriptBinding.Bind(reading.Script!, parameters.Append(("organisation", "Example")).DistinctBy(each => each.Item1).ToDictionary(each => each.Item1, each => each.Item2));
    }
}
