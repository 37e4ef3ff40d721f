using System.Security.Cryptography;
using System.Text;
using Ceremony.Core;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

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
        ceremony.Add(new Aborted("the HSM is missing", [new KeyFate("CA key", "hsm", "never made")]), null);
        ceremony.Seal("aborted");
        return ceremony;
    }

    /// <summary>One that was aborted since somebody had changed its journal, so that lines refer to lines that are others or missing.</summary>
    public static SampleCeremony AbortedUnproven(string dir)
    {
        SampleCeremony ceremony = Begin(dir, "production");
        ceremony.Start("gather", 1, "Gather");
        ceremony.Add(new ActionPerformed(1, []), "gather");
        ceremony.Add(new ActionPerformed(99_999, []), "gather");
        ceremony.Add(new Recovered(12, new string('a', 64), "unread-8.bin"), null);
        ceremony.Add(new Aborted("changed", []) { Unproven = [new UnprovenLine(7, "actions", "line 1 is not an intention."), new UnprovenLine(null, "folder", "A file is missing.")] }, null);
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
        ceremony.Add(new StatementAttested("W. Witness", "I saw it"), "gather", "W. Witness");
        ceremony.Done("gather");
        ceremony.Start("ca", 3, "Attest again");
        JournalLine exception = ceremony.Add(new ExceptionDecided("W. Witness agrees", "does not", "go on"), "ca", "A. Vega");
        ceremony.Add(new StepDone(1, [], new Dictionary<string, string>(), exception.Seq), "ca");
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

    /// <summary>One in which a number was typed again, and another corrected by the officers.</summary>
    public static SampleCeremony WithCorrections(string dir)
    {
        SampleCeremony ceremony = Begin(dir, "production");
        ceremony.Start("gather", 1, "Record");
        JournalLine first = ceremony.Answer("4711");
        ceremony.Done("gather");
        ceremony.Add(new Corrected(first.Seq), "gather", "O. Perator");
        ceremony.Start("gather", 1, "Record");
        JournalLine second = ceremony.Answer("47\u202e12");
        ceremony.Done("gather");
        JournalLine proposed = ceremony.Add(
            new Proposed(Authority.Officers, new Screen("Correct an answer"), [new CorrectAnswer(second.Seq, "record", "47\u202e12", "4712", "mistyped")], [], new string('c', 32), DateTimeOffset.UnixEpoch, []), "ca");
        ceremony.Add(new Approved(proposed.Seq), "ca");
        ceremony.Seal("completed", ("Bootstrap 1", "A. Vega", "soft", Officer1));
        return ceremony;
    }

    private JournalLine Answer(string number) =>
        Add(new Answered(new Screen("For the record"), new Form(new FormField("record", "Number of the bag")), new Answers(new Dictionary<string, string> { ["record"] = number })), "gather", "O. Perator");

    private static SampleCeremony Begin(string dir, string mode)
    {
        var ceremony = new SampleCeremony(JournalWriter.Create(new DiskFiles(), new FakeMachine(TimeSpan.FromSeconds(7)), dir), mode);
        ceremony.Add(Opened(mode), null);
        ceremony.Add(
            new Parameters(
                new Dictionary<string, string> { ["organisation"] = "Test AB" },
                [Step("gather", "gather"), Step("boot-kit", "open-boot-kit"), Step("ca", "create-ca"), Step("card", "personalise-card")],
                [new CalledToken("hsm", "CM-HSM")]),
            null);
        ceremony.Add(new Entered(new Person("operator", 1, "O. Perator")), null);
        ceremony.Add(new Entered(new Person("officer", 1, "A. Vega")), null);
        ceremony.Add(new Entered(new Person("officer", 2, "B. Rigel")), null);
        ceremony.Add(new Entered(new Person("witness", 1, "W. Witness")), null);
        ceremony.Add(new Left(new Person("witness", 1, "W. Witness")), null);
        return ceremony;
    }

    private static ModuleFile Vendors => new("/usr/lib/vendor.so", new string('b', 64))
    {
        Environment = [KeyValuePair.Create("VENDOR_CONF", "/etc/vendor")],
        Configuration = [new ConfigurationFile("/etc/vendor/slots.conf", new string('c', 64))],
        Parameters = "slot=1",
    };

    private static Opened Opened(string mode) => new(
        Edition.First,
        "sample",
        "A sample *ceremony*",
        3,
        mode == "rehearsal",
        Hex(SHA256.HashData(Script)),
        "0.1.0",
        new string('a', 64),
        "console, Debian 12",
        [mode == "production" ? Vendors : new ModuleFile("/usr/lib/softhsm/libsofthsm2.so", new string('b', 64))],
        2,
        600);

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
        Add(new Note("somebody \u001b[2J knocked\u202e at the door"), null, "operator 1");
        Add(new SignInFailed("hsm", "A. Vega", "CKR_PIN_INCORRECT"), "ca");
        Add(new ExceptionDecided("two witnesses", "one came", "go on"), null, "operator 1");
        Confirm("ca", "Generate the key pair \"Officer and system CA key\\u{1b}\", rsa-2048, in CM-HSM; it cannot leave it.", "Second, \ttabs and ünïcode.");
        Add(new Intended(new GenerateKeyPair(new TokenRef("hsm"), "Officer and system CA key", "0a0b", KeyAlgorithm.Find("rsa-2048")!, ["sign"]), _journal.Last.Seq), "ca");
        Add(new ActionPerformed(_journal.Last.Seq, []), "ca");
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
        Add(new SecretShown("PIN of card 00004711", "A. Vega", 2, 1900), "card");
        Done(
            "card",
            new CertificateIssued("A. Vega", "Officer certificates", "Officer and system CA", "01ab", new TokenRef("card-1"), "0c", Card, "a-vega.cer"),
            new CardPersonalised(new TokenRef("card-1"), "00004711", "A. Vega") { Keys = null },
            new FingerprintCompared("Officer and system CA", Hex(SHA256.HashData(OfficerCa)), "W. Witness"));
    }

    private void Seal(string outcome, params (string Officer, string Person, string Origin, byte[] Certificate)[] roster) =>
        Add(new Sealed(outcome, 2, [.. roster.Select(each => new RosterEntry(each.Officer, each.Person, each.Origin, TestPki.Spki(each.Certificate), each.Certificate))], "0.1.0", new string('a', 64)), null);

    private void Confirm(string step, params string[] actions)
    {
        var until = new DateTimeOffset(2026, 3, 1, 15, 0, 0, TimeSpan.Zero);
        JournalLine proposed = Add(new Proposed(Authority.Officers, new Screen("Make the CA"), [], actions, new string('c', 32), until, []), step);
        string doing = string.Concat(actions.Select(action => $"do: {action}\n"));
        string text = $"ceremony-confirmation/1\nceremony: sample\nmode: {_mode}\nstep: {step}\n{doing}proposed: {proposed.Hash}\n";
        ConfirmBy("officer1", Officer1, step, proposed, text, "Bootstrap 1", "A. Vega");
        ConfirmBy("officer2", Officer2, step, proposed, text, "Bootstrap 2", "B. Rigel");
        Add(new Approved(proposed.Seq), step);
    }

    private void ConfirmBy(string key, byte[] certificate, string step, JournalLine proposed, string text, string officer, string person)
    {
        using RSA rsa = TestPki.Key(key);
        byte[] signature = rsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Add(new Confirmed(officer, person, "soft", proposed.Seq, text, "sha256-rsa", signature, certificate), step);
    }

    private void Start(string step, int number, string title) => Add(new StepStarted(number, title, "some-kind", 1, true, []), step);

    private void Keep(string step, string name, byte[] bytes)
    {
        Artifacts[name] = bytes;
        Add(new ArtifactKept(name, Hex(SHA256.HashData(bytes)), bytes.Length), step);
    }

    private void Done(string step, params CeremonyFact[] facts) => Add(new StepDone(1, facts, new Dictionary<string, string>()), step);

    private JournalLine Add(Entry entry, string? step, string? by = null) => _journal.Append(entry, step, by);

    private static ListedStep Step(string id, string kind) => new(id, kind, "The act", $"Step {id}");

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
