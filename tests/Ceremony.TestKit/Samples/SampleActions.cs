using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>An action of every kind of the closed list, every field of it filled in.</summary>
public static class SampleActions
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly byte[] Bytes = [1, 2, 3];

    /// <summary>One of each, or more where it has several forms.</summary>
    public static IReadOnlyList<CeremonyAction> All { get; } =
    [
        new GenerateKeyPair(Hsm, "CA key", "0a", KeyAlgorithm.EcP256, ["sign"]),
        new GenerateSecretKey(Hsm, "KEK", "0b", SecretKeyAlgorithm.Aes256, ["wrap", "unwrap"]),
        new DestroyKey(Hsm, "0c", "Boot CA key"),
        new RemoveObject(Hsm, "HSM-1", "public", "beef", "Left"),
        new InitialiseToken(Hsm, "Card reader (left)", "B-1"),
        new InitialiseToken(Hsm, "slot 0", ""),
        new SetUserPin(Hsm),
        new ChangePin(Hsm, PinOf.User),
        new ChangePin(Hsm, PinOf.SecurityOfficer),
        new Sign(Hsm, "0a", "CA key", SignatureAlgorithm.Sha256Ecdsa, Bytes),
        new SignChallenge(Hsm, "0a", "CA key", SignatureAlgorithm.Sha256Ecdsa, Bytes),
        new ProveDecryption(Hsm, "0a", "pin", new string('a', 64), Bytes),
        new ProveWrapping(Hsm, "0b", "KEK", "aes-256", Bytes),
        new StoreCertificate(Hsm, "0a", "CA", Bytes),
        new StoreCertificate(Hsm, "0a", "CA", Bytes) { Replaces = new string('d', 64) },
        new SetPin(Hsm, "Ada Berg", 6, ChosenByHolder: false),
        new SetPin(Hsm, "Ada Berg", 6, ChosenByHolder: true),
        new MakeSoftToken("tls.p12", "Ada Berg", KeyAlgorithm.Rsa2048, 12),
        new CompleteSoftToken("tls.p12", "Ada Berg", [Bytes, [4]]),
        new SignChallengeWithSoftToken("one.p12", "Ada Berg", SignatureAlgorithm.Sha256Rsa, Bytes),
        new ProveDecryptionWithSoftToken("pin.p12", "Ada Berg", new string('a', 64), Bytes),
        new EditConfig(
            "/cm/cm.conf",
            "aa",
            "bb",
            [new ConfigEdit("SSL.cert") { Value = "localhost" }, new ConfigEdit("SSL.pin") { PinOf = Hsm }, new ConfigEdit("SSL.filepin") { PinOfFile = "tls.p12", Holder = "Ada Berg" }, new ConfigEdit("SSL.file") { Removed = true }],
            "/cm.before/cm.conf.before-tls"),
        new PlaceFile("/cm/ca.cer", null, Bytes, "aa", null, null),
        new PlaceFile("/cm/tls.p12", "/media/tls.p12", null, "aa", "bb", "/cm.before/tls.p12.before-x"),
        new RemoveFile("/media/tls.p12", "aa", null),
        new RemoveFile("/cm/boot.cer", "aa", "/cm.before/boot.cer.before-x"),
        new ClearBackup("/cm.before/cm.conf.before-x", "aa", null, null),
        new ClearBackup("/cm.before/tls.p12.before-x", null, "aa", "/media/tls.p12.before-x"),
        new RestoreFiles([new RestoredFile("/cm/cm.conf", "/cm.before/cm.conf.before-x"), new RestoredFile("/cm/ca.cer", null)]),
        new StopService("cf", ["/usr/bin/systemctl", "stop", "cf"]),
        new StartService("cf", ["/usr/bin/systemctl", "start", "cf"]),
        new EnterInRegistry(new OfficerReplaced("ada", "the card died")),
        new CorrectAnswer(12, "record", "4711", "4712", "mistyped"),
        new AllowException("one", "two", "go on"),
    ];
}
