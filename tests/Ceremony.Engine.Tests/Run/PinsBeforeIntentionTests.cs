using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Pki;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// Whatever PIN an action needs is asked for before its intention is written. Otherwise an intention would dangle while people look for a PIN, and a
/// program that is stopped meanwhile could not tell whether something was done.
/// </summary>
public sealed class PinsBeforeIntentionTests
{
    private const string Script = """
        format: ceremony-script/1
        ceremony: acting
        version: 1
        title: Acting
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          new: { uri: 'pkcs11:token=New', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          card: { uri: 'pkcs11:token=Card', module: /usr/lib/softhsm/libsofthsm2.so, custodian: operator, use: card, holder: officer 1 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: The work
            steps:
              - { id: work, do: one-action }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    private const string Holder = "Name of officer 1";
    private const string SoftPin = "soft-pin";
    private const string Settings = "SSL.pin=1\nSSL.file.pin=2\n";
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly TokenRef Card = new("card");
    private static readonly ServiceEntry Cf = new("cf", ["bin/control", "start"], ["bin/control", "stop"], ["bin/control", "is-active"], [], 1);

    private static readonly RSA Rsa = (RSA)SoftwareKeys.Of(KeyAlgorithm.Rsa2048, nameof(PinsBeforeIntentionTests), 0);

    private static readonly Lazy<byte[]> Soft = new(() =>
    {
        using var key = SoftKey.Generate(KeyAlgorithm.EcP256);
        using var pin = Secret.FromText(SoftPin);
        return key.Close(pin, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    });

    /// <summary>Every action that is performed, and the PINs that are typed for it.</summary>
    public static TheoryData<CeremonyAction, string[]> Actions => new()
    {
        { new GenerateKeyPair(Hsm, "New", "0b", KeyAlgorithm.EcP256, ["sign"]), ["pin hsm"] },
        { new GenerateSecretKey(Hsm, "KEK", "0c", SecretKeyAlgorithm.Aes256, ["wrap"]), ["pin hsm"] },
        { new DestroyKey(Hsm, "0a", "Key"), ["pin hsm"] },
        { new RemoveObject(Hsm, "serial-HSM", "data", "", "Left"), ["pin hsm"] },
        { new Sign(Hsm, "0a", "Key", SignatureAlgorithm.Sha256Ecdsa, [1]), ["pin hsm"] },
        { new SignChallenge(Hsm, "0a", "Key", SignatureAlgorithm.Sha256Ecdsa, [1]), ["pin hsm"] },
        { new ProveDecryption(Hsm, "0d", "RSA key", Hash([1]), Encrypted()), ["pin hsm"] },
        { new ProveWrapping(Hsm, "0d", "RSA key", "rsa-2048", [1]), ["pin hsm"] },
        { new StoreCertificate(Hsm, "0a", "Key", [1]), ["pin hsm"] },
        { new SetPin(Card, Holder, 6, ChosenByHolder: false), ["so-pin card"] },
        { new SetPin(Card, Holder, 6, ChosenByHolder: true), ["so-pin card", "new-pin card"] },
        { new InitialiseToken(new TokenRef("new"), "slot 7", ""), ["new-so-pin new"] },
        { new SetUserPin(Hsm), ["so-pin hsm", "new-pin hsm"] },
        { new ChangePin(Hsm, PinOf.User), ["pin hsm", "new-pin hsm"] },
        { new ChangePin(Hsm, PinOf.SecurityOfficer), ["so-pin hsm", "new-so-pin hsm"] },
        { new MakeSoftToken("new.p12", Holder, KeyAlgorithm.EcP256, 12), [] },
        { new CompleteSoftToken("soft.p12", Holder, [SelfSigned()]), ["pin soft.p12"] },
        { new SignChallengeWithSoftToken("boot-kit/officer1.p12", Holder, SignatureAlgorithm.Sha256Rsa, [1]), ["pin officer1.p12"] },
        { new ProveDecryptionWithSoftToken("rsa.p12", Holder, Hash([1]), Encrypted()), ["pin rsa.p12"] },
        { Edit(), ["pin hsm", "pin soft.p12"] },
        { new PlaceFile("ca.cer", null, [1], Hash([1]), null, null), [] },
        { new RemoveFile("cm.conf", Hash(Encoding.UTF8.GetBytes(Settings)), null), [] },
        { new ClearBackup("removed.before", null, Hash([1]), null), [] },
        { new RestoreFiles([new RestoredFile("ca.cer", null)]), [] },
        { new StopService("cf", Cf.Stop), [] },
        { new StartService("cf", Cf.Start), [] },
        { new EnterInRegistry(new OfficerProfileCreated("First", "active", "Root", "subject", [])), [] },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task No_PIN_is_asked_for_once_the_intention_is_written(CeremonyAction action, string[] asked)
    {
        using var stage = new Stage(Script, null, new OneActionKind(_ => Task.FromResult(action), Perform)) { Services = [Cf], Judge = new BlindJudge() };
        Furnish(stage);
        var before = new List<string>();
        var after = new List<string>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is PinPrompt pin && stage.Room.State.StepId == "work")
            {
                (stage.Room.State.JournalTail[^1].Kind == "intended" ? after : before).Add(pin.Key);
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("abort") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], after);
        Assert.Equal(asked, before);
        Assert.Contains(stage.Lines, line => line.Kind == "performed" && line.Step == "work");
    }

    [Fact]
    public void Every_action_of_the_closed_list_is_tried_but_for_those_that_nobody_performs()
    {
        IEnumerable<Type> all = typeof(CeremonyAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CeremonyAction)) && !type.IsAbstract);
        Assert.Equal(all.Select(type => type.Name).Order(), Actions.Select(row => row.Data.Item1.GetType().Name).Append(nameof(AllowException)).Append(nameof(CorrectAnswer)).Distinct().Order());
        Assert.Empty(new AllowException("one", "two", "go on").Pins);
        Assert.Empty(new CorrectAnswer(1, "record", "one", "two", "mistyped").Pins);
    }

    // What the action's own receipt is does not matter here.
    private static async Task Perform(IDesk desk, Approval approval, CeremonyAction action)
    {
        Task performed = action switch
        {
            CeremonyAction<KeyReceipt> each => desk.Perform(approval, each),
            CeremonyAction<SecretKeyReceipt> each => desk.Perform(approval, each),
            CeremonyAction<DestroyedReceipt> each => desk.Perform(approval, each),
            CeremonyAction<SignatureReceipt> each => desk.Perform(approval, each),
            CeremonyAction<StoredReceipt> each => desk.Perform(approval, each),
            CeremonyAction<DecryptedReceipt> each => desk.Perform(approval, each),
            CeremonyAction<UnwrappedReceipt> each => desk.Perform(approval, each),
            CeremonyAction<PinReceipt> each => desk.Perform(approval, each),
            CeremonyAction<TokenReceipt> each => desk.Perform(approval, each),
            CeremonyAction<SoftKeyReceipt> each => desk.Perform(approval, each),
            CeremonyAction<SoftTokenReceipt> each => desk.Perform(approval, each),
            CeremonyAction<EditedReceipt> each => desk.Perform(approval, each),
            CeremonyAction<ServiceReceipt> each => desk.Perform(approval, each),
            CeremonyAction<EnteredReceipt> each => desk.Perform(approval, each),
            _ => throw new InvalidOperationException($"The action {action.Name} gives a receipt that this test does not know."),
        };
        await performed;
    }

    private static void Furnish(Stage stage)
    {
        (stage.Tokens["New"].So, stage.Tokens["New"].Pin, stage.Tokens["New"].Serial) = (null, null, "");
        stage.Tokens["HSM"].Put("Key", "0a", KeyAlgorithm.EcP256);
        stage.Tokens["HSM"].Put("RSA key", "0d", KeyAlgorithm.Rsa2048, Rsa);
        stage.Tokens["HSM"].Objects.Add(new TokenObject("data", "Left", "", "", null, null, []));
        stage.Installation.Files[Path.Combine(stage.Folder, "cm.conf")] = new FileState(Encoding.UTF8.GetBytes(Settings), 7, 8, 0x1a0);
        string state = "active";
        stage.Installation.Runs = command =>
        {
            state = command[1] switch { "stop" => "inactive", "start" => "active", _ => state };
            return new CommandResult(0, [state]);
        };
        File.WriteAllBytes(Path.Combine(stage.Folder, "soft.p12"), Soft.Value);
        stage.Hints.Remember("pin soft.p12", SoftPin);
        using var certificate = new CertificateRequest("CN=pin", Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllBytes(Path.Combine(stage.Folder, "rsa.p12"), certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1), SoftPin));
        stage.Hints.Remember("pin rsa.p12", SoftPin);
    }

    private static byte[] Encrypted() => Rsa.Encrypt([1], RSAEncryptionPadding.Pkcs1);

    private static byte[] SelfSigned()
    {
        using var pin = Secret.FromText(SoftPin);
        using SoftToken token = SoftToken.Open(Soft.Value, pin);
        return token.Certificate;
    }

    private static EditConfig Edit()
    {
        ConfigText before = ConfigText.Of(Encoding.UTF8.GetBytes(Settings)).Masked();
        return new EditConfig(
            "cm.conf",
            before.MaskedSha256(),
            before.MaskedSha256(),
            [new ConfigEdit("SSL.pin") { PinOf = Hsm }, new ConfigEdit("SSL.file.pin") { PinOfFile = "soft.p12", Holder = Holder }],
            "cm.conf.before-work");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
