using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>What the second half of a bootstrap says to hold rests on its deeds, and what has ended is used no more.</summary>
public class SecondHalfTests
{
    private const string Other = "AAAA";

    private static readonly string Zeros = new('0', 64);

    /// <summary>The step, the kind of line in it, which of them in the step, what is done to it, and what is said, without the line's number.</summary>
    public static TheoryData<string, string, int, Func<JsonMap, JsonMap?>, string> Changes => new()
    {
        { "boot-kit", "looked", 2, Drop, "facts: no file with the certificates that the Boot CA issued was read." },
        { "boot-kit", "looked", 3, Drop, "facts: no file with the procedures of the Boot CA was read." },
        { "boot-kit", "looked", 4, Drop, "facts: nobody saw the key of the Boot CA in the token \"hsm\"." },
        { "boot-kit", "step-done", 1, Fact(fact => With(fact, "procedures", JsonList.OfText(["Boot officers"]))), "facts: no file with the procedures of the Boot CA was read." },
        { "kek", "performed", 1, Drop, "facts: no action made the secret key \"kekaes256\" as it is described." },
        { "kek", "step-done", 1, Fact(fact => With(fact, "usage", JsonList.OfText(["encrypt"]))), "facts: no action made the secret key \"kekaes256\" as it is described." },
        { "kek", "step-done", 1, NoFacts, "facts: the step is done, but without the fact \"secret-key-generated\" that a step of the kind generate-secret-key has." },
        { "tls-request", "performed", 1, Receipt("signature", Other), "facts: no action signed exactly the request of the key \"tls\"." },
        { "tls-request", "performed", 1, Drop, "facts: no action signed exactly the request of the key \"tls\"." },
        { "tls-request", "step-done", 1, Fact(fact => With(fact, "key-usage", new JsonList())), "facts: the request of the key \"tls\" asks for another key usage." },
        { "tls-request", "step-done", 1, Fact(fact => With(fact, "key", "Officer CA key")), "facts: the key in the request is not \"Officer CA key\"." },
        { "tls-request", "performed", 2, Kept, "certificate-artifacts: the artifact \"tls.csr\" is not the request that it should hold." },
        { "tls-issue", "performed", 1, Drop, "facts: no action signed exactly the certificate of TLS." },
        { "tls-install", "performed", 1, Drop, "facts: no action stored the certificate of the key \"tls\" as it is described." },
        { "tls-install", "performed", 1, Receipt("sha256", Zeros), "facts: no action stored the certificate of the key \"tls\" as it is described." },
        { "tls-install", "step-done", 1, Fact(fact => With(fact, "key", "Officer CA key")), "facts: the certificate that was stored is not one for the key \"Officer CA key\"." },
        { "pin-token", "performed", 1, Receipt("public-key", Other), "facts: no request asked for the certificate of Ada Berg." },
        { "pin-token", "performed", 3, Drop, "facts: no action put the certificate into the soft token /media/pin.p12." },
        { "pin-token", "performed", 3, Receipt("certificate-sha256", Zeros), "facts: no action put the certificate into the soft token /media/pin.p12." },
        { "stop", "performed", 1, Receipt("state", "deactivating"), "facts: nothing shows that the service cf is down." },
        { "stop", "performed", 1, Drop, "facts: nothing shows that the service cf is down." },
        { "clients", "attested", 1, Drop, "facts: Oda did not say that this was done: close AWB and RA." },
        { "clients", "attested", 1, line => With(line, "statement", "nothing"), "facts: Oda did not say that this was done: close AWB and RA." },
        { "conf", "performed", 1, Receipt("masked", Zeros), $"facts: no action edited the configuration {SecondHalf.Conf} as it is described." },
        { "conf", "step-done", 1, Fact(fact => With(fact, "settings", new JsonList())), $"facts: no action edited the configuration {SecondHalf.Conf} as it is described." },
        { "conf", "looked", 1, Drop, $"facts: the configuration {SecondHalf.Conf} that was read does not result in what the fact describes." },
        { "conf", "looked", 1, line => With(line, "seen", Config("SSL.pin=****\n")), $"facts: the configuration {SecondHalf.Conf} that was read does not result in what the fact describes." },
        { "conf", "looked", 1, line => With(line, "seen", Config("SSL.pin=1234\n")), $"secrets: a PIN of the configuration {SecondHalf.Conf} can be found in what was read." },
        { "conf", "looked", 1, line => With(line, "seen", Config("name=x\\\n1234\n")), $"secrets: the configuration {SecondHalf.Conf} leaves open what in it is a PIN: its line 0 ends in a backslash, so that the next may belong to it." },
        { "conf", "looked", 1, line => With(line, "seen", Config("S\0S\0L\0.\0p\0i\0n\0=\0001\0")), $"secrets: the configuration {SecondHalf.Conf} leaves open what in it is a PIN: it is not a text file that this program edits." },
        { "conf", "step-done", 1, Fact(fact => With(fact, "settings", new JsonList(new JsonMap { { "name", "SSL.pin" }, { "value", "1234" } }))), "secrets: the value of the setting SSL.pin is in the clear." },
        { "place", "performed", 1, Drop, "facts: no action placed the file /cm/cistrust/system_ca.cer as it is described." },
        { "place", "performed", 1, Receipt("sha256", Zeros), "facts: no action placed the file /cm/cistrust/system_ca.cer as it is described." },
        { "remove", "performed", 1, Drop, "facts: no action removed the file /cm/cistrust/bootca.cer as it is described." },
        { "remove", "step-done", 1, Fact(fact => fact.Without("backup")), "facts: no action removed the file /cm/cistrust/bootca.cer as it is described." },
        { "start", "looked", 1, Drop, "facts: nothing shows that the service cf is up." },
        { "start", "looked", 1, line => With(line, "seen", new ServiceView("failed", []).ToJson()), "facts: nothing shows that the service cf is up." },
        { "probe", "looked", 1, Drop, "facts: localhost did not present that certificate." },
        { "probe", "step-done", 1, Fact(fact => With(fact, "port", 443)), "facts: localhost did not present that certificate." },
        { "probe", "step-done", 1, Fact(fact => With(fact, "expected", "pin.crt")), "facts: the artifact \"pin.crt\" is not the certificate that localhost presented." },
        { "logs", "step-done", 1, Fact(fact => With(fact, "by", "Oda")), "facts: Oda attested nothing about logs-archived." },
        { "crl", "performed", 1, Drop, "facts: no action signed exactly the CRL of \"Boot CA\"." },
        { "crl", "step-done", 1, Fact(fact => With(fact, "number", 2)), "facts: the CRL of \"Boot CA\" has another number or other entries." },
        { "crl", "step-done", 1, Fact(fact => With(fact, "serials", new JsonList())), "facts: the CRL of \"Boot CA\" has another number or other entries." },
        { "crl", "performed", 2, Kept, "certificate-artifacts: the artifact \"boot-ca.crl\" is not the CRL that it should hold." },
        { "crl", "performed", 3, Kept, "certificate-artifacts: the artifact \"boot-ca.crl.pem\" is not the CRL that it should hold." },
        { "crl", "step-done", 1, Fact(fact => With(With(fact, "artifact", "boot-ca.crl.pem"), "pem", "boot-ca.crl")), "certificate-artifacts: the artifact \"boot-ca.crl.pem\" is not the CRL that it should hold." },
        { "crl", "step-done", 1, NoFacts, "ends: the CA \"Boot CA\" was revoked before its last CRL was issued." },
        { "revoke", "performed", 1, Drop, "facts: no action entered the fact \"ca-revoked\" in the registry." },
        { "revoke", "step-done", 1, NoFacts, "ends: the key \"Boot CA key\" was destroyed before its CA \"Boot CA\" was revoked." },
        { "refused", "performed", 1, Drop, "facts: no challenge was signed with the token of Bootstrap officer 1, who was refused." },
        { "refused", "performed", 1, Receipt("signature", Other), "facts: no challenge was signed with the token of Bootstrap officer 1, who was refused." },
        { "refused", "step-done", 1, Fact(fact => With(fact, "role", "auditor")), "facts: no challenge was signed with the token of Bootstrap officer 1, who was refused." },
        { "refused", "step-done", 1, NoFacts, "facts: the step is done, but without the fact \"officer-signed-in\" or \"sign-in-refused\" that a step of the kind sign-in has." },
        { "refused", "step-done", 1, Fact(fact => With(fact.Without("reason"), "fact", "officer-signed-in")), "facts: Bootstrap officer 1 signed in, although the CA \"Boot CA\" is revoked." },
        { "destroy", "performed", 1, Drop, "facts: no action destroyed the key \"Boot CA key\" as it is described." },
        { "destroy", "looked", 1, Drop, "facts: nobody logged in and checked that the key \"Boot CA key\" is gone." },
        { "destroy", "looked", 1, line => With(line, "look", With(line["look"].AsMap(), "logged-in", false)), "facts: nobody logged in and checked that the key \"Boot CA key\" is gone." },
        { "destroy", "looked", 1, StillThere, "facts: nobody logged in and checked that the key \"Boot CA key\" is gone." },
        { "boot-kit", "step-done", 1, Fact(fact => With(fact, "ca", "Root CA")), "facts: the CA of a boot kit is the \"Boot CA\", not \"Root CA\"." },
        { "tls-issue", "looked", 2, Drop, "facts: the serial number of the certificate of TLS is not one that was drawn in the step." },
        { "issue", "note", 1, Drop, "facts: the card \"card-ada\" was worked on before its holder had a PIN, but no note tells of its transport PIN." },
        { "issue", "performed", 3, Drop, "facts: the certificate of Ada Berg was not stored on its card." },
        { "issue", "performed", 3, Receipt("sha256", Zeros), "facts: the certificate \"key 1\" that was read back from the token \"card-ada\" is not the one that was stored." },
        { "issue", "step-done", 1, NotToldOf, $"facts: {SignedThings.Words(Ceremonies.Parts(Cast.Original.Card2.Certificate).Tbs)} was signed, but no fact of the step tells of it." },
        { "pin-token", "performed", 3, Receipt("size", 10), "facts: the soft token /media/pin.p12 is too small to hold its certificates." },
        { "conf", "looked", 1, line => With(line, "seen", With(line["seen"].AsMap(), "mode", 420)), $"facts: the officers read another mode of the configuration {SecondHalf.Conf} than it had when it was looked at." },
        { "probe", "looked", 1, line => With(line, "seen", With(line["seen"].AsMap(), "protocol", "Tls11")), "facts: no connection to localhost over TLS 1.2 or 1.3 came about." },
        { "probe", "looked", 1, line => With(line, "seen", With(line["seen"].AsMap(), "fault", "closed")), "facts: no connection to localhost over TLS 1.2 or 1.3 came about." },
        { "conf", "intended", 1, line => With(line, "action", With(line["action"].AsMap(), "edits", new JsonList())), $"actions: the approval of line 0 does not contain this action." },
    };

    [Fact]
    public void A_whole_bootstrap_is_valid()
    {
        using MadeArchive archive = MadeArchive.Of(SecondHalf.Of(), Cast.Original, Cast.Original.Card1, Cast.Original.Card2);
        Verdict verdict = archive.Verify();
        Assert.Empty(verdict.Failures());
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void No_fact_holds_without_its_deed(string step, string kind, int which, Func<JsonMap, JsonMap?> change, string said)
    {
        int seen = 0;
        JournalMaker journal = SecondHalf.Of((each, _, line) => each == kind && line.Find("step") is JsonText(var at) && at == step && ++seen == which ? change(line) : line);
        Assert.Contains(said, Failures(journal));
    }

    [Fact]
    public void Nobody_confirms_under_a_revoked_authority()
    {
        IReadOnlyList<string> failures = Failures(SecondHalf.Of(atTheEnd: journal => journal.Approve([Cast.Original.Bootstrap1, Cast.Original.Bootstrap2], new AllowException("one", "another", "go on"))));
        Assert.Contains("confirmations: Bootstrap officer 1 was not an officer in force with that certificate.", failures);
        Assert.Contains("ends: Bootstrap officer 1 confirmed, but \"Boot CA\", which issued the certificate, had been revoked in line 0.", failures);
    }

    [Fact]
    public void Nobody_is_refused_who_may_sign_in()
    {
        Actor ada = Cast.Original.Card1;
        byte[] challenge = System.Text.Encoding.UTF8.GetBytes("ceremony-sign-in/1\nstep: last\nofficer: ada\nrole: officer\nat: 2026-03-01T14:00:00Z\nnonce: 00\n");
        var ask = new SignChallenge(new TokenRef("card-ada"), "01", "key 1", SignatureAlgorithm.Sha256Rsa, challenge);
        IReadOnlyList<string> failures = Failures(SecondHalf.Of(
            atTheEnd: journal =>
            {
                Ceremonies.Clock(journal);
                Ceremonies.Drawn(journal, "00");
                journal.Perform(journal.Approve([], ask), ask, new SignatureReceipt(ada.Sign(challenge)).ToJson());
            },
            last: new SignInRefused("ada", "officer", "mistaken")));
        Assert.Equal(["facts: ada was refused, but nothing in the registry ended the right to sign in."], failures);
    }

    [Fact]
    public void A_key_that_is_destroyed_was_not_destroyed_before() => Assert.Contains(
        "ends: the key \"Boot CA key\" had already been destroyed.",
        Failures(SecondHalf.Of(last: new KeyDestroyed("Boot CA key", new TokenRef("hsm"), "HSM-1", "b0"))));

    [Fact]
    public void An_authority_is_revoked_once_and_only_one_that_is_known()
    {
        Assert.Contains("ends: the CA \"Boot CA\" had already been revoked.", Failures(SecondHalf.Of(last: new CaRevoked("Boot CA", "cessationOfOperation"))));
        Assert.Contains("ends: the CA \"Other CA\" which was revoked, is not in the registry.", Failures(SecondHalf.Of(last: new CaRevoked("Other CA", "cessationOfOperation"))));
    }

    [Fact]
    public void Files_are_restored_by_an_action()
    {
        var restore = new RestoreFiles([new RestoredFile(SecondHalf.Conf, $"{SecondHalf.Conf}.before-conf"), new RestoredFile("/cm/cistrust/system_ca.cer", null)]);
        void Restore(JournalMaker journal) => journal.Perform(journal.Approve([Cast.Original.Card1, Cast.Original.Card2], restore), restore, []);
        Assert.Empty(Failures(SecondHalf.Of(null, Restore, new FilesRestored([SecondHalf.Conf, "/cm/cistrust/system_ca.cer"]))));
        Assert.Equal(["facts: no action restored the files that are named."], Failures(SecondHalf.Of(null, Restore, new FilesRestored([SecondHalf.Conf]))));
    }

    [Fact]
    public void A_setting_that_stood_already_needs_no_action_but_a_look_and_is_no_pin()
    {
        string sha256 = ConfigText.Of("SSL.cert=localhost\nSSL.pin=****\n"u8).MaskedSha256();
        void See(JournalMaker journal) => journal.Look(new LookAtConfig("/cm/cis.conf").ToJson(), Config("SSL.cert=localhost\nSSL.pin=****\n"));
        ConfigEdited Stood(params IReadOnlyList<ConfigSetting> settings) => new("/cm/cis.conf", settings, sha256, sha256, "");

        Assert.Empty(Failures(SecondHalf.Of(null, See, Stood(new ConfigSetting("SSL.cert", "localhost")))));
        Assert.Equal(["facts: no action edited the configuration /cm/cis.conf as it is described."], Failures(SecondHalf.Of(null, See, Stood(new ConfigSetting("SSL.pin", null)))));
        Assert.Equal(
            ["facts: the configuration /cm/cis.conf that was read does not result in what the fact describes."], Failures(SecondHalf.Of(null, See, Stood(new ConfigSetting("SSL.cert", "other")))));
        Assert.Equal(
            ["facts: the configuration /cm/cis.conf that was read does not result in what the fact describes."], Failures(SecondHalf.Of(last: Stood(new ConfigSetting("SSL.cert", "localhost")))));
    }

    [Fact]
    public void Key_usages_of_a_request_are_told_in_any_order() => Assert.Empty(Failures(SecondHalf.Of((_, _, line) =>
        line.Find("step") is JsonText("tls-request") && line.Text("kind") == "step-done" ? Fact(fact => With(fact, "key-usage", JsonList.OfText(["keyEncipherment", "digitalSignature"])))(line) : line)));

    [Fact]
    public void A_destroyed_key_signs_no_more()
    {
        IReadOnlyList<string> failures = Failures(SecondHalf.Of(atTheEnd: journal =>
        {
            Sign sign = SecondHalf.SignWithBootKey([1]);
            journal.Perform(journal.Approve([Cast.Original.Card1, Cast.Original.Card2], sign), sign, new SignatureReceipt([1]).ToJson());
        }));
        Assert.Equal(["ends: the key \"Boot CA key\" was used, but had been destroyed in line 0."], failures);
    }

    [Fact]
    public void A_last_crl_leaves_nothing_out()
    {
        JournalMaker journal = SecondHalf.Of((_, _, line) => line.Find("step") is JsonText("boot-kit") && line.Text("kind") == "step-done"
            ? Fact(fact => With(fact, "issued", JsonList.OfText([.. fact.Texts("issued"), Convert.ToBase64String(Cast.Original.Again(Cast.Original.Card1, "x", "x").Certificate)])))(line)
            : line);
        IReadOnlyList<string> failures = Failures(journal);
        Assert.Contains("certificates: the certificate of CN=x is not one that the Boot CA issued.", failures);
        Assert.Contains("facts: no file with the certificates that the Boot CA issued was read.", failures);
    }

    [Fact]
    public void An_officer_is_replaced_by_the_others_and_a_bootstrap_officer_who_stands_in()
    {
        Cast cast = Cast.Original;
        using MadeArchive archive = MadeArchive.Of(SecondHalf.Replacing(cast.Card2, cast.Bootstrap1), cast, cast.Card2, cast.Bootstrap1);
        Assert.Empty(archive.Verify().Failures());
        Assert.Contains("confirmations: ada was not an officer in force with that certificate.", Failures(SecondHalf.Replacing(cast.Card1, cast.Card2)));
    }

    [Fact]
    public void A_configuration_is_looked_at_shown_and_edited_masked_only()
    {
        Assert.Equal([$"secrets: the configuration {SecondHalf.Conf} was read unmasked."], AtTheEnd(journal =>
            journal.Look(new LookAtFile(SecondHalf.Conf).ToJson(), new JsonMap { { "bytes", "AAAA" } })));
        Assert.Equal([$"secrets: the configuration {SecondHalf.Conf} was read unmasked."], AtTheEnd(journal =>
            journal.Look(new LookAtFileState(SecondHalf.Conf).ToJson(), new FileView(Zeros, 1, 0, 0, 0).ToJson())));
        Assert.Equal([$"secrets: a PIN of the configuration {SecondHalf.Conf} is shown on the screen."], AtTheEnd(journal =>
            journal.Show(new Screen("A change", new DiffBlock(SecondHalf.Conf, [new DiffLine("+", 3, "SSL.pin=1234")])).ToJson())));
        Assert.Empty(AtTheEnd(journal =>
            journal.Show(new Screen("A change", new DiffBlock(SecondHalf.Conf, [new DiffLine("+", 3, "SSL.pin=****"), new DiffLine(" ", 4, "SSL.nopin=true")])).ToJson())));
        Assert.Equal(["secrets: a PIN is the value of the setting SSL.cert, which is not masked."], AtTheEnd(journal => Propose(journal, new ConfigEdit("SSL.cert") { PinOf = new("hsm") })));
        Assert.Equal(["secrets: the value of the setting SSL.pin is in the clear."], AtTheEnd(journal => Propose(journal, new ConfigEdit("SSL.pin") { Value = "1234" })));
        Assert.Equal([$"secrets: the configuration {SecondHalf.Conf} was placed or removed with the hash of its PINs."], AtTheEnd(journal =>
            journal.Approve([Cast.Original.Card1, Cast.Original.Card2], new RemoveFile(SecondHalf.Conf, Zeros, null))));
    }

    [Fact]
    public void An_action_has_its_fields_and_no_others()
    {
        const string Wrong = "proposals: the action \"edit-config\" does not have the fields it should have.";
        Assert.Contains(Wrong, Tampered("conf", action => action.Without("backup")));
        Assert.Contains(Wrong, Tampered("conf", action => With(action, "edits", new JsonList())));
        Assert.Contains(Wrong, Tampered("conf", action => With(action, "edits", new JsonList(new JsonMap { { "name", "SSL.pin" } }))));
        Assert.Contains("proposals: the action \"place-file\" does not have the fields it should have.", Tampered("place", action => With(action, "from", "/elsewhere")));
        Assert.Contains("proposals: the action \"place-file\" does not have the fields it should have.", Tampered("place", action => With(action, "backup", "/elsewhere")));
        Assert.Contains("proposals: the action \"remove-file\" does not have the fields it should have.", Tampered("remove", action => With(action, "from", "/elsewhere")));
    }

    private static IReadOnlyList<string> Tampered(string step, Func<JsonMap, JsonMap> change) => Failures(SecondHalf.Of((kind, _, line) =>
        kind == "proposed" && line.Find("step") is JsonText(var at) && at == step ? With(line, "actions", new JsonList(change(line["actions"].AsList()[0].AsMap()))) : line));

    private static void Propose(JournalMaker journal, ConfigEdit edit) =>
        journal.Approve([Cast.Original.Card1, Cast.Original.Card2], new EditConfig(SecondHalf.Conf, Zeros, Zeros, [edit], "/backup"));

    private static IReadOnlyList<string> AtTheEnd(Action<JournalMaker> act) => Placeless.AtTheEnd(act);

    private static IReadOnlyList<string> Failures(JournalMaker journal) => Placeless.Failures(journal);

    private static JsonMap Config(string text) => new ConfigView(System.Text.Encoding.UTF8.GetBytes(text), 0, 0, 384).ToJson();

    private static JsonMap? StillThere(JsonMap line) => With(line, "seen", With(line["seen"].AsMap(), "objects", new JsonList(new JsonMap { { "class", "private" }, { "id", "b0" } })));

    private static Func<JsonMap, JsonMap?> Fact(Func<JsonMap, JsonMap> change) => line =>
        With(line, "facts", new JsonList([change(line["facts"].AsList()[0].AsMap()), .. line["facts"].AsList().Skip(1)]));

    private static Func<JsonMap, JsonMap?> Receipt(string name, JsonValue value) => line => With(line, "receipt", With(line["receipt"].AsMap(), name, value));

    private static JsonMap? NotToldOf(JsonMap line) =>
        With(line, "facts", new JsonList(line["facts"].AsList().Select(fact => fact.AsMap())
            .Where(fact => fact.Text("fact") != "certificate-issued" || fact.Text("subject") != Cast.Original.Card2.Person)
            .Select(fact => fact.Text("fact") == "card-personalised" && fact.Text("holder") == Cast.Original.Card2.Person ? With(fact, "keys", StayedBlank) : fact)));

    private static JsonList StayedBlank => new(new JsonMap { { "label", "key 1" }, { "action", "blank" } });

    private static JsonMap? NoFacts(JsonMap line) => With(line, "facts", new JsonList());

    private static JsonMap? Kept(JsonMap line) => Receipt("sha256", Zeros)(line);

    private static JsonMap? Drop(JsonMap line) => null;

    private static JsonMap With(JsonMap line, string name, JsonValue value) => line.Without(name).With(new JsonMap { { name, value } });
}
