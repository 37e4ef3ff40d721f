using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.TestKit;

namespace Ceremony.Core.Tests.Actions;

/// <summary>Each action of the closed list, and the one sentence that officers sign for it.</summary>
public sealed class SentencesTests
{
    private const string OfAbc = "SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static readonly TokenRef Hsm = new("hsm");

    /// <summary>Actions and their sentences.</summary>
    public static TheoryData<CeremonyAction, string> Sentences => new()
    {
        { new GenerateKeyPair(Hsm, "A \"key\"\u202e", "0a", KeyAlgorithm.EcP256, ["sign"]), "Generate the key pair \"A \"key\"\\u{202e}\", ec-p256, in CM-HSM; its private key cannot leave the token." },
        { new GenerateSecretKey(Hsm, "kekaes256", "0b", SecretKeyAlgorithm.Aes256, ["wrap"]), "Generate the secret key \"kekaes256\", aes-256, in CM-HSM; the key cannot leave the token." },
        { new RemoveObject(Hsm, "HSM-1", "public", "beef", "L\u202eeft"), "Remove from CM-HSM, serial number HSM-1, the public object \"L\\u{202e}eft\" with the id beef, on which nothing in this ceremony rests." },
        { new RemoveObject(Hsm, "HSM-1", "secret", "", ""), "Remove from CM-HSM, serial number HSM-1, the secret object \"\" with the id (none), on which nothing in this ceremony rests." },
        { new DestroyKey(Hsm, "0b", "Boot CA key"), "Destroy the key pair \"Boot CA key\" in CM-HSM; it can never sign again." },
        { new Sign(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, "abc"u8.ToArray()), $"Sign with the key \"A key\" in CM-HSM, sha256-rsa: 3 bytes, {OfAbc}." },
        { new Sign(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, [1]), "Sign with the key \"A key\" in CM-HSM, sha256-rsa: the certificate of CN=x." },
        { new SignChallenge(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, [1]), "Sign a sign-in challenge with the key \"A key\" on CM-HSM." },
        { new SignChallengeWithSoftToken("/kit/one.p12", "Ada Berg", SignatureAlgorithm.Sha256Rsa, [1]), "Sign a sign-in challenge with the soft token /kit/one.p12." },
        { new ProveDecryption(Hsm, "0a", "pin\u202e", "ba78", [1]), "Decrypt a random value, SHA-256 ba78, with the key \"pin\\u{202e}\" in CM-HSM." },
        { new ProveDecryptionWithSoftToken("/media/pin.p12", "Ada Berg", "ba78", [1]), "Decrypt a random value, SHA-256 ba78, with the soft token /media/pin.p12." },
        { new ProveWrapping(Hsm, "0b", "kek", "aes-256", [1]), "Wrap a throwaway key with the key \"kek\", aes-256, in CM-HSM and unwrap it again; where the token cannot wrap with it, encrypt and decrypt a random value." },
        { new StoreCertificate(Hsm, "0a", "A certificate", [1]), "Store the certificate \"A certificate\" in CM-HSM." },
        { new StoreCertificate(Hsm, "0a", "A certificate", [1]) { Replaces = "0b1c" }, "Store the certificate \"A certificate\" in CM-HSM in place of the one with the SHA-256 0b1c." },
        { new InitialiseToken(Hsm, "left\u202e", "B\u202e1"), "Initialise the blank token in the slot \"left\\u{202e}\", serial number B\\u{202e}1, as CM-HSM, with a new security officer PIN." },
        { new InitialiseToken(Hsm, "left", ""), "Initialise the blank token in the slot \"left\" as CM-HSM, with a new security officer PIN." },
        { new SetUserPin(Hsm), "Set a new user PIN on CM-HSM, by the login of its security officer." },
        { new ChangePin(Hsm, PinOf.User), "Change the user PIN of CM-HSM." },
        { new ChangePin(Hsm, PinOf.SecurityOfficer), "Change the security officer PIN of CM-HSM." },
        { new SetPin(Hsm, "Ada Berg", 6, false), "Set a random PIN of 6 digits on CM-HSM and show it to Ada Berg alone." },
        { new SetPin(Hsm, "Ada Berg", 6, true), "Have Ada Berg choose the PIN of CM-HSM." },
        { new MakeSoftToken("/media/pin.p12", "Ada Berg", KeyAlgorithm.Rsa2048, 12), "Make a key pair, rsa-2048, for the soft token /media/pin.p12 and show its PIN of 12 digits to Ada Berg alone." },
        { new CompleteSoftToken("/media/pin.p12", "Ada Berg", ["abc"u8.ToArray()]), $"Write the soft token /media/pin.p12 with 1 certificate, the first {OfAbc}." },
        { new CompleteSoftToken("/media/pin.p12", "Ada Berg", ["abc"u8.ToArray(), [1]]), $"Write the soft token /media/pin.p12 with 2 certificates, the first {OfAbc}." },
        { new EditConfig("/cm/cm.conf", "aa", "bb", [new ConfigEdit("SSL.cert") { Value = "x" }], "/b"), "Set SSL.cert in /cm/cm.conf, masked SHA-256 bb; a copy of the present file is kept as /b." },
        { new ClearBackup("/b/cm.conf.before-x", "aa", null, null), "Remove the backup /b/cm.conf.before-x, masked SHA-256 aa; no copy is kept." },
        { new ClearBackup("/b/tls.p12.before-x", null, "aa", "/media/tls.p12.before-x"), "Move the backup /b/tls.p12.before-x to /media/tls.p12.before-x, SHA-256 aa." },
        { new EditConfig("/cm/cm.conf", "aa", "bb", [new ConfigEdit("SSL.cert") { Removed = true }], "/b"), "Take SSL.cert out of /cm/cm.conf, masked SHA-256 bb; a copy of the present file is kept as /b." },
        {
            new EditConfig("/c", "aa", "bb", [new ConfigEdit("a") { Value = "" }, new ConfigEdit("b"), new ConfigEdit("c") { Removed = true }, new ConfigEdit("d") { Removed = true }], "/b"),
            "Set a and b in /c, and take c and d out of it, masked SHA-256 bb; a copy of the present file is kept as /b."
        },
        { new EditConfig("/cm/cm.conf", "aa", "bb", [new ConfigEdit("a"), new ConfigEdit("b"), new ConfigEdit("c")], "/b"), "Set a, b and c in /cm/cm.conf, masked SHA-256 bb; a copy of the present file is kept as /b." },
        { new PlaceFile("/cm/ca.cer", null, [1], "aa", null, null), "Put the file /cm/ca.cer in place, SHA-256 aa." },
        { new PlaceFile("/cm/tls.p12", "/media/tls.p12", null, "aa", "bb", "/b"), "Put the file /cm/tls.p12 in place, SHA-256 aa, copied from /media/tls.p12; the present file is kept as /b." },
        { new RemoveFile("/media/tls.p12", "aa", null), "Remove the file /media/tls.p12, SHA-256 aa; no copy is kept." },
        { new RemoveFile("/cm/boot.cer", "aa", "/b"), "Remove the file /cm/boot.cer, SHA-256 aa; it is kept as /b." },
        { new RestoreFiles([new RestoredFile("/cm/cm.conf", "/b")]), "Bring back 1 file as it was before: /cm/cm.conf." },
        { new RestoreFiles([new RestoredFile("/cm/cm.conf", "/b"), new RestoredFile("/cm/ca.cer", null)]), "Bring back 2 files as they were before: /cm/cm.conf, /cm/ca.cer." },
        { new StopService("cf", ["/usr/bin/systemctl", "stop", "cf"]), "Stop the service cf: /usr/bin/systemctl stop cf." },
        { new StartService("cf", ["/usr/bin/systemctl", "start", "c\u202ef"]), "Start the service cf: /usr/bin/systemctl start c\\u{202e}f." },
        { new CorrectAnswer(12, "record", "47\u202e11", "4712", "mistyped"), "Correct line 12 of the journal, where \"record\" was answered with \"47\\u{202e}11\": right is \"4712\"; reason: mistyped." },
        { new AllowException("one", "two", "go on"), "Go on although two (expected: one); decided: go on." },
        { new EnterInRegistry(new CertificateProcedureCreated("Officers", [], "CA", "none", "rfc5280", "5 years", "sha256-rsa")), "Enter in the registry: certificate procedure \"Officers\"." },
        { new EnterInRegistry(new TokenProcedureCreated("Cards", "smart-card", true, null, null, false, "show-in-client", "none", "Officers")), "Enter in the registry: token procedure \"Cards\"." },
        { new EnterInRegistry(new OfficerProfileCreated("First", "active", "Root", "subject", [])), "Enter in the registry: officer profile \"First\"." },
        { new EnterInRegistry(new OfficerCreated("ada", "active", "Root", "First", "Ada Berg", Hsm, "0a", [1])), "Enter in the registry: officer \"ada\", held by Ada Berg." },
        { new EnterInRegistry(new CaRevoked("Boot CA", "cessationOfOperation")), "Enter in the registry: the revocation of the CA \"Boot CA\", cessationOfOperation." },
        { new EnterInRegistry(new OfficerReplaced("ada", "the card died")), "Enter in the registry: the end of the officer \"ada\": the card died." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_action_has_one_sentence(CeremonyAction action, string sentence) => Assert.Equal(sentence, action.Sentence(new Words()));

    [Fact]
    public void Every_action_of_the_closed_list_is_tried() =>
        Assert.Equal(SampleActions.All.Select(each => each.Name).Distinct().Order(), Sentences.Select(row => row.Data.Item1.Name).Distinct().Order());

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Details_do_not_say_what_the_sentence_says(CeremonyAction action, string sentence) =>
        Assert.DoesNotContain(action.Details(new Words()), detail => Plain(detail.Value).Length >= 8 && Plain(sentence).Contains(Plain(detail.Value), StringComparison.Ordinal));

    /// <summary>Officers read every field of what they sign, in the sentence or below it. Bytes are told by their hash or by what they hold; who holds a PIN, and what is replaced, the step tells.</summary>
    [Fact]
    public void What_is_done_is_told_field_by_field()
    {
        string[] untold = [.. SampleActions.All.Where(action => action.Authority == Authority.Officers).SelectMany(action => Leaves(action.ToJson(), action.Name)
            .Where(leaf => !Plain(action.Sentence(new Words()) + string.Concat(action.Details(new Words()).Select(detail => $"\n{detail.Name}\n{detail.Value}"))).Contains(Plain(leaf.Value), StringComparison.Ordinal))
            .Select(leaf => leaf.Path))];
        Assert.Equal(["edit-config.edits.holder", "enter-in-registry.entry.fact", "place-file.bytes", "place-file.replaces", "sign.bytes"], untold.Distinct().Order());
    }

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static IEnumerable<(string Path, string Value)> Leaves(JsonValue value, string path) => value switch
    {
        JsonMap map => map.Where(member => member.Key != "do").SelectMany(member => Leaves(member.Value, $"{path}.{member.Key}")),
        JsonList list => list.SelectMany(item => Leaves(item, path)),
        JsonText text => [(path, text.Value)],
        _ => [],
    };

    [Fact]
    public void Details_tell_of_a_PIN_by_what_it_opens()
    {
        IReadOnlyList<Detail> details = SampleActions.All.OfType<EditConfig>().Single().Details(new Words());
        Assert.Equal(["localhost", "the PIN of CM-HSM", "the PIN of tls.p12"], details.Where(each => each.Name.StartsWith("SSL", StringComparison.Ordinal)).Select(each => each.Value));
    }

    private sealed class Words : IActionWords
    {
        public string Token(TokenRef token) => "CM-HSM";

        public string? Signed(byte[] bytes) => bytes.Length == 1 ? "the certificate of CN=x" : null;

        public string? Lasting(byte[] bytes) => null;

        public IReadOnlyList<Detail> InFull(byte[] bytes) => [];
    }
}
