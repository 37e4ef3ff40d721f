using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony in which keys of every kind are proven: an RSA key and a soft token by decrypting, keys for key archiving by wrapping.</summary>
internal static class Proving
{
    /// <summary>The file of the soft token.</summary>
    public const string SoftToken = "media/soft.p12";

    private const string Second = "- { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }";

    private const string Steps = """
        - { id: ca, do: create-ca, name: Root, key: First key, issuer: self-signed, subject: [ { CN: Root } ], valid-for: 10 years }
        - { id: certs, do: create-certificate-procedure, name: Certs, issuer: Root, format: rfc5280, valid-for: 2 years, signature-algorithm: sha256-ecdsa }
        - { id: pin-key, do: generate-key, key: pin, token: hsm, algorithm: rsa-2048, usage: [sign, decrypt] }
        - { id: pin-request, do: request-certificate, key: pin, subject: [ { CN: PIN encryption } ], key-usage: [dataEncipherment], name: pin }
        - { id: pin, do: issue-certificate, request: pin.csr, procedure: Certs, subject-name: PIN encryption, name: pin }
        - { id: soft-tokens, do: create-token-procedure, name: Soft, storage-profile: pkcs12, pin-procedure: show-in-client, certificate-procedure: Certs }
        - { id: soft, do: issue-soft-token, file: media/soft.p12, holder: operator 1, subject: [ { CN: Soft } ], procedure: Soft, algorithm: rsa-2048, key-usage: [dataEncipherment], name: soft }
        - { id: aes, do: generate-secret-key, key: kekaes256, token: hsm, algorithm: aes-256, usage: [wrap, unwrap, encrypt, decrypt] }
        - { id: des3, do: generate-secret-key, key: kekdes3, token: hsm, algorithm: des3, usage: [wrap, unwrap, encrypt, decrypt] }
        - { id: rsa, do: generate-key, key: kekrsa, token: hsm, algorithm: rsa-2048, usage: [sign, decrypt, unwrap] }
        - { id: prove-hard, do: prove-decryption, certificate: pin.crt }
        - { id: prove-soft, do: prove-decryption, certificate: soft.crt, soft-token: media/soft.p12 }
        - { id: prove-aes, do: prove-wrapping, key: kekaes256 }
        - { id: prove-des3, do: prove-wrapping, key: kekdes3 }
        - { id: prove-rsa, do: prove-wrapping, key: kekrsa }
        """;

    /// <summary>The room for it.</summary>
    public static Stage Stage()
    {
        var stage = new Stage(Scripts.TwoKeys.Replace(Second, Steps.Replace("\n", "\n      ", StringComparison.Ordinal), StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(stage.Folder, "media"));
        return stage;
    }
}
