using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Archive.Tests;

/// <summary>
/// A short ceremony, written line by line: people come, the boot kit is opened, a CA is made, a card is personalised, and a few things go
/// otherwise than planned. The same in every run.
/// </summary>
internal sealed class SampleCeremony
{
    public static readonly byte[] Script = "format: ceremony-script/1\n"u8.ToArray();

    public static readonly byte[] BootCa = TestPki.SelfSigned("boot", "CN=Boot CA", authority: true);
    public static readonly byte[] Officer1 = TestPki.Issued("boot", BootCa, "officer1", "CN=Bootstrap 1");
    public static readonly byte[] Officer2 = TestPki.Issued("boot", BootCa, "officer2", "CN=Bootstrap 2");
    public static readonly byte[] OfficerCa = TestPki.SelfSigned("ca", "C=SE, O=Test AB, CN=Officer and system CA", authority: true);
    public static readonly byte[] Card = TestPki.Issued("ca", OfficerCa, "officer1", "CN=A. Vega");

    private readonly JournalWriter _journal;
    private readonly string _mode;

    private SampleCeremony(JournalWriter journal, string mode)
    {
        _journal = journal;
        _mode = mode;
    }

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    public IReadOnlyList<JournalLine> Lines => _journal.Lines;

    /// <summary>A whole one, to the end.</summary>
    public static SampleCeremony Completed(string dir, string mode = "rehearsal")
    {
        SampleCeremony ceremony = Begin(dir, mode);
        ceremony.OpenBootKit();
        ceremony.MakeCa();
        ceremony.PersonaliseCard();
        ceremony.Seal("completed", ("Bootstrap 1", "A. Vega", "soft", Officer1), ("Bootstrap 2", "B. Rigel", "soft", Officer2));
        return ceremony;
    }

    /// <summary>One that was aborted before anybody could confirm anything.</summary>
    public static SampleCeremony Aborted(string dir)
    {
        SampleCeremony ceremony = Begin(dir, "production");
        ceremony.Add("aborted", null, new JsonMap
        {
            { "reason", "the HSM is missing" },
            { "keys", new JsonList(Map("key", "CA key", "token", "hsm", "fate", "never made")) },
        });
        ceremony.Seal("aborted");
        return ceremony;
    }

    /// <summary>One whose officers have keys that were made at the console.</summary>
    public static SampleCeremony WithConsoleKeys(string dir)
    {
        byte[] first = TestPki.SelfSigned("officer1", "CN=Console 1", authority: false);
        byte[] second = TestPki.SelfSigned("officer2", "CN=Console 2", authority: false);
        SampleCeremony ceremony = Begin(dir, "production");
        ceremony.Done(
            "gather",
            new OfficerRecognised("Console 1", "A. Vega", "console", false, "one.p12", first),
            new OfficerRecognised("Console 2", "B. Rigel", "console", false, "two.p12", second));
        ceremony.Seal("completed", ("Console 1", "A. Vega", "console", first), ("Console 2", "B. Rigel", "console", second));
        return ceremony;
    }

    /// <summary>One in which the witness attested, and an exception ended a step.</summary>
    public static SampleCeremony WithAnEndedStep(string dir)
    {
        SampleCeremony ceremony = Begin(dir, "production");
        ceremony.Start("gather", 1, "Attest");
        ceremony.Add("attested", "gather", Map("person", "W. Witness", "statement", "I saw it"), "W. Witness");
        ceremony.Done("gather");
        ceremony.Start("ca", 3, "Attest again");
        JournalLine exception = ceremony.Add("exception", "ca", Map("expected", "W. Witness agrees", "happened", "does not", "decided", "go on"), "A. Vega");
        ceremony.Add("step-done", "ca", new JsonMap { { "attempt", 1 }, { "facts", new JsonList() }, { "outputs", new JsonMap() }, { "exception", exception.Seq } });
        ceremony.Seal("completed", ("Bootstrap 1", "A. Vega", "soft", Officer1));
        return ceremony;
    }

    /// <summary>One in whose only step these facts became true.</summary>
    public static SampleCeremony With(string dir, IReadOnlyList<CeremonyFact> facts)
    {
        SampleCeremony ceremony = Begin(dir, "rehearsal");
        ceremony.Done("gather", [.. facts]);
        ceremony.Seal("completed", ("Bootstrap 1", "A. Vega", "soft", Officer1));
        return ceremony;
    }

    private static SampleCeremony Begin(string dir, string mode)
    {
        var ceremony = new SampleCeremony(JournalWriter.Create(new DiskFiles(), new FakeMachine(TimeSpan.FromSeconds(7)), dir), mode);
        ceremony.Add("opened", null, Opened(mode));
        ceremony.Add("parameters", null, new JsonMap
        {
            { "values", Map("organisation", "Test AB") },
            { "steps", new JsonList(Step("gather", "gather"), Step("boot-kit", "open-boot-kit"), Step("ca", "create-ca"), Step("card", "personalise-card")) },
        });
        ceremony.Add("entered", null, Person("operator", 1, "O. Perator"));
        ceremony.Add("entered", null, Person("officer", 1, "A. Vega"));
        ceremony.Add("entered", null, Person("officer", 2, "B. Rigel"));
        ceremony.Add("entered", null, Person("witness", 1, "W. Witness"));
        ceremony.Add("left", null, Person("witness", 1, "W. Witness"));
        return ceremony;
    }

    private static JsonMap Opened(string mode) => new()
    {
        { "format", JournalReader.Format },
        { "version", 3 },
        { "modules", new JsonList(Map("module", "/usr/lib/softhsm/libsofthsm2.so", "sha256", new string('b', 64))) },
        { "confirm", new JsonMap { { "officers", 2 }, { "within", 600 } } },
        { "ceremony", "sample" },
        { "title", "A sample *ceremony*" },
        { "mode", mode },
        { "script-sha256", Hex(SHA256.HashData(Script)) },
        { "program-version", "0.1.0" },
        { "program-sha256", new string('a', 64) },
        { "machine", "console, Debian 12" },
    };

    private void OpenBootKit()
    {
        Start("boot-kit", 2, "Open the boot kit");
        Keep("boot-kit", "boot-ca.cer", BootCa);
        Done(
            "boot-kit",
            new BootKitOpened(BootCa, "boot-ca.cer"),
            new OfficerRecognised("Bootstrap 1", "A. Vega", "soft", true, "one.p12", Officer1),
            new OfficerRecognised("Bootstrap 2", "B. Rigel", "soft", true, "two.p12", Officer2));
    }

    private void MakeCa()
    {
        Start("ca", 3, "Create the CA");
        Add("note", null, new JsonMap { { "text", "somebody \u001b[2J knocked\u202e at the door" } }, "operator 1");
        Add("sign-in-failed", "ca", Map("token", "hsm", "person", "A. Vega", "code", "CKR_PIN_INCORRECT"));
        Add("exception", null, Map("expected", "two witnesses", "happened", "one came", "decided", "go on"), "operator 1");
        Confirm("ca", "Generate the key pair \"Officer and system CA key\\u{1b}\", rsa-2048, in CM-HSM; it cannot leave it.", "Second, \ttabs and ünïcode.");
        Add("intended", "ca", new JsonMap
        {
            { "action", Map("do", "generate-key-pair", "label", "Officer and system CA key", "token", "hsm") },
            { "approved", _journal.Last.Seq },
        });
        Add("performed", "ca", new JsonMap { { "intended", _journal.Last.Seq }, { "receipt", new JsonMap() } });
        Keep("ca", "officer-ca.cer", OfficerCa);
        string[] attributes = ["CKA_SENSITIVE", "CKA_NEVER_EXTRACTABLE"];
        byte[] key = SHA256.HashData("a public key"u8);
        Done(
            "ca",
            new KeyGenerated("Officer and system CA key", new TokenRef("hsm"), "5f1c0a7be2d94410", "0a0b", "rsa-2048", ["sign"], key, attributes),
            new CaCreated("Officer and system CA", "Officer and system CA key", OfficerCa, "officer-ca.cer"));
    }

    private void PersonaliseCard()
    {
        Start("card", 4, "Personalise the card");
        Keep("card", "a-vega.cer", Card);
        Add("secret-shown", "card", new JsonMap { { "times", 2 }, { "milliseconds", 1900 } }.With(Map("secret", "PIN of card 00004711", "holder", "A. Vega")));
        Done(
            "card",
            new CertificateIssued("A. Vega", "Officer certificates", "Officer and system CA", "01ab", new TokenRef("card-1"), "0c", Card, "a-vega.cer"),
            new CardPersonalised(new TokenRef("card-1"), "00004711", "A. Vega"),
            new FingerprintCompared("Officer and system CA", Hex(SHA256.HashData(OfficerCa)), "W. Witness"));
    }

    private void Seal(string outcome, params (string Officer, string Person, string Origin, byte[] Certificate)[] roster) => Add("sealed", null, new JsonMap
    {
        { "outcome", outcome },
        { "quorum", 2 },
        {
            "roster", new JsonList(roster.Select(each => (JsonValue)Map("officer", each.Officer, "person", each.Person, "origin", each.Origin)
                .With(Map("spki-sha256", TestPki.Spki(each.Certificate), "certificate", Convert.ToBase64String(each.Certificate)))))
        },
    });

    private void Confirm(string step, params string[] actions)
    {
        JsonMap fields = Map("authority", "officers", "until", "2026-03-01T15:00:00.000Z");
        JournalLine proposed = Add("proposed", step, fields.With(new JsonMap { { "text", JsonList.OfText(actions) } }));
        string doing = string.Concat(actions.Select(action => $"do: {action}\n"));
        string text = $"ceremony-confirmation/1\nceremony: sample\nmode: {_mode}\nstep: {step}\n{doing}proposed: {proposed.Hash}\n";
        ConfirmBy("officer1", Officer1, step, proposed, text, Map("officer", "Bootstrap 1", "person", "A. Vega"));
        ConfirmBy("officer2", Officer2, step, proposed, text, Map("officer", "Bootstrap 2", "person", "B. Rigel"));
        Add("approved", step, new JsonMap { { "proposed", proposed.Seq } });
    }

    private void ConfirmBy(string key, byte[] certificate, string step, JournalLine proposed, string text, JsonMap who)
    {
        using RSA rsa = TestPki.Key(key);
        byte[] signature = rsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Add("confirmed", step, who.With(new JsonMap
        {
            { "proposed", proposed.Seq },
            { "origin", "soft" },
            { "text", text },
            { "algorithm", "sha256-rsa" },
            { "signature", Convert.ToBase64String(signature) },
            { "certificate", Convert.ToBase64String(certificate) },
        }));
    }

    private void Start(string step, int number, string title) => Add("step-started", step, new JsonMap
    {
        { "number", number },
        { "title", title },
        { "do", "some-kind" },
        { "attempt", 1 },
        { "air-gap", true },
        { "interfaces", new JsonList() },
    });

    private void Keep(string step, string name, byte[] bytes)
    {
        Artifacts[name] = bytes;
        Add("performed", step, new JsonMap
        {
            { "action", Map("do", "keep-artifact", "name", name) },
            { "receipt", new JsonMap { { "sha256", Hex(SHA256.HashData(bytes)) }, { "size", bytes.Length } } },
        });
    }

    private void Done(string step, params CeremonyFact[] facts) => Add("step-done", step, new JsonMap
    {
        { "attempt", 1 },
        { "facts", new JsonList(facts.Select(fact => (JsonValue)fact.ToJson())) },
        { "outputs", new JsonMap() },
    });

    private JournalLine Add(string kind, string? step, JsonMap fields, string? by = null) => _journal.Append(kind, step, by, fields);

    private static JsonMap Step(string id, string kind) => Map("id", id, "do", kind, "act", "The act", "title", $"Step {id}");

    private static JsonMap Person(string role, long number, string name) =>
        new() { { "person", new JsonMap { { "role", role }, { "number", number }, { "name", name } } } };

    private static JsonMap Map(params string[] namesAndValues)
    {
        var map = new JsonMap();
        foreach (string[] pair in namesAndValues.Chunk(2))
        {
            map.Add(pair[0], pair[1]);
        }

        return map;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
