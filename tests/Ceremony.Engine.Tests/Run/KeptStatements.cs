using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony with a token that attests the keys that it makes, and a stick on which a vendor's tool puts what it is asked for: statements and an audit log are kept.</summary>
internal static class KeptStatements
{
    private const string Serial = "12345678";
    private static readonly Vendor Vendor = new() { From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    private static readonly string Script = Scripts.TwoKeys.Replace(
        "      - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }",
        $$"""
              - { id: presented, do: keep-attestation, key: First key, name: presented, root: media/root.pem, root-sha256: {{Vendor.RootSha256}} }
              - { id: brought, do: keep-attestation, key: First key, name: brought, file: media/first.p7b, root-sha256: {{Vendor.RootSha256}} }
              - { id: log, do: keep-audit-log, token: hsm, file: media/hsm.log, name: hsm }
        """,
        StringComparison.Ordinal);

    /// <summary>The room for it.</summary>
    public static Stage Stage()
    {
        var stage = new Stage(Script);
        MemoryToken token = stage.Tokens["HSM"];
        token.Serial = Serial;
        Directory.CreateDirectory(Path.Combine(stage.Folder, "media"));
        File.WriteAllBytes(Path.Combine(stage.Folder, "media/root.pem"), Vendor.Pem(Vendor.Root, Vendor.Middle));
        File.WriteAllBytes(Path.Combine(stage.Folder, "media/hsm.log"), [1, 2, 3]);
        token.AfterDeed = () =>
        {
            if (token.All("public").FirstOrDefault() is { } key && !token.All("certificate").Any())
            {
                byte[] statement = Vendor.Attest(key.PublicKey!, Vendor.PivSerial(12345678));
                token.Objects.Add(new TokenObject("certificate", "X.509 Certificate for PIV Attestation 9a", key.Id, "", null, statement, ["CKA_TOKEN"]));
                token.Objects.Add(new TokenObject("certificate", "X.509 Certificate for PIV Attestation", key.Id, "", null, Vendor.Device, ["CKA_TOKEN"]));
                File.WriteAllBytes(Path.Combine(stage.Folder, "media/first.p7b"), Vendor.Pkcs7(statement, Vendor.Device, Vendor.Middle, Vendor.Root));
            }
        };
        return stage;
    }
}
