using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>What a record says of a token's statement about a key is what the statement shows, and an audit log is the one that was read.</summary>
public class AttestationFactsTests
{
    private const string Serial = "12345678";
    private const string File = "media/key.pem";
    private const string RootFile = "media/root.pem";
    private const string LogFile = "media/hsm.log";

    private static readonly TokenRef Hsm = new("hsm");
    private static readonly Vendor Vendor = new();
    private static readonly byte[] PublicKey = Ceremonies.AnyKey.ExportSubjectPublicKeyInfo();
    private static readonly byte[] Attested = Vendor.Attest(PublicKey, Vendor.PivSerial(12345678));
    private static readonly byte[] Statement = Vendor.Pem(Attested, Vendor.Device);
    private static readonly byte[] Root = Vendor.Pem(Vendor.Root, Vendor.Middle);
    private static readonly AttestationOutcome All = new("holds", "holds", "holds");
    private static readonly AuditLogKept Log = new(Hsm, Serial, LogFile, "hsm.audit-log", JournalMaker.Hash([1, 2, 3]), 3);

    private static KeyAttested FromFile => new("Test key", Hsm, Serial, "0a", "key.attestation", Statement, All) { File = File, Root = RootFile, RootArtifact = "key.attestation-root.cer", RootSha256 = Vendor.RootSha256 };

    [Fact]
    public void Both_ways_and_a_log_are_proven()
    {
        Assert.Equal([], Found(new Story()));
        Assert.Equal([], Found(new Story { Fact = FromFile with { File = null } }));
    }

    [Fact]
    public void Where_no_root_is_named_the_chain_is_not_called_checked()
    {
        Assert.Equal([], Found(new Story { Fact = Rootless with { Checked = new("holds", "not-told", "holds") } }));
        Assert.Equal(
            ["facts: the fact says of the chain in the attestation of the key \"Test key\" \"holds\", but the script names no root, and the issuer of the certificate of CN=Test PIV Attestation is missing: CN=Test Vendor PIV A 1."],
            Found(new Story { Fact = Rootless }));
    }

    [Fact]
    public void A_bundle_that_nobody_reads_is_not_called_checked()
    {
        KeyAttested bundle = Rootless with { Statement = "{\"root\":\"KWARN-1\"}"u8.ToArray(), Checked = new("not-told", "not-told", "not-told") };
        Assert.Equal([], Found(new Story { Fact = bundle }));
        const string Why = "the statement is kept as it is, and nothing in it was checked: it is neither certificates nor PKCS#7";
        foreach ((AttestationOutcome claim, string what) in new[] { (bundle.Checked with { Key = "holds" }, "key"), (bundle.Checked with { Chain = "holds" }, "chain"), (bundle.Checked with { Serial = "holds" }, "serial number") })
        {
            Assert.Equal([$"facts: the fact says of the {what} in the attestation of the key \"Test key\" \"holds\", but {Why}."], Found(new Story { Fact = bundle with { Checked = claim } }));
        }
    }

    [Fact]
    public void What_the_statement_does_not_bear_is_found()
    {
        using var other = RSA.Create(2048);
        Claims("key", Vendor.Pem(Vendor.Attest(other.ExportSubjectPublicKeyInfo(), Vendor.PivSerial(12345678)), Vendor.Device), "none of its 2 certificates is for this key");
        Claims("key", Vendor.Pem(Vendor.Attest(PublicKey, Vendor.HsmSerial(12345678), Vendor.HsmOrigin(2)), Vendor.Device), "it says that the key was not made in the device, but came from outside");
        Claims("serial number", Vendor.Pem(Vendor.Attest(PublicKey, Vendor.PivSerial(87654321)), Vendor.Device), "the statement names the device 87654321, but the token has the serial number 12345678");
        Claims("serial number", Vendor.Pem(Vendor.Attest(PublicKey), Vendor.Device), "the statement does not tell the serial number of its device");
        byte[] forged = [.. Attested];
        forged[^1] ^= 1;
        Claims("chain", Vendor.Pem(forged, Vendor.Device), "the certificate of CN=Test PIV Attestation 9a is not signed by the key of CN=Test PIV Attestation");
        Claims("chain", Vendor.Pem(Attested), "the issuer of the certificate of CN=Test PIV Attestation 9a is missing: CN=Test PIV Attestation");
        var old = new Vendor { From = Cast.Begin.AddYears(-11) };
        Claims("chain", Vendor.Pem(old.Attest(PublicKey, Vendor.PivSerial(12345678)), old.Device), $"the certificate of CN=Test PIV Attestation 9a is not valid after {Cast.Begin.AddYears(-1):yyyy-MM-dd HH:mm:ss} UTC");
    }

    [Fact]
    public void Less_than_was_checked_is_not_said_either() => Assert.Equal(
        ["facts: the fact says of the serial number in the attestation of the key \"Test key\" \"not-told\", but the statement names the device 12345678, which is the token's serial number."],
        Found(new Story { Fact = FromFile with { Checked = All with { Serial = "not-told" } } }));

    [Fact]
    public void A_statement_that_was_not_read_or_not_kept_is_found()
    {
        byte[] other = Vendor.Pem(Vendor.Attest(PublicKey, Vendor.PivSerial(12345678)), Vendor.Device);
        Assert.Equal(["facts: the attestation of the key \"Test key\" was not seen in the file media/key.pem."], Found(new Story { InFile = other }));
        Assert.Equal(["facts: the attestation of the key \"Test key\" was not seen in the file media/other.pem."], Found(new Story { Fact = FromFile with { File = "media/other.pem" } }));
        Assert.Equal(["facts: the attestation of the key \"Test key\" is not what the step kept as key.attestation."], Found(new Story { Kept = other }));
        Assert.Equal(["facts: the attestation of the key \"Test key\" was not seen on the token \"hsm\"."], Found(new Story { Fact = FromFile with { File = null }, OnToken = [Vendor.Device] }));
    }

    [Fact]
    public void A_certificate_that_the_key_signed_itself_is_no_statement_of_its_vendor()
    {
        byte[] own = SelfSigned(Ceremonies.AnyKey);
        KeyAttested fact = Rootless with { File = null, Statement = Vendor.Pem(own), Checked = new("holds", "not-told", "not-told") };
        Assert.Equal(["facts: the attestation of the key \"Test key\" was not seen on the token \"hsm\"."], Found(new Story { Fact = fact, OnToken = [own] }));
    }

    [Fact]
    public void Another_key_and_another_token_are_found()
    {
        const string Unknown = "facts: the key \"{0}\", which is attested, is not in the registry.";
        Assert.Equal([Unknown.Replace("{0}", "Another", StringComparison.Ordinal)], Found(new Story { Fact = FromFile with { Key = "Another" } }));
        Assert.Equal([Unknown.Replace("{0}", "Test key", StringComparison.Ordinal)], Found(new Story { Fact = FromFile with { Id = "0b" } }));
        Assert.Equal([Unknown.Replace("{0}", "Test key", StringComparison.Ordinal)], Found(new Story { Fact = FromFile with { TokenSerial = "87654321" } }));
        Assert.Equal([Unknown.Replace("{0}", "Test key", StringComparison.Ordinal)], Found(new Story { Fact = FromFile with { Token = new TokenRef("card-ada") } }));
    }

    [Fact]
    public void A_root_is_the_one_that_was_read_and_kept_and_is_named_by_its_fingerprint()
    {
        const string Unclear = "facts: it is not clear which root the attestation of the key \"Test key\" was compared with.";
        const string Other = "facts: the root of the attestation of the key \"Test key\" is not what was read from the file media/root.pem and kept as key.attestation-root.cer.";
        Assert.Equal([Unclear], Found(new Story { Fact = FromFile with { RootArtifact = null } }));
        Assert.Equal([Unclear], Found(new Story { Fact = FromFile with { Root = null } }));
        Assert.Equal([Unclear], Found(new Story { Fact = FromFile with { RootSha256 = null } }));
        Assert.Equal([Other], Found(new Story { KeptRoot = Vendor.Pem(Vendor.Root) }));
        Assert.Equal([Other], Found(new Story { InRootFile = Vendor.Pem(Vendor.Root) }));
        Assert.Equal(
            [$"facts: the fact says of the chain in the attestation of the key \"Test key\" \"holds\", but the certificates lead to CN=Test Vendor Root, SHA-256 {Vendor.RootSha256}, and not to the root that the script names."],
            Found(new Story { Fact = FromFile with { RootSha256 = Zeros } }));
    }

    [Fact]
    public void The_clock_was_looked_at() => Assert.Equal(
        ["facts: nobody looked at the clock before the attestation of the key \"Test key\" was checked."],
        Found(new Story { LooksAtClock = false }));

    [Fact]
    public void A_log_is_the_one_that_was_read_and_kept_and_its_token_was_seen()
    {
        const string NotRead = "facts: the audit log hsm.audit-log is not what was read from the file media/hsm.log.";
        Assert.Equal([NotRead], Found(new Story { OfLog = Log with { Sha256 = Zeros } }));
        Assert.Equal([NotRead], Found(new Story { OfLog = Log with { Size = 4 } }));
        Assert.Equal([NotRead], Found(new Story { OfLog = Log with { Size = 0, Sha256 = JournalMaker.Hash([]) }, InLog = [] }));
        Assert.Equal(["facts: the audit log hsm.audit-log is not what was read from the file media/other.log."], Found(new Story { OfLog = Log with { File = "media/other.log" } }));
        Assert.Equal(["facts: the audit log of the token \"hsm\" is not what the step kept as hsm.audit-log."], Found(new Story { KeptLog = [3, 2, 1] }));
        Assert.Equal(
            ["facts: the token \"hsm\" is said to have the serial number 87654321, but the one that was seen has 12345678."],
            Found(new Story { OfLog = Log with { TokenSerial = "87654321" } }));
    }

    [Theory]
    [InlineData(7, "0a", false, null)]
    [InlineData(7, "0a", true, "tokens: nobody had allowed to go on although this was found: CM-HSM holds a certificate object with the id 0a that no line of the journal explains.")]
    [InlineData(6, "0a", false, "tokens: nobody had allowed to go on although this was found: CM-HSM holds a certificate object with the id 0a that no line of the journal explains.")]
    [InlineData(7, "0b", false, "tokens: nobody had allowed to go on although this was found: CM-HSM holds a certificate object with the id 0b that no line of the journal explains.")]
    public void A_token_may_present_certificates_under_the_id_of_a_key_that_it_made_and_nobody_may_add_one_later(long edition, string id, bool isLate, string? failure)
    {
        JournalMaker journal = new() { Edition = edition };
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        journal.Open(2, ("gather", "gather"), ("key", "generate-key"), ("list", "list-token"), ("seal", "seal-transcript"));
        Ceremonies.GatherSmall(journal, officers);
        Ceremonies.Key(journal, officers, "key", "Test key", "0a", Ceremonies.AnyKey);
        journal.Begin("list", "list-token");
        if (isLate)
        {
            journal.Look(new LookAtToken(Hsm, false).ToJson(), journal.ViewNow("hsm", false));
        }

        journal.Objects["hsm"].Add(new TokenObject("certificate", "attestation", id, "", null, Attested, []));
        journal.Look(new LookAtToken(Hsm, false).ToJson(), journal.ViewNow("hsm", false));
        journal.Done();
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, officers);
        IReadOnlyList<string> found = [.. Failures(journal).Where(each => each.StartsWith("tokens: ", StringComparison.Ordinal)).Distinct()];
        Assert.Equal(failure is null ? [] : [failure], found);
    }

    private static KeyAttested Rootless => FromFile with { Root = null, RootArtifact = null, RootSha256 = null };

    private static void Claims(string what, byte[] statement, string why) => Assert.Equal(
        [$"facts: the fact says of the {what} in the attestation of the key \"Test key\" \"holds\", but {why}."],
        Found(new Story { Fact = FromFile with { Statement = statement } }).Take(1));

    private static byte[] SelfSigned(RSA key)
    {
        var request = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 own = request.CreateSelfSigned(Cast.Begin.AddDays(-1), Cast.Begin.AddYears(1));
        return own.RawData;
    }

    // Other checks look at consoles' keys and at what a folder does not hold.
    private static IReadOnlyList<string> Found(Story story) => [.. Failures(story.Write()).Where(each => each.StartsWith("facts: ", StringComparison.Ordinal) || each.StartsWith("tokens: ", StringComparison.Ordinal) || each.StartsWith("fields: ", StringComparison.Ordinal))];

    /// <summary>A ceremony in which one key is made and attested, and a log kept; each part can be told otherwise.</summary>
    private sealed class Story
    {
        public KeyAttested Fact { get; init; } = FromFile;

        public AuditLogKept OfLog { get; init; } = Log;

        public byte[]? InFile { get; init; }

        public byte[]? Kept { get; init; }

        public byte[] InRootFile { get; init; } = Root;

        public byte[] KeptRoot { get; init; } = Root;

        public byte[][] OnToken { get; init; } = [Attested, Vendor.Device];

        public byte[] InLog { get; init; } = [1, 2, 3];

        public byte[]? KeptLog { get; init; }

        public bool LooksAtClock { get; init; } = true;

        public JournalMaker Write()
        {
            var journal = new JournalMaker();
            journal.Serials["hsm"] = Serial;
            Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
            journal.Open(2, ("gather", "gather"), ("key", "generate-key"), ("attest", "keep-attestation"), ("log", "keep-audit-log"), ("seal", "seal-transcript"));
            Ceremonies.GatherSmall(journal, officers);
            Make(journal, officers);
            Attest(journal);
            KeepLog(journal);
            journal.Begin("seal", "seal-transcript");
            journal.Seal("completed", 2, officers);
            return journal;
        }

        private static void Make(JournalMaker journal, Actor[] officers)
        {
            journal.Begin("key", "generate-key");
            var action = new GenerateKeyPair(Hsm, "Test key", "0a", KeyAlgorithm.Rsa2048, ["sign"]);
            journal.Perform(journal.Approve(officers, action), action, new KeyReceipt(Serial, "Test key", "0a", "rsa-2048", PublicKey, Ceremonies.Attributes).ToJson());
            journal.ShowMade();
            journal.Done(new KeyGenerated("Test key", Hsm, Serial, "0a", "rsa-2048", ["sign"], PublicKey, Ceremonies.Attributes));
        }

        private void Attest(JournalMaker journal)
        {
            journal.Begin("attest", "keep-attestation");
            if (LooksAtClock)
            {
                Ceremonies.Clock(journal);
            }

            if (Fact.File is null)
            {
                journal.Objects["hsm"].AddRange(OnToken.Select(each => new TokenObject("certificate", "X.509 Certificate for PIV Attestation 9a", "0a", "", null, each, [])));
                journal.Look(new LookAtToken(Hsm, false).ToJson(), journal.ViewNow("hsm", false));
            }
            else
            {
                Read(journal, File, InFile ?? Fact.Statement);
            }

            Read(journal, RootFile, InRootFile);
            journal.Keep("key.attestation", Kept ?? Fact.Statement);
            journal.Keep("key.attestation-root.cer", KeptRoot);
            journal.Show("The attestation is kept");
            journal.Done(Fact);
        }

        private void KeepLog(JournalMaker journal)
        {
            journal.Begin("log", "keep-audit-log");
            journal.Look(new LookAtToken(Hsm, false).ToJson(), journal.ViewNow("hsm", false));
            Read(journal, LogFile, InLog);
            journal.Keep("hsm.audit-log", KeptLog ?? InLog);
            journal.Show("The audit log is kept");
            journal.Done(OfLog);
        }

        private static void Read(JournalMaker journal, string path, byte[] bytes) =>
            journal.Look(new LookAtFile(path).ToJson(), new JsonMap { { "bytes", Convert.ToBase64String(bytes) } });
    }
}
