using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>
/// Both officers together agree to a sentence that names one thing, and the action is done to another: everything is signed, so that nothing but what the
/// record tells of the thing can refuse it.
/// </summary>
public class NamesTests
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly TokenRef Card = new("card-ada");
    private static readonly Cast Cast = Cast.Original;
    private static readonly Actor[] Officers = [Cast.Card1, Cast.Card2];

    [Fact]
    public void A_key_is_used_and_destroyed_under_its_own_label_only()
    {
        Assert.Equal(["names: the key with the id ca in the token \"hsm\" is \"Officer CA key\", not \"old test key\"."], Done(new DestroyKey(Hsm, "ca", "old test key"), Gone));
        Assert.Equal(["names: the key with the id ca in the token \"hsm\" is \"Officer CA key\", not \"tls\"."], Done(new Sign(Hsm, "ca", "tls", SignatureAlgorithm.Sha256Rsa, [1]), Signature));
        Assert.Equal(["names: no line tells of a key with the id 0715 in the token \"card-ada\"."], Done(new Sign(Card, "0715", "tls", SignatureAlgorithm.Sha256Rsa, [1]), Signature));
        Assert.Equal(["names: the key with the id 01 in the token \"card-ada\" is \"key 1\", not \"key 2\"."], Done(new SignChallenge(Card, "01", "key 2", SignatureAlgorithm.Sha256Rsa, [1]), Signature));
        Assert.Equal(["names: \"kekaes256\" is a secret key, not a key pair."], Done(new DestroyKey(Hsm, "0ae5", "kekaes256"), Gone));
        Assert.Empty(Done(new Sign(Hsm, "0715", "tls", SignatureAlgorithm.Sha256Rsa, [1]), Signature));
    }

    [Fact]
    public void A_sign_in_challenge_is_one_of_its_step_and_of_the_officer_whose_key_signs_it()
    {
        IReadOnlyList<string> Signed(string challenge, TokenRef? token = null, string nonce = "00") => AtTheEnd(journal =>
        {
            Ceremonies.Clock(journal);
            Ceremonies.Drawn(journal, nonce);
            var sign = new SignChallenge(token ?? Card, "01", "key 1", SignatureAlgorithm.Sha256Rsa, System.Text.Encoding.UTF8.GetBytes(challenge));
            journal.Perform(journal.Approve([], sign), sign, Signature);
        });
        string Challenge(string officer, string step = "last") => $"ceremony-sign-in/1\nstep: {step}\nofficer: {officer}\nrole: officer\nat: 2026-03-01T14:00:00Z\nnonce: 00\n";
        const string None = "names: what is signed as a sign-in challenge is none.";

        Assert.Empty(Signed(Challenge("ada")));
        Assert.Equal(["names: the nonce of the sign-in challenge was not drawn in the step."], Signed(Challenge("ada"), nonce: "01"));
        Assert.Equal(["names: the sign-in challenge is of another time than the clock showed in the step."], Signed(Challenge("ada").Replace("14:00:00", "14:00:01", StringComparison.Ordinal)));
        Assert.Equal([None], Signed("anything"));
        Assert.Equal([None], Signed(Challenge("ada") + "more\n"));
        Assert.Equal([None], Signed(Challenge("ada").TrimEnd('\n')));
        Assert.Equal([None], Done(new SignChallenge(Hsm, "ca", "Officer CA key", SignatureAlgorithm.Sha256Rsa, Ceremonies.Parts(Cast.Card1.Certificate).Tbs), Signature, []));
        Assert.Equal(["names: the sign-in challenge is that of another step."], Signed(Challenge("ada", "sign-in")));
        Assert.Equal(["names: the sign-in challenge names eve, who is no officer."], Signed(Challenge("eve")));
        Assert.Equal(["names: the sign-in challenge of ada is signed with a key that is not this officer's."], Signed(Challenge("ada"), new TokenRef("card-bo")));
    }

    [Fact]
    public void A_key_is_used_in_the_token_that_made_it_and_in_no_other_of_that_label()
    {
        var sign = new Sign(Hsm, "0715", "tls", SignatureAlgorithm.Sha256Rsa, [1]);
        Assert.Equal(["names: the token \"hsm\" is said to have the serial number HSM-1, but the one that was seen has HSM-2."], OfNames(AtTheEnd(journal => Do(journal, sign, Signature, () =>
        {
            journal.Serials["hsm"] = "HSM-2";
            journal.Look(new LookAtToken(Hsm, true).ToJson(), journal.ViewNow("hsm", true));
        }))));
    }

    [Fact]
    public void A_key_that_was_there_before_is_known_by_what_was_seen_of_it()
    {
        void See(JournalMaker journal, params TokenObject[] objects) => journal.Look(new LookAtToken(Hsm, true).ToJson(), journal.View("hsm", [.. journal.Objects["hsm"], .. objects]));
        var old = new TokenObject("public", "old test key", "07", "rsa-2048", Cast.BootCa.Spki, null, []);
        var destroy = new DestroyKey(Hsm, "07", "old test key");

        Assert.Empty(OfNames(AtTheEnd(journal => Do(journal, destroy, Gone, () => See(journal, old)))));
        Assert.Equal(["names: the key with the id 07 in the token \"hsm\" is \"logs\", not \"old test key\"."], OfNames(AtTheEnd(journal => Do(journal, destroy, Gone, () => See(journal, old with { Label = "logs" })))));
        Assert.Equal(
            ["names: the key with the id ca in the token \"hsm\" is \"Officer CA key\", not \"old test key\"."],
            OfNames(AtTheEnd(journal => Do(journal, destroy with { KeyId = "ca" }, Gone, () => See(journal, old with { Id = "ca" })))));
    }

    [Fact]
    public void No_two_keys_of_a_token_share_a_label_or_an_id()
    {
        Assert.Equal(["names: the id ca in the token \"hsm\" is already that of the key \"Officer CA key\"."], Done(new GenerateKeyPair(Hsm, "new", "ca", KeyAlgorithm.Rsa2048, ["sign"]), Made("new", "ca")));
        Assert.Equal(["names: the token \"hsm\" already holds a key \"tls\", with the id 0715."], Done(new GenerateKeyPair(Hsm, "tls", "99", KeyAlgorithm.Rsa2048, ["sign"]), Made("tls", "99")));
        Assert.Empty(Done(new GenerateKeyPair(Hsm, "new", "99", KeyAlgorithm.Rsa2048, ["sign"]), Made("new", "99")));

        // One that was in the way and was taken off the token by hand.
        void See(JournalMaker journal, params TokenObject[] objects)
        {
            journal.Objects["hsm"].RemoveAll(each => each.Id == "07");
            journal.Objects["hsm"].AddRange(objects);
            journal.Look(new LookAtToken(Hsm, true).ToJson(), journal.ViewNow("hsm", true));
        }

        var old = new TokenObject("public", "new", "07", "rsa-2048", Cast.BootCa.Spki, null, []);
        Assert.Equal(["names: the token \"hsm\" already holds a key \"new\", with the id 07."], OfNames(AtTheEnd(journal => Do(journal, New(), Made("new", "99"), () => See(journal, old)))));
        Assert.Empty(OfNames(AtTheEnd(journal => Do(journal, New(), Made("new", "99"), () =>
        {
            See(journal, old);
            See(journal);
        }))));
        static GenerateKeyPair New() => new(Hsm, "new", "99", KeyAlgorithm.Rsa2048, ["sign"]);
    }

    [Fact]
    public void A_certificate_is_stored_beside_its_key_or_under_the_name_of_its_ca()
    {
        byte[] selfmade = Selfmade();
        JsonMap Stored(Actor actor) => new StoredReceipt(actor.CertificateSha256).ToJson();
        Assert.Equal(
            ["names: the certificate \"tls\" is neither that of a CA of this name nor one for the key with the id 0715 in the token \"hsm\"."],
            Done(new StoreCertificate(Hsm, "0715", "tls", Cast.Card1.Certificate), Stored(Cast.Card1), []));
        Assert.Equal(
            ["names: the certificate \"another CA\" is neither that of a CA of this name nor one for the key with the id ca in the token \"card-ada\"."],
            Done(new StoreCertificate(Card, "ca", "another CA", Cast.Ca.Certificate), Stored(Cast.Ca), []));
        Assert.Equal(["names: the certificate \"tls\" bears the label of another key."], Done(new StoreCertificate(Hsm, "ca", "tls", Cast.Ca.Certificate), Stored(Cast.Ca), []));
        Assert.Equal(
            ["names: the certificate \"key 1\" was not issued by a CA of this ceremony."],
            Done(new StoreCertificate(Card, "01", "key 1", selfmade), new StoredReceipt(JournalMaker.Hash(selfmade)).ToJson(), []));
        Assert.Empty(Done(new StoreCertificate(Card, "ca", "Officer CA", Cast.Ca.Certificate), Stored(Cast.Ca), []));
    }

    [Fact]
    public void A_certificate_takes_the_place_of_the_last_one_of_its_key_and_of_no_officers()
    {
        StoreCertificate InPlaceOf(string sha256) => new(Card, "01", "key 1", Cast.Card1.Certificate) { Replaces = sha256 };
        JsonMap stored = new StoredReceipt(Cast.Card1.CertificateSha256).ToJson();
        Assert.Equal(
            ["names: the certificate \"key 1\" is to replace one that was not stored for the key with the id 01 in the token \"card-ada\"."],
            Done(InPlaceOf(Cast.Card2.CertificateSha256), stored, []));
        Assert.Equal(
            [$"names: the certificate \"key 1\" is to replace the one by which the officer \"{Cast.Card1.Officer}\" confirms."],
            Done(InPlaceOf(Cast.Card1.CertificateSha256), stored, []));
    }

    [Fact]
    public void A_pin_is_given_to_whom_its_card_or_soft_token_is_for()
    {
        Assert.Equal(
            ["names: the PIN of the card \"card-ada\" is given to Mallory, but the card was produced for Ada Berg."],
            Done(new SetPin(Card, "Mallory", 6, true), new PinReceipt(0, 1).ToJson(), []));
        Assert.Equal(["names: the card \"hsm\", whose PIN is set, was not produced in this ceremony."], Done(new SetPin(Hsm, "Ada Berg", 6, true), new PinReceipt(0, 1).ToJson(), []));
        Assert.Equal(
            ["names: the receipt says that the PIN was shown 1 times, but other lines tell of 0."],
            Done(new SetPin(Card, "Ada Berg", 6, false), new PinReceipt(1, 1).ToJson(), []));
        Assert.Equal(["by: it is by Ada Berg, but Mallory acted there.", "names: the secret was shown to Mallory, but was for Ada Berg alone."], WithLine("pin-token", "secret-shown", line => With(line, "holder", "Mallory")));
        Assert.Equal(["names: a secret was shown, but no action was to show one."], AtTheEnd(journal =>
            journal.Line("secret-shown", new JsonMap { { "secret", "PIN" }, { "holder", "Ada Berg" }, { "times", 1 }, { "milliseconds", 1 } })));
    }

    [Fact]
    public void A_pin_is_called_by_its_own_name_and_shown_as_often_as_it_was_made()
    {
        Assert.Equal(["names: what was shown is called \"PIN of another.p12\", but it was the PIN of pin.p12."], WithLine("pin-token", "secret-shown", line => With(line, "secret", "PIN of another.p12")));
        Assert.Equal(["names: the receipt says that 1 PINs were made, but 0 were shown."], Done(new SetPin(Card, "Ada Berg", 6, false), new PinReceipt(0, 1).ToJson(), []));
        Assert.Empty(Done(new SetPin(Card, "Ada Berg", 6, true), new PinReceipt(0, 1).ToJson(), []));
    }

    [Fact]
    public void A_pin_in_a_configuration_is_that_of_a_token_of_the_script_or_under_its_holders_name()
    {
        IEnumerable<string> Edited(ConfigEdit edit) => OfNames(Done(new EditConfig("/cm/c.conf", Placeless.Zeros, Placeless.Zeros, [edit], "/backup"), new EditedReceipt(Placeless.Zeros).ToJson()));
        const string NotLookedAt = "names: nobody had looked at the configuration /cm/c.conf before it was edited.";
        Assert.Equal(["names: the setting a.pin is the PIN of the token \"elsewhere\", which the script does not have."], Edited(new ConfigEdit("a.pin") { PinOf = new("elsewhere") }));
        Assert.Equal([NotLookedAt], Edited(new ConfigEdit("a.pin") { PinOf = Hsm }));
        Assert.Equal(
            ["names: the setting a.pin is the PIN of the soft token /media/pin.p12, which Ada Berg knows, not Mallory."],
            Edited(new ConfigEdit("a.pin") { PinOfFile = "/media/pin.p12", Holder = "Mallory" }));
        Assert.Equal([NotLookedAt], Edited(new ConfigEdit("a.pin") { PinOfFile = "/media/pin.p12", Holder = "Ada Berg" }));
    }

    [Theory]
    [InlineData("hsm", "Ada Berg", "CKR_PIN_INCORRECT", true)]
    [InlineData("card 00004711", "Ada Berg", "CKR_PIN_INCORRECT", true)]
    [InlineData("card 00004712", "Ada Berg", "CKR_PIN_INCORRECT", false)]
    [InlineData("another", "Ada Berg", "CKR_PIN_INCORRECT", false)]
    [InlineData("another.p12", "Ada Berg", "soft-token", true)]
    public void A_pin_that_was_mistyped_is_of_a_token_of_the_script_or_of_who_typed_it(string token, string person, string code, bool isRight) => Assert.Equal(
        isRight ? [] : [$"names: {person} typed a wrong PIN for {token}, which is no token of the script, nor one with which {person} confirms."],
        OfNames(AtTheEnd(journal => journal.Line("sign-in-failed", new JsonMap { { "token", token }, { "person", person }, { "code", code } }))));

    [Fact]
    public void A_soft_token_is_used_and_written_under_its_own_holders_name()
    {
        CompleteSoftToken Complete(string holder, params IReadOnlyList<byte[]> certificates) => new("/media/pin.p12", holder, certificates);
        JsonMap receipt = new SoftTokenReceipt(5000, Placeless.Zeros).ToJson();
        byte[] pin = SecondHalf.OfPin.Certificate;
        Assert.Equal(["names: the soft token /media/pin.p12 is that of Ada Berg, not of Mallory."], Done(Complete("Mallory", pin), receipt, []));
        Assert.Equal(["names: the first certificate for the soft token /media/pin.p12 is not one for its key."], Done(Complete("Ada Berg", Cast.Card1.Certificate), receipt, []));
        Assert.Equal(
            ["names: the certificates for the soft token /media/pin.p12 are not followed by those of their issuers."], Done(Complete("Ada Berg", pin, Cast.BootCa.Certificate), receipt, []));
        Assert.Empty(Done(Complete("Ada Berg", pin, Cast.Ca.Certificate), receipt, []));
        Assert.Equal(
            ["names: no line tells of a soft token /elsewhere.p12."],
            Done(new SignChallengeWithSoftToken("/elsewhere.p12", "Ada Berg", SignatureAlgorithm.Sha256Rsa, [1]), Signature, []));
    }

    [Fact]
    public void A_configuration_becomes_what_the_action_says()
    {
        var before = ConfigText.Of("a=1\n"u8);
        string after = before.With("a", "2").MaskedSha256();
        EditConfig Edit(string from, string to, params IReadOnlyList<ConfigEdit> edits) => new("/cm/c.conf", from, to, edits, "/cm.before/c.conf.before-last");
        IReadOnlyList<string> Edited(EditConfig edit, bool looks = true) => AtTheEnd(journal => Do(journal, edit, new EditedReceipt(after).ToJson(), () =>
        {
            if (looks)
            {
                journal.Look(new LookAtConfig("/cm/c.conf").ToJson(), new ConfigView(before.ToBytes(), 0, 0, 384).ToJson());
            }
        }));

        var two = new ConfigEdit("a") { Value = "2" };
        Assert.Empty(Edited(Edit(before.MaskedSha256(), after, two)));
        Assert.Equal(["names: nobody had looked at the configuration /cm/c.conf before it was edited."], Edited(Edit(before.MaskedSha256(), after, two), looks: false));
        Assert.Equal(["names: the configuration /cm/c.conf that was looked at is not the one that is edited."], Edited(Edit(Placeless.Zeros, after, two)));
        Assert.Equal(["names: the settings do not make of the configuration /cm/c.conf what the action says."], Edited(Edit(before.MaskedSha256(), after, new ConfigEdit("a") { Value = "3" })));
    }

    [Fact]
    public void A_file_is_placed_removed_and_brought_back_as_it_was_seen()
    {
        JsonMap seen = new FileView(Placeless.Zeros, 1, 0, 0, 420).ToJson();
        string one = JournalMaker.Hash([1]);
        IReadOnlyList<string> Changed(CeremonyAction action, JsonMap? there, JsonMap? source = null) => AtTheEnd(journal => Do(journal, action, action is RemoveFile ? [] : new StoredReceipt(one).ToJson(), () =>
        {
            if (there is not null)
            {
                journal.Look(new LookAtFileState("/cm/f").ToJson(), there);
            }

            journal.Look(new LookAtFileState("/source").ToJson(), source ?? []);
        }));

        Assert.Empty(Changed(new PlaceFile("/cm/f", null, [1], one, Placeless.Zeros, "/cm.before/f.before-last"), seen));
        Assert.Equal(["names: in the place of /cm/f stood something else than the action says."], Changed(new PlaceFile("/cm/f", null, [1], one, null, null), seen));
        Assert.Equal(["names: nobody had looked what stands in the place of /cm/f."], Changed(new PlaceFile("/cm/f", null, [1], one, null, null), null));
        Assert.Equal(["names: what is put in the place of /cm/f has another SHA-256 than the action says."], Changed(new PlaceFile("/cm/f", null, [2], one, null, null), []));
        Assert.Equal(["names: what is put in the place of /cm/f has another SHA-256 than the action says."], Changed(new PlaceFile("/cm/f", "/source", null, one, null, null), [], seen));
        Assert.Equal(
            ["names: the file /cm/f is kept as /cm/f.before-last, not in the folder beside its own under the name of its step."],
            Changed(new PlaceFile("/cm/f", null, [1], one, Placeless.Zeros, "/cm/f.before-last"), seen));
        Assert.Equal(
            ["names: the file /cm/f is kept as /cm.before/f.before-other, not in the folder beside its own under the name of its step."],
            Changed(new RemoveFile("/cm/f", Placeless.Zeros, "/cm.before/f.before-other"), seen));
        Assert.Empty(Changed(new RemoveFile("/cm/f", Placeless.Zeros, "/cm.before/f.before-last"), seen));
        Assert.Empty(Changed(new PlaceFile("/cm/f", "/source", null, Placeless.Zeros, null, null), [], seen));
        Assert.Equal(["names: the file /cm/f that was looked at has another SHA-256 than the one that is removed."], Changed(new RemoveFile("/cm/f", one, null), seen));
        Assert.Equal(
            [$"names: the file {SecondHalf.Conf} is brought back otherwise than it was kept before this ceremony first changed it."],
            Done(new RestoreFiles([new RestoredFile(SecondHalf.Conf, "/elsewhere")]), []));
        Assert.Equal(["names: the file /never is brought back otherwise than it was kept before this ceremony first changed it."], Done(new RestoreFiles([new RestoredFile("/never", null)]), []));
    }

    [Fact]
    public void A_service_has_one_command()
    {
        JsonMap stopped = new ServiceReceipt("inactive", []).ToJson();
        Assert.Equal(["names: the command for the service cf is another one than before."], Done(new StopService("cf", ["/bin/rm", "cf"]), stopped, []));
        Assert.Empty(Done(new StopService("cf", ["/bin/stop", "cf"]), stopped, []));
    }

    [Theory]
    [InlineData("tls-key", "key-generated", "key", "Officer CA key", "key \"Officer CA key\"")]
    [InlineData("ca", "ca-created", "ca", "Boot CA", "CA \"Boot CA\"")]
    [InlineData("servers", "certificate-procedure-created", "procedure", "Officer certificates", "certificate procedure \"Officer certificates\"")]
    [InlineData("servers", "token-procedure-created", "procedure", "Officer cards", "token procedure \"Officer cards\"")]
    [InlineData("officers", "officer-created", "officer", "bo", "officer \"bo\"")]
    [InlineData("cards", "card-produced", "number", "00004712", "card with the number \"00004712\"")]
    public void No_two_things_have_one_name(string step, string fact, string field, string name, string second) =>
        Assert.Contains($"names: the record has a second {second}.", WithFact(step, fact, field, name));

    private static JsonMap Gone => new DestroyedReceipt("HSM-1").ToJson();

    private static JsonMap Signature => new SignatureReceipt([1]).ToJson();

    private static JsonMap Made(string label, string id) => new KeyReceipt("HSM-1", label, id, "rsa-2048", Ceremonies.AnyKey.ExportSubjectPublicKeyInfo(), Ceremonies.Attributes).ToJson();

    // Over the card's own key, by that key.
    private static byte[] Selfmade()
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=Ada", Cast.Card1.Key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 made = request.CreateSelfSigned(Cast.Begin, Cast.Begin.AddYears(1));
        return made.RawData;
    }

    private static IReadOnlyList<string> Done(CeremonyAction action, JsonMap receipt, Actor[]? officers = null) => AtTheEnd(journal => journal.Perform(journal.Approve(officers ?? Officers, action), action, receipt));

    // That nobody had allowed what is on a token is told by another check.
    private static IEnumerable<string> OfNames(IEnumerable<string> failures) => failures.Where(failure => failure.StartsWith("names: ", StringComparison.Ordinal));

    private static void Do(JournalMaker journal, CeremonyAction action, JsonMap receipt, Action before)
    {
        before();
        journal.Perform(journal.Approve(Officers, action), action, receipt);
    }
}
