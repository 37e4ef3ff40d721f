using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>Two ceremonies as they would be written down.</summary>
public static class Ceremonies
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly Lazy<RSA> Any = new(() => RSA.Create(2048));

    /// <summary>What a token says of a private key that was made in it and may sign.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
        ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_SIGN", "CKA_TOKEN"];

    /// <summary>A key whose value does not matter.</summary>
    public static RSA AnyKey => Any.Value;

    /// <summary>Gather with officers' keys made at the console, one key, seal.</summary>
    public static JournalMaker Small(Cast cast, Func<string, int, JsonMap, JsonMap?>? tamper = null)
    {
        var journal = new JournalMaker { Tamper = tamper ?? ((_, _, line) => line) };
        Actor[] officers = [cast.Console1, cast.Console2];
        BeginSmall(journal, officers);
        Key(journal, officers, "key", "Test key", "0a", AnyKey);
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, officers);
        return journal;
    }

    /// <summary>The small ceremony up to and with its first step.</summary>
    public static void BeginSmall(JournalMaker journal, Actor[] officers, string second = "generate-key")
    {
        journal.Open(2, ("gather", "gather"), ("key", second), ("seal", "seal-transcript"));
        GatherSmall(journal, officers);
    }

    /// <summary>Officers whose keys are made at the console.</summary>
    public static void GatherSmall(JournalMaker journal, Actor[] officers)
    {
        Gather(journal, [.. officers.Select(officer => new OfficerRecognised(officer.Officer, officer.Person, "console", false, $"{officer.Officer}.p12", officer.Certificate))]);
    }

    /// <summary>A boot kit, a key where that is wanted, and a seal by those whose soft tokens were in the kit.</summary>
    public static JournalMaker Kit(Cast cast, bool key, params Actor[] officers)
    {
        var journal = new JournalMaker();
        journal.Open(2, [("gather", "gather"), ("boot-kit", "open-boot-kit"), .. key ? [("key", "generate-key")] : Array.Empty<(string, string)>(), ("seal", "seal-transcript")]);
        Gather(journal, []);
        BootKit(journal, cast, officers);
        if (key)
        {
            Key(journal, officers, "key", "Test key", "0a", AnyKey);
        }

        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, officers);
        return journal;
    }

    /// <summary>Boot kit, CA, cards, certificates, officers with cards, who sign in and seal.</summary>
    public static JournalMaker Whole(Cast cast, Func<string, int, JsonMap, JsonMap?>? tamper = null, string mode = "rehearsal")
    {
        var journal = new JournalMaker { Tamper = tamper ?? ((_, _, line) => line), Mode = mode };
        Actor[] bootstrap = [cast.Bootstrap1, cast.Bootstrap2];
        Actor[] cards = [cast.Card1, cast.Card2];
        journal.Open(
            2,
            ("gather", "gather"), ("boot-kit", "open-boot-kit"), ("ca-key", "generate-key"), ("ca", "create-ca"), ("procedures", "create-certificate-procedure"), ("cards", "produce-cards"),
            ("issue", "personalise-card"), ("officers", "create-officer"), ("sign-in", "sign-in"), ("seal", "seal-transcript"));
        Gather(journal, []);
        BootKit(journal, cast, bootstrap);
        Key(journal, bootstrap, "ca-key", "Officer CA key", "ca", cast.Ca.Key);
        Authority(journal, cast, bootstrap);
        Procedures(journal, bootstrap);
        Cards(journal, bootstrap, cards);
        Issue(journal, cast, bootstrap, cards);
        Officers(journal, bootstrap, cards);
        SignIn(journal, cards);
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, cards);
        return journal;
    }

    internal static void Gather(JournalMaker journal, IReadOnlyList<CeremonyFact> recognised)
    {
        journal.Begin("gather", "gather");
        journal.Ask("Who is here", ("operator 1", "Oda"), ("officer 1", "Ada Berg"), ("officer 2", "Bo Carlsson"));
        journal.Enter("operator", 1, "Oda");
        journal.Enter("officer", 1, "Ada Berg");
        journal.Enter("officer", 2, "Bo Carlsson");
        foreach (OfficerRecognised officer in recognised.Cast<OfficerRecognised>())
        {
            Token(journal, "console-key", "file", officer);
        }

        journal.Done(recognised);
    }

    private static void BootKit(JournalMaker journal, Cast cast, Actor[] officers)
    {
        journal.Begin("boot-kit", "open-boot-kit");
        journal.Look(new JsonMap { { "look", "file" }, { "path", "boot-kit/bootca.cer" } }, new JsonMap { { "bytes", Convert.ToBase64String(cast.BootCa.Certificate) } });
        OfficerRecognised[] recognised = [.. officers.Select(each => new OfficerRecognised(each.Officer, each.Person, "soft", true, $"{each.Officer}.p12", each.Certificate))];
        foreach (OfficerRecognised officer in recognised)
        {
            Token(journal, "soft-token", "path", officer);
        }

        journal.Keep("bootca.cer", cast.BootCa.Certificate);
        journal.Done([new BootKitOpened(cast.BootCa.Certificate, "bootca.cer"), .. recognised]);
    }

    internal static void Token(JournalMaker journal, string look, string file, OfficerRecognised officer) => journal.Look(
        new JsonMap { { "look", look }, { file, officer.File }, { "holder", officer.Person } },
        new JsonMap { { "certificate", Convert.ToBase64String(officer.Certificate) } });

    public static void Key(JournalMaker journal, Actor[] officers, string step, string label, string id, RSA key)
    {
        journal.Begin(step, "generate-key");
        var action = new GenerateKeyPair(Hsm, label, id, KeyAlgorithm.Rsa2048, ["sign"]);
        long approved = journal.Approve(officers, action);
        byte[] spki = key.ExportSubjectPublicKeyInfo();
        journal.Perform(approved, action, new KeyReceipt("HSM-1", label, id, "rsa-2048", spki, Attributes).ToJson());
        journal.ShowMade();
        journal.Keep("key.pub", spki);
        journal.Done(new KeyGenerated(label, Hsm, "HSM-1", id, "rsa-2048", ["sign"], spki, Attributes));
    }

    internal static void Authority(JournalMaker journal, Cast cast, Actor[] officers)
    {
        journal.Begin("ca", "create-ca");
        Clock(journal);
        journal.Says = "With it the CA \"Officer CA\" exists.";
        Signed(journal, officers, cast.Ca.Certificate);
        journal.Keep("officer-ca.cer", cast.Ca.Certificate);
        journal.Done(new CaCreated("Officer CA", "Officer CA key", cast.Ca.Certificate, "officer-ca.cer"));
    }

    /// <summary>The procedures by which officers get their cards, and what officers may do.</summary>
    internal static void Procedures(JournalMaker journal, Actor[] officers)
    {
        journal.Begin("procedures", "create-certificate-procedure");
        Enter(
            journal,
            officers,
            new CertificateProcedureCreated("Officer certificates", ["digitalSignature"], "Officer CA", "none", "rfc5280", "5 years", "sha256-rsa"),
            new TokenProcedureCreated("Officer cards", "smart-card", false, "00004711", "00004720", true, "show-in-client", "none", "Officer certificates"),
            new OfficerProfileCreated("Officers", "active", "Root", "subject", ["officer"]));
    }

    /// <summary>Has facts entered in the registry, and ends the step with them.</summary>
    internal static void Enter(JournalMaker journal, Actor[] officers, params IReadOnlyList<CeremonyFact> facts)
    {
        EnterInRegistry[] actions = [.. facts.Select(fact => new EnterInRegistry(fact))];
        long approved = journal.Approve(officers, actions);
        foreach (EnterInRegistry action in actions)
        {
            journal.Perform(approved, action, []);
        }

        journal.Done(facts);
    }

    /// <summary>Looks at the clock: what is issued in the step is valid from then on.</summary>
    public static void Clock(JournalMaker journal) =>
        journal.Look(new JsonMap { { "look", "clock" } }, new JsonMap { { "seconds", Cast.Begin.ToUnixTimeSeconds() } });

    /// <summary>Draws random bytes.</summary>
    public static void Drawn(JournalMaker journal, string hex) =>
        journal.Look(new JsonMap { { "look", "random" }, { "bytes", hex.Length / 2 } }, new JsonMap { { "hex", hex } });

    internal static void Signed(JournalMaker journal, Actor[] officers, params byte[][] certificates)
    {
        foreach (byte[] certificate in certificates)
        {
            Drawn(journal, Serial(certificate));
        }

        Sign[] actions = [.. certificates.Select(certificate => new Sign(Hsm, "ca", "Officer CA key", SignatureAlgorithm.Sha256Rsa, Parts(certificate).Tbs))];
        long approved = journal.Approve(officers, actions);
        for (int at = 0; at < actions.Length; at++)
        {
            journal.Perform(approved, actions[at], new SignatureReceipt(Parts(certificates[at]).Signature).ToJson());
        }
    }

    internal static void Cards(JournalMaker journal, Actor[] officers, Actor[] cards)
    {
        journal.Begin("cards", "produce-cards");
        var facts = new List<CeremonyFact>();
        foreach (Actor card in cards)
        {
            var token = new TokenRef($"card-{card.Officer}");
            var action = new GenerateKeyPair(token, "key 1", "01", KeyAlgorithm.Rsa2048, ["sign"]);
            long approved = journal.Approve(officers, action);
            Transport(journal, token);
            journal.Perform(approved, action, new KeyReceipt(card.Officer, "key 1", "01", "rsa-2048", card.Spki, Attributes).ToJson());
            facts.Add(new CardProduced(token, journal.Tokens[token.Name], card.Officer, card.Person, "Officer cards", [new CardKey("key 1", "01", "rsa-2048", card.Spki)]));
        }

        journal.Done(facts);
    }

    private static void Transport(JournalMaker journal, TokenRef card) =>
        journal.Line("note", new JsonMap { { "text", $"A transport PIN that nobody knows was set on {journal.Tokens[card.Name]}." } });

    internal static void Issue(JournalMaker journal, Cast cast, Actor[] officers, Actor[] cards)
    {
        _ = cast;
        journal.Begin("issue", "personalise-card");
        Clock(journal);
        journal.Says = $"By \"Officer certificates\", for {string.Join(" and ", cards.Select(card => card.Person))}.";
        Signed(journal, officers, [.. cards.Select(card => card.Certificate)]);
        var facts = new List<CeremonyFact>();
        foreach (Actor card in cards)
        {
            var token = new TokenRef($"card-{card.Officer}");
            var store = new StoreCertificate(token, "01", "key 1", card.Certificate);
            long approved = journal.Approve([], store);
            Transport(journal, token);
            journal.Perform(approved, store, new StoredReceipt(card.CertificateSha256).ToJson());
            var pin = new SetPin(token, card.Person, 6, false);
            Shown(journal, pin, $"PIN of card {journal.Tokens[token.Name]}", card.Person, new PinReceipt(1, 1).ToJson());
            journal.Keep($"{card.Officer}.cer", card.Certificate);
            facts.Add(new CertificateIssued(card.Person, "Officer certificates", "Officer CA", Serial(card.Certificate), token, "01", card.Certificate, $"{card.Officer}.cer"));
            facts.Add(new CardPersonalised(token, journal.Tokens[token.Name], card.Person) { Keys = [new("key 1", "add", "Officer certificates")] });
        }

        journal.Done(facts);
    }

    /// <summary>Performs what makes a PIN and shows it to its holder.</summary>
    internal static void Shown(JournalMaker journal, CeremonyAction action, string secret, string holder, JsonMap receipt)
    {
        long intended = journal.Intend(journal.Approve([], action), action);
        journal.Line("secret-shown", new JsonMap { { "by", holder }, { "secret", secret }, { "holder", holder }, { "times", 1 }, { "milliseconds", 900 } });
        journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", receipt } });
    }

    internal static void Officers(JournalMaker journal, Actor[] officers, Actor[] cards)
    {
        journal.Begin("officers", "create-officer");
        CeremonyFact[] facts = [.. cards.Select(card => new OfficerCreated(card.Officer, "active", "Root", "Officers", card.Person, new TokenRef($"card-{card.Officer}"), "01", card.Certificate))];
        Enter(journal, officers, facts);
    }

    internal static void SignIn(JournalMaker journal, Actor[] cards)
    {
        journal.Begin("sign-in", "sign-in");
        foreach (Actor card in cards)
        {
            byte[] challenge = Challenge(journal, "sign-in", card.Officer);
            var action = new SignChallenge(new TokenRef($"card-{card.Officer}"), "01", "key 1", SignatureAlgorithm.Sha256Rsa, challenge);
            journal.Perform(journal.Approve([], action), action, new SignatureReceipt(card.Sign(challenge)).ToJson());
        }

        journal.Done([.. cards.Select(card => new OfficerSignedIn(card.Officer, "officer"))]);
    }

    /// <summary>A fresh sign-in challenge, for which the clock is looked at and a nonce drawn.</summary>
    public static byte[] Challenge(JournalMaker journal, string step, string officer)
    {
        string nonce = RandomNumberGenerator.GetHexString(32, true);
        Clock(journal);
        Drawn(journal, nonce);
        return System.Text.Encoding.UTF8.GetBytes($"ceremony-sign-in/1\nstep: {step}\nofficer: {officer}\nrole: officer\nat: {Cast.Begin.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z\nnonce: {nonce}\n");
    }

    public static (byte[] Tbs, byte[] Signature) Parts(byte[] certificate)
    {
        AsnReader reader = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        byte[] tbs = reader.ReadEncodedValue().ToArray();
        reader.ReadEncodedValue();
        return (tbs, reader.ReadBitString(out _));
    }

    public static string Serial(byte[] certificate)
    {
        AsnReader tbs = new AsnReader(Parts(certificate).Tbs, AsnEncodingRules.DER).ReadSequence();
        tbs.ReadEncodedValue();
        return Convert.ToHexStringLower(tbs.ReadIntegerBytes().Span);
    }
}
