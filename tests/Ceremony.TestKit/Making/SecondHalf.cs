using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>
/// A whole bootstrap as it would be written down: after the officers come keys, requests and certificates for the servers, their configuration,
/// files and services, and at last the end of the Boot CA.
/// </summary>
public static class SecondHalf
{
    public const string Conf = "/cm/config/cm.conf";

    /// <summary>Where the configuration is kept before it is edited.</summary>
    public const string ConfBackup = "/cm/config.before/cm.conf.before-conf";

    private static readonly TokenRef Hsm = new("hsm");
    private static readonly ConfigText Former = ConfigText.Of("# CF\r\nSSL.file=certs/tls.p12\r\nSSL.pin=****\r\n"u8);
    private static readonly string[] OfSecretKey =
        ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN", "CKA_UNWRAP", "CKA_WRAP"];

    private static readonly Cast Cast = Cast.Original;
    private static readonly Actor[] Cards = [Cast.Card1, Cast.Card2];
    private static readonly RSA TlsKey = RSA.Create(2048);
    private static readonly Actor Tls = Cast.Again(new Actor("localhost", "", "", TlsKey, []), "localhost", "", BothEnds());
    private static readonly Actor Pin = Cast.Again(new Actor("PIN encryption", "", "", RSA.Create(2048), []), "PIN encryption", "");
    private static readonly Actor Procedures = Cast.Odd("CN=Boot TLS", "", "");

    /// <summary>The request for the TLS certificate.</summary>
    public static byte[] Request { get; } = MakeRequest();

    /// <summary>The server.</summary>
    public static Actor OfTls => Tls;

    /// <summary>The soft token for the encryption of PINs.</summary>
    public static Actor OfPin => Pin;

    /// <summary>All of it.</summary>
    /// <param name="tamper">Changes lines, or leaves them out.</param>
    /// <param name="atTheEnd">What is written before the sealing step; it names a step of the kind <c>list-token</c> that is begun.</param>
    /// <param name="last">What that step says to hold.</param>
    public static JournalMaker Of(Func<string, int, JsonMap, JsonMap?>? tamper = null, Action<JournalMaker>? atTheEnd = null, params IReadOnlyList<CeremonyFact> last)
    {
        JournalMaker journal = WithBootKey(new JournalMaker { Tamper = tamper ?? ((_, _, line) => line) });
        Actor[] bootstrap = [Cast.Bootstrap1, Cast.Bootstrap2];
        journal.Open(
            2,
            ("gather", "gather"), ("boot-kit", "open-boot-kit"), ("ca-key", "generate-key"), ("ca", "create-ca"), ("procedures", "create-certificate-procedure"),
            ("cards", "produce-cards"), ("issue", "personalise-card"), ("officers", "create-officer"), ("sign-in", "sign-in"), ("tls-key", "generate-key"), ("kek", "generate-secret-key"), ("tls-request", "request-certificate"),
            ("servers", "create-certificate-procedure"), ("tls-issue", "issue-certificate"), ("tls-install", "install-certificate"), ("pin-token", "issue-soft-token"), ("stop", "stop-service"), ("clients", "operator-action"),
            ("conf", "edit-config"), ("place", "place-file"), ("remove", "remove-file"), ("start", "start-service"), ("probe", "probe-tls"), ("logs", "attest"), ("crl", "issue-crl"),
            ("revoke", "revoke-ca"), ("refused", "sign-in"), ("destroy", "destroy-key"), ("clear", "clear-backups"), ("last", "list-token"), ("seal", "seal-transcript"));
        Ceremonies.Gather(journal, []);
        Kit(journal, bootstrap);
        Ceremonies.Key(journal, bootstrap, "ca-key", "Officer CA key", "ca", Cast.Ca.Key);
        Ceremonies.Authority(journal, Cast, bootstrap);
        Ceremonies.Procedures(journal, bootstrap);
        Ceremonies.Cards(journal, bootstrap, Cards);
        Ceremonies.Issue(journal, Cast, bootstrap, Cards);
        Ceremonies.Officers(journal, bootstrap, Cards);
        Ceremonies.SignIn(journal, Cards);
        Tokens(journal);
        CutOver(journal);
        Removal(journal);
        Clearing(journal);
        journal.Begin("last", "list-token");
        atTheEnd?.Invoke(journal);
        journal.Done(last);
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, Cards);
        return journal;
    }

    /// <summary>The same; then the files that the ceremony changed are brought back.</summary>
    public static JournalMaker Restored()
    {
        var restore = new RestoreFiles([new RestoredFile(Conf, ConfBackup), new RestoredFile("/cm/cistrust/system_ca.cer", null)]);
        return Of(null, journal => journal.Perform(journal.Approve(Cards, restore), restore, []), new FilesRestored([Conf, "/cm/cistrust/system_ca.cer"]));
    }

    /// <summary>The first half, and then an officer whose card died is replaced.</summary>
    public static JournalMaker Replacing(params Actor[] confirming)
    {
        JournalMaker journal = WithBootKey(new JournalMaker());
        Actor[] bootstrap = [Cast.Bootstrap1, Cast.Bootstrap2];
        journal.Open(
            2,
            ("gather", "gather"), ("boot-kit", "open-boot-kit"), ("ca-key", "generate-key"), ("ca", "create-ca"), ("procedures", "create-certificate-procedure"),
            ("cards", "produce-cards"), ("issue", "personalise-card"), ("officers", "create-officer"), ("replace", "replace-officer"), ("seal", "seal-transcript"));
        Ceremonies.Gather(journal, []);
        Kit(journal, bootstrap);
        Ceremonies.Key(journal, bootstrap, "ca-key", "Officer CA key", "ca", Cast.Ca.Key);
        Ceremonies.Authority(journal, Cast, bootstrap);
        Ceremonies.Procedures(journal, bootstrap);
        Ceremonies.Cards(journal, bootstrap, Cards);
        Ceremonies.Issue(journal, Cast, bootstrap, Cards);
        Ceremonies.Officers(journal, bootstrap, Cards);
        Enter(journal, "replace", "replace-officer", confirming, new OfficerReplaced("ada", "the card died"));
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, Cast.Card2, Cast.Bootstrap1);
        return journal;
    }

    /// <summary>A CRL of the Boot CA, made by the runtime's own X.509.</summary>
    public static byte[] Crl(int number, params Actor[] revoked) => Crl(Cast.BootCa, number, revoked);

    /// <summary>The same of any CA.</summary>
    public static byte[] Crl(Actor issuer, int number, params Actor[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (Actor actor in revoked)
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(actor.Certificate);
            builder.AddEntry(certificate, Cast.Begin);
        }

        using X509Certificate2 ca = X509CertificateLoader.LoadCertificate(issuer.Certificate);
        return builder.Build(
            ca.SubjectName, X509SignatureGenerator.CreateForRSA(issuer.Key, RSASignaturePadding.Pkcs1), number, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero),
            HashAlgorithmName.SHA256, X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, includeKeyIdentifier: false, includeIssuerAndSerial: true), Cast.Begin);
    }

    /// <summary>Signs something with the Boot CA's key.</summary>
    public static Sign SignWithBootKey(byte[] bytes) => new(Hsm, "b0", "Boot CA key", SignatureAlgorithm.Sha256Rsa, bytes);

    private static byte[] MakeRequest()
    {
        var request = new CertificateRequest("CN=localhost", TlsKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        foreach (X509Extension extension in BothEnds())
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSigningRequest();
    }

    private static X509Extension[] BothEnds()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        return [new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false), names.Build()];
    }

    private static void Kit(JournalMaker journal, Actor[] officers)
    {
        journal.Begin("boot-kit", "open-boot-kit");
        Read(journal, "boot-kit/bootca.cer", Cast.BootCa.Certificate);
        Read(journal, "boot-kit/issued.pem", Encoding.ASCII.GetBytes($"TLS of the boot installation\n{PemEncoding.WriteString("CERTIFICATE", Procedures.Certificate)}\n"));
        Read(journal, "boot-kit/procedures.txt", "Boot officers\n# a remark\nBoot TLS\n"u8.ToArray());
        See(journal, false);
        OfficerRecognised[] recognised = [.. officers.Select(each => new OfficerRecognised(each.Officer, each.Person, "soft", true, $"{each.Officer}.p12", each.Certificate))];
        foreach (OfficerRecognised officer in recognised)
        {
            Ceremonies.Token(journal, "soft-token", "path", officer);
        }

        journal.Keep("bootca.cer", Cast.BootCa.Certificate);
        var kit = new BootKitOpened(Cast.BootCa.Certificate, "bootca.cer") { Token = Hsm, KeyId = "b0", Key = "Boot CA key", Issued = [Procedures.Certificate], Procedures = ["Boot officers", "Boot TLS"] };
        journal.Done([kit, .. recognised]);
    }

    private static void Tokens(JournalMaker journal)
    {
        Ceremonies.Key(journal, Cards, "tls-key", "tls", "0715", TlsKey);
        var kek = new GenerateSecretKey(Hsm, "kekaes256", "0ae5", SecretKeyAlgorithm.Aes256, ["wrap", "unwrap"]);
        Do(journal, "kek", "generate-secret-key", Cards, kek, new SecretKeyReceipt("HSM-1", "kekaes256", "0ae5", "aes-256", OfSecretKey).ToJson());
        journal.Done(new SecretKeyGenerated("kekaes256", Hsm, "HSM-1", "0ae5", "aes-256", ["wrap", "unwrap"], OfSecretKey));

        var sign = new Sign(Hsm, "0715", "tls", SignatureAlgorithm.Sha256Rsa, Ceremonies.Parts(Request).Tbs);
        Do(journal, "tls-request", "request-certificate", Cards, sign, new SignatureReceipt(Ceremonies.Parts(Request).Signature).ToJson());
        journal.Keep("tls.csr", Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("CERTIFICATE REQUEST", Request)));
        journal.Done(new CertificateRequested("tls", ["digitalSignature", "keyEncipherment"], Request, "tls.csr") { ExtendedKeyUsage = ["serverAuth", "clientAuth"], AlternativeNames = ["DNS:localhost"] });

        journal.Begin("servers", "create-certificate-procedure");
        Ceremonies.Enter(
            journal,
            Cards,
            new CertificateProcedureCreated("Servers", ["digitalSignature"], "Officer CA", "none", "rfc5280", "5 years", "sha256-rsa") { LeastKey = "rsa-2048", Subject = ["CN"] },
            new TokenProcedureCreated("Soft tokens", "pkcs12", false, null, null, false, "show-in-client", "none", "Servers"));

        journal.Begin("tls-issue", "issue-certificate");
        Ceremonies.Clock(journal);
        journal.Says = "By \"Servers\", for TLS.";
        Ceremonies.Signed(journal, Cards, Tls.Certificate);
        journal.Keep("tls.crt", Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("CERTIFICATE", Tls.Certificate)));
        journal.Done(Issued("TLS", Tls, "tls.crt"));

        var store = new StoreCertificate(Hsm, "0715", "tls", Tls.Certificate);
        Do(journal, "tls-install", "install-certificate", [], store, new StoredReceipt(Tls.CertificateSha256).ToJson());
        journal.Done(new CertificateInstalled("tls", Hsm, "0715", "tls", Tls.Certificate));

        var make = new MakeSoftToken("/media/pin.p12", "Ada Berg", KeyAlgorithm.Rsa2048, 12);
        journal.Begin("pin-token", "issue-soft-token");
        Ceremonies.Clock(journal);
        Ceremonies.Shown(journal, make, "PIN of pin.p12", "Ada Berg", new SoftKeyReceipt(Pin.Spki, 1, 1).ToJson());
        journal.Says = "By \"Servers\", for Ada Berg.";
        Ceremonies.Signed(journal, Cards, Pin.Certificate);
        var complete = new CompleteSoftToken("/media/pin.p12", "Ada Berg", [Pin.Certificate]);
        journal.Perform(journal.Approve([], complete), complete, new SoftTokenReceipt(2500, Pin.CertificateSha256).ToJson());
        journal.Keep("pin.crt", Pin.Certificate);
        journal.Done(Issued("Ada Berg", Pin, "pin.crt"), new SoftTokenIssued("/media/pin.p12", "Ada Berg", "Ada Berg", "Soft tokens", Pin.Certificate, "pin.crt"));
    }

    private static CertificateIssued Issued(string subject, Actor actor, string artifact) =>
        new(subject, "Servers", "Officer CA", Ceremonies.Serial(actor.Certificate), null, null, actor.Certificate, artifact);

    private static void CutOver(JournalMaker journal)
    {
        Do(journal, "stop", "stop-service", [], new StopService("cf", ["/bin/stop", "cf"]), new ServiceReceipt("inactive", []).ToJson());
        journal.Done(new ServiceStopped("cf"));

        journal.Begin("clients", "operator-action");
        journal.AskFor("Oda", "close AWB and RA", ("done", "done"));
        journal.Attest("Oda", "close AWB and RA");
        journal.Done(new OperatorActed("close AWB and RA", "Oda"));

        ConfigText before = Former;
        string after = before.With("SSL.cert", "localhost").With("SSL.pin", "****").Without("SSL.file").MaskedSha256();
        ConfigEdit[] edits = [new ConfigEdit("SSL.cert") { Value = "localhost" }, new ConfigEdit("SSL.pin") { PinOf = Hsm }, new ConfigEdit("SSL.file") { Removed = true }];
        var edit = new EditConfig(Conf, before.MaskedSha256(), after, edits, ConfBackup);
        journal.Begin("conf", "edit-config");
        journal.Look(new LookAtConfig(Conf).ToJson(), new ConfigView(before.ToBytes(), 0, 0, 384).ToJson());
        journal.Says = "mode 0600";
        journal.Perform(journal.Approve(Cards, edit), edit, new EditedReceipt(after).ToJson());
        ConfigSetting[] settings = [new("SSL.cert", "localhost"), new("SSL.pin", null), new("SSL.file", null) { Removed = true }];
        journal.Done(new ConfigEdited(Conf, settings, before.MaskedSha256(), after, ConfBackup) { OldPins = ["SSL.pin"] });

        journal.Begin("place", "place-file");
        journal.Look(new LookAtFileState("/cm/cistrust/system_ca.cer").ToJson(), []);
        var place = new PlaceFile("/cm/cistrust/system_ca.cer", null, Cast.Ca.Certificate, Cast.Ca.CertificateSha256, null, null);
        journal.Perform(journal.Approve(Cards, place), place, new StoredReceipt(place.Sha256).ToJson());
        journal.Done(new FilePlaced(place.File, place.Sha256, null));

        var remove = new RemoveFile("/cm/cistrust/bootca.cer", Cast.BootCa.CertificateSha256, "/cm/cistrust.before/bootca.cer.before-remove");
        journal.Begin("remove", "remove-file");
        journal.Look(new LookAtFileState(remove.File).ToJson(), new FileView(remove.Sha256, 1000, 0, 0, 420).ToJson());
        journal.Look(new LookAtCopies(remove.File).ToJson(), new JsonMap { { "copies", new JsonList() } });
        journal.Perform(journal.Approve(Cards, remove), remove, []);
        journal.Done(new FileRemoved(remove.File, remove.Sha256, remove.Backup));

        Do(journal, "start", "start-service", [], new StartService("cf", ["/bin/start", "cf"]), new ServiceReceipt("activating", []).ToJson());
        journal.Look(new LookAtService("cf").ToJson(), new ServiceView("active", []).ToJson());
        journal.Done(new ServiceStarted("cf"));

        journal.Begin("probe", "probe-tls");
        journal.Look(new LookAtTls("localhost", 8444).ToJson(), new TlsView("Tls13", [Tls.Certificate, Cast.Ca.Certificate], "").ToJson());
        journal.Done(new TlsProbed("localhost", 8444, Tls.Certificate, "tls.crt"));
    }

    private static void Removal(JournalMaker journal)
    {
        journal.Begin("logs", "attest");
        journal.AskFor("Bo Carlsson", "The logs that were signed with the Boot CA's key are archived.", ("attest", "agree"));
        journal.Attest("Bo Carlsson", "The logs that were signed with the Boot CA's key are archived.");
        journal.Done(new Attested("logs-archived", "Bo Carlsson"));

        byte[] crl = Crl(1, Procedures, Cast.Bootstrap1, Cast.Bootstrap2, Cast.BootCa);
        Do(journal, "crl", "issue-crl", Cards, SignWithBootKey(Ceremonies.Parts(crl).Tbs), new SignatureReceipt(Ceremonies.Parts(crl).Signature).ToJson());
        journal.Keep("boot-ca.crl", crl);
        journal.Keep("boot-ca.crl.pem", Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("X509 CRL", crl)));
        journal.Done(new CrlIssued("Boot CA", 1, [.. new[] { Procedures, Cast.Bootstrap1, Cast.Bootstrap2, Cast.BootCa }.Select(each => Ceremonies.Serial(each.Certificate))], crl, "boot-ca.crl") { Pem = "boot-ca.crl.pem" });

        Enter(journal, "revoke", "revoke-ca", Cards, new CaRevoked("Boot CA", "cessationOfOperation"));

        Actor boot = Cast.Bootstrap1;
        journal.Begin("refused", "sign-in");
        byte[] challenge = Ceremonies.Challenge(journal, "refused", boot.Officer);
        var ask = new SignChallengeWithSoftToken($"{boot.Officer}.p12", boot.Person, SignatureAlgorithm.Sha256Rsa, challenge);
        journal.Perform(journal.Approve([], ask), ask, new SignatureReceipt(boot.Sign(challenge)).ToJson());
        journal.Done(new SignInRefused(boot.Officer, "officer", "the Boot CA is revoked"));

        Do(journal, "destroy", "destroy-key", Cards, new DestroyKey(Hsm, "b0", "Boot CA key"), new DestroyedReceipt("HSM-1").ToJson());
        See(journal, true);
        journal.Done(new KeyDestroyed("Boot CA key", Hsm, "HSM-1", "b0"));
    }

    private static void Clearing(JournalMaker journal)
    {
        journal.Begin("clear", "clear-backups");
        journal.Look(new LookAtConfig(ConfBackup).ToJson(), new ConfigView(Former.ToBytes(), 0, 0, 384).ToJson());
        var clear = new ClearBackup(ConfBackup, Former.MaskedSha256(), null, null);
        journal.Perform(journal.Approve(Cards, clear), clear, []);
        journal.Done(new BackupCleared(ConfBackup, null));
    }

    private static void Do(JournalMaker journal, string step, string kind, Actor[] officers, CeremonyAction action, JsonMap receipt)
    {
        journal.Begin(step, kind);
        journal.Perform(journal.Approve(officers, action), action, receipt);
    }

    private static void Enter(JournalMaker journal, string step, string kind, Actor[] officers, CeremonyFact fact)
    {
        Do(journal, step, kind, officers, new EnterInRegistry(fact), []);
        journal.Done(fact);
    }

    private static void Read(JournalMaker journal, string path, byte[] bytes) =>
        journal.Look(new LookAtFile(path).ToJson(), new JsonMap { { "bytes", Convert.ToBase64String(bytes) } });

    // The Boot CA's key was made before the ceremony.
    private static JournalMaker WithBootKey(JournalMaker journal)
    {
        journal.Objects[Hsm.Name] =
        [
            new TokenObject("private", "Boot CA key", "b0", "rsa-2048", null, null, []),
            new TokenObject("public", "Boot CA key", "b0", "rsa-2048", Cast.BootCa.Spki, null, []),
            new TokenObject("certificate", "Boot CA", "b0", "", null, Cast.BootCa.Certificate, []),
        ];
        return journal;
    }

    private static void See(JournalMaker journal, bool loggedIn) => journal.Look(new LookAtToken(Hsm, loggedIn).ToJson(), journal.ViewNow(Hsm.Name, loggedIn));
}
