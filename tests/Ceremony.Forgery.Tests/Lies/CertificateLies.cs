using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Pki;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about authorities, certificates, requests, procedures, cards, fingerprints and CRLs.</summary>
internal static class CertificateLies
{
    private static readonly string Zeros = new('0', 64);

    /// <summary>The fields of an entry that its sentence names.</summary>
    private static readonly string[] Spoken = ["ca", "reason", "person", "officer", "procedure", "profile"];

    public static IEnumerable<Lie> All => [.. Authorities, .. Issued, .. Procedures, .. Cards, .. Fingerprints, .. Ends];

    private static IEnumerable<Lie> Authorities =>
    [
        FirstHalf("an authority with another certificate", f => f.SetFact("ca-created", "certificate", f.Fact("boot-kit-opened").Line["facts/0/certificate"]), "facts"),
        FirstHalf("an authority with another key", f => f.SetFact("ca-created", "key", "Other key")),
        FirstHalf("an authority under another name than the script's", f => f.SetFact("ca-created", "ca", "Other CA")),
        FirstHalf("an authority under another name, wherever it is an authority", f => Rename(f, "Other CA")),
        FirstHalf("an authority whose artifact is another", f => f.SetFact("ca-created", "artifact", "boot-ca.cer"), "certificate-artifacts"),
        FirstHalf("an authority that no fact tells of", f => f.DropFact("ca-created"), "facts"),
        FirstHalf("an authority whose signature the token did not give", f => f.Receipt("sign").Set("receipt/signature", "AAAA"), "facts"),
        FirstHalf("an authority whose bytes nobody signed", f => f.Drop(f.Receipt("sign")), "facts"),
        FirstHalf("a Boot CA that is another than the file's", f => f.First(line => line.Text("look/look") == "file").Set("seen/bytes", "AAAA"), "facts"),
        FirstHalf("a Boot CA that nobody read", f => f.Drop(f.First(line => line.Text("look/look") == "file")), "facts"),
        FirstHalf("a Boot CA under another name than the installation's", f => f.SetFact("boot-kit-opened", "ca", "Other CA")),
        FirstHalf("a boot kit with a key that no token has", f => { f.SetFact("boot-kit-opened", "token", "hsm"); f.SetFact("boot-kit-opened", "key-id", "b0"); f.SetFact("boot-kit-opened", "key", "Boot CA key"); }, "facts"),
        Whole("a boot kit that leaves out a certificate that was issued", f => f.SetFact("boot-kit-opened", "issued", null)),
        Whole("a boot kit that leaves out a procedure", f => f.SetFact("boot-kit-opened", "procedures", JsonList.OfText(["Boot officers"])), "facts"),
        Whole("a boot kit whose key has another label", f => f.SetFact("boot-kit-opened", "key", "Other key"), "facts"),
    ];

    private static IEnumerable<Lie> Issued =>
    [
        FirstHalf("a certificate for another subject than is registered", f => f.SetFact("certificate-issued", "subject", "C=SE, O=Example AB, CN=Eve")),
        FirstHalf("a certificate by another issuer", f => f.SetFact("certificate-issued", "issuer", "Boot CA")),
        FirstHalf("a certificate by an issuer that nobody knows", f => f.SetFact("certificate-issued", "issuer", "Ghost CA")),
        FirstHalf("a certificate with another serial number", f => f.SetFact("certificate-issued", "serial-number", "00ff"), "certificates"),
        FirstHalf("a certificate by a procedure that nobody knows", f => f.SetFact("certificate-issued", "procedure", "Ghost procedure")),
        FirstHalf("a certificate on another card", f => f.SetFact("certificate-issued", "token", "card-2")),
        FirstHalf("a certificate on another key of the card", f => f.SetFact("certificate-issued", "key-id", f.Fact("certificate-issued", 2).Line["facts/1/key-id"])),
        FirstHalf("a certificate on no card, though it was stored", f => { f.SetFact("certificate-issued", "token", null); f.SetFact("certificate-issued", "key-id", null); }),
        FirstHalf("a certificate whose artifact is another", f => f.SetFact("certificate-issued", "artifact", "boot-ca.cer"), "certificate-artifacts"),
        FirstHalf("a certificate that is the other officer's", f => f.SetFact("certificate-issued", "certificate", f.Fact("certificate-issued", 3).Line["facts/0/certificate"]), "facts"),
        FirstHalf("a certificate that no fact tells of", f => f.DropFact("certificate-issued")),
        FirstHalf("a certificate that two facts tell of", f => f.Fact("certificate-issued").Line.Set("facts/+", f.Fact("certificate-issued").Line["facts/0"]), "certificates"),
        FirstHalf("a certificate that was signed without the authority's token", f => f.Receipt("sign", 2).Set("receipt/signature", f.Receipt("sign", 3)["receipt/signature"]), "facts"),
        FirstHalf("a certificate that was stored, but not read back", f => f.Receipt("store-certificate").Set("receipt/sha256", Zeros)),
        FirstHalf("a certificate that was never stored on the card", f => f.Drop(f.Receipt("store-certificate"))),
        FirstHalf("a serial number that was not the one drawn", f => f.First(line => line.Step == "personalise-card-1" && line.Text("look/look") == "random").Set("seen/hex", new string('0', 32))),
        Whole("a certificate for another subject than is registered, without a card", f => f.SetFact("certificate-issued", "subject", "Eve", 3)),
        Whole("a request for another key", f => f.SetFact("certificate-requested", "key", "Officer CA key"), "facts"),
        Whole("a request for another use", f => f.SetFact("certificate-requested", "key-usage", JsonList.OfText(["keyCertSign"])), "facts"),
        Whole("a request for another extended key usage", f => f.SetFact("certificate-requested", "extended-key-usage", JsonList.OfText(["serverAuth"])), "facts"),
        Whole("a request for no extended key usage", f => f.SetFact("certificate-requested", "extended-key-usage", null), "facts"),
        Whole("a request for other names", f => f.SetFact("certificate-requested", "subject-alternative-names", JsonList.OfText(["DNS:cm.example.org"])), "facts"),
        Whole("a request that the token did not sign", f => f.Drop(f.Receipt("sign", 4)), "facts"),
        Whole("a request whose artifact is another", f => f.SetFact("certificate-requested", "artifact", "tls.crt"), "certificate-artifacts"),
        Whole("a certificate that was installed for another key", f => f.SetFact("certificate-installed", "key", "Officer CA key"), "facts"),
        Whole("a certificate that was installed under another label", f => f.SetFact("certificate-installed", "label", "other"), "facts"),
        Whole("a certificate that was installed and not read back", f => Answer(f, "tls-install").Set("receipt/sha256", Zeros), "facts"),
        Whole("a certificate that was installed and is another", f => f.SetFact("certificate-installed", "certificate", f.Fact("ca-created").Line["facts/0/certificate"]), "facts"),
        Whole("a soft token for somebody who was not in the room", f => f.Everywhere("Ada Berg", "Eve Miller", "pin-token")),
        Whole("a soft token in another file", f => f.SetFact("soft-token-issued", "file", "/media/other.p12"), "facts"),
        Whole("a soft token for another holder than was approved", f => f.SetFact("soft-token-issued", "holder", "Bo Carlsson"), "facts"),
        Whole("a soft token for another subject", f => f.SetFact("soft-token-issued", "subject", "Eve")),
        Whole("a soft token by a procedure that nobody knows", f => f.SetFact("soft-token-issued", "token-procedure", "Ghost procedure")),
        Whole("a soft token whose key was made elsewhere", f => f.Receipt("make-soft-token").Set("receipt/public-key", "AAAA"), "facts"),
        Whole("a soft token that was never written", f => f.Drop(f.Receipt("complete-soft-token")), "facts"),
        Whole("a soft token for which another extended key usage was asked", f => f.SetFact("soft-token-issued", "extended-key-usage", JsonList.OfText(["clientAuth"])), "facts"),
        Whole("a soft token for which names were asked that it does not have", f => f.SetFact("soft-token-issued", "subject-alternative-names", JsonList.OfText(["DNS:localhost"])), "facts"),
        Whole("a soft token of no bytes", f => f.Receipt("complete-soft-token").Set("receipt/size", 0)),
    ];

    private static IEnumerable<Lie> Procedures =>
    [
        FirstHalf("a procedure that is not the one that was approved", f => f.SetFact("certificate-procedure-created", "valid-for", "10 years"), "facts"),
        FirstHalf("a procedure whose certificates are valid for another time than those that it issued", f => Entry(f, "certificate-procedure-created", "valid-for", "10 years")),
        FirstHalf("a procedure of another issuer than those that it issued", f => Entry(f, "certificate-procedure-created", "issuer", "Boot CA")),
        FirstHalf("a procedure of an issuer that nobody knows", f => Entry(f, "certificate-procedure-created", "issuer", "Ghost CA")),
        FirstHalf("a procedure with another key usage than those that it issued", f => Entry(f, "certificate-procedure-created", "key-usage", JsonList.OfText(["keyCertSign"]))),
        FirstHalf("a procedure with another extended key usage than those that it issued", f => Entry(f, "certificate-procedure-created", "extended-key-usage", JsonList.OfText(["clientAuth"])), "facts"),
        FirstHalf("a procedure with other names than those that it issued", f => Entry(f, "certificate-procedure-created", "subject-alternative-names", JsonList.OfText(["DNS:localhost"])), "facts"),
        FirstHalf("a procedure for servers that issued to persons", f => Entry(f, "certificate-procedure-created", "format", "server-certificate"), "facts"),
        FirstHalf("a procedure with another signature algorithm than those that it issued", f => Entry(f, "certificate-procedure-created", "signature-algorithm", "sha512-rsa")),
        FirstHalf("a procedure that asks for larger keys than it certified", f => Entry(f, "certificate-procedure-created", "least-key", "rsa-4096")),
        FirstHalf("a procedure for another time than a certificate can be valid", f => Entry(f, "certificate-procedure-created", "valid-for", "5000 years")),
        FirstHalf("a token procedure that names no certificate procedure that there is", f => Entry(f, "token-procedure-created", "certificate-procedure", "Ghost procedure")),
        FirstHalf("a token procedure whose range leaves out the cards that it made", f => { Entry(f, "token-procedure-created", "range-from", "00009000"); Entry(f, "token-procedure-created", "range-to", "00009999"); }),
        FirstHalf("a token procedure for soft tokens that made cards", f => Entry(f, "token-procedure-created", "storage-profile", "pkcs12")),
        FirstHalf("a token procedure without PINs that set one", f => Entry(f, "token-procedure-created", "pin-procedure", "none")),
        FirstHalf("a procedure that was created twice", f => f.Fact("certificate-procedure-created").Line.Set("facts/+", f.Fact("certificate-procedure-created").Line["facts/0"])),
        FirstHalf("a procedure that nobody created", f => f.DropFact("certificate-procedure-created"), "facts"),
    ];

    private static IEnumerable<Lie> Cards =>
    [
        FirstHalf("a card with another number than is on it", f => f.SetFact("card-produced", "number", "00004719")),
        FirstHalf("a card of another serial number", f => f.SetFact("card-produced", "token-serial", "serial-other"), "facts"),
        FirstHalf("a card for another holder", f => f.SetFact("card-produced", "subject", "Eve Miller")),
        FirstHalf("a card by a procedure that nobody knows", f => f.SetFact("card-produced", "token-procedure", "Ghost procedure")),
        FirstHalf("a card with a key that it did not make", f => f.SetFact("card-produced", "keys/0/public-key", "AAAA"), "facts"),
        FirstHalf("a card with a key under another label", f => f.SetFact("card-produced", "keys/0/label", "other"), "facts"),
        FirstHalf("a card with a key more than it tells of", f => f.SetFact("card-produced", "keys/1", null)),
        FirstHalf("a card that is another token", f => f.SetFact("card-produced", "token", "card-2"), "facts"),
        FirstHalf("a card that was personalised for somebody else", f => f.SetFact("card-personalised", "holder", "Name of officer 2"), "facts"),
        FirstHalf("a card that was personalised under another number", f => f.SetFact("card-personalised", "number", "00004712")),
        FirstHalf("a card of whose key it is told that its certificate was only issued", f => f.SetFact("card-personalised", "keys/0/action", "issue"), "facts"),
        FirstHalf("a card of whose key it is told that it stayed blank", f => { f.SetFact("card-personalised", "keys/0/action", "blank"); f.SetFact("card-personalised", "keys/0/procedure", null); }, "facts"),
        FirstHalf("a card of whose key another procedure is told", f => f.SetFact("card-personalised", "keys/0/procedure", "Ghost procedure"), "facts"),
        FirstHalf("a card of whose keys only one is told", f => f.SetFact("card-personalised", "keys/1", null), "facts"),
        FirstHalf("a card's certificate that was stored, and is told to be only issued wherever it is told", f =>
        {
            f.SetFact("card-personalised", "keys/0/action", "issue");
            f.SetFact("certificate-issued", "token", null);
            f.SetFact("certificate-issued", "key-id", null);
        }, "facts"),
        FirstHalf("a card that was personalised without a PIN", f => f.Drop(f.Receipt("set-pin")), "facts"),
        FirstHalf("two cards with the same keys", f => f.SetFact("card-produced", "keys", f.Fact("card-produced").Line["facts/0/keys"], 2), "facts"),
        FirstHalf("a card whose transport PIN is not told of", f => f.Drop(f.Line("note"))),
    ];

    private static IEnumerable<Lie> Fingerprints =>
    [
        FirstHalf("a fingerprint that is not the one that was shown", f => f.SetFact("fingerprint-compared", "sha256", Zeros), "facts"),
        FirstHalf("a fingerprint that is no certificate's", NoCertificatesFingerprint),
        FirstHalf("a fingerprint of something else", f => f.SetFact("fingerprint-compared", "of", "Other CA")),
        FirstHalf("a fingerprint of something else, on the screen too", f => f.Everywhere("Officer and system CA", "Boot CA", "system-ca-fingerprint")),
        FirstHalf("a fingerprint that the operator compared for the witness", f => f.SetFact("fingerprint-compared", "by", "Name of operator 1")),
        FirstHalf("a fingerprint that somebody compared who was not in the room", f => f.SetFact("fingerprint-compared", "by", "Eve Miller")),
        FirstHalf("a fingerprint with a wrong word", f => Words(f).Set("answers", JsonPath.EachText(Words(f)["answers"], _ => "aardvark")), "facts"),
        FirstHalf("a fingerprint with one word", f => KeepOneWord(Words(f)), "facts"),
        FirstHalf("a fingerprint with no words", f => f.Drop(Words(f)), "facts"),
        FirstHalf("a fingerprint that was not shown", f => f.Drop(f.Line("shown", 1, "system-ca-fingerprint")), "facts"),
        FirstHalf("a fingerprint that nobody compared", f => f.DropFact("fingerprint-compared"), "facts"),
    ];

    private static IEnumerable<Lie> Ends =>
    [
        Whole("the Boot CA's last CRL leaves out an officer", f => Crl(f, SecondHalf.Crl(1, Servers(f), Cast.Original.Bootstrap1)), "facts"),
        Whole("the Boot CA's last CRL names nobody", f => Crl(f, SecondHalf.Crl(1)), "facts"),
        Whole("the Boot CA's last CRL names somebody whom it never issued", f => Crl(f, SecondHalf.Crl(1, Servers(f), Cast.Original.Bootstrap1, Cast.Original.Bootstrap2, Cast.Original.Card1))),
        Whole("a CRL with another number", f => f.SetFact("crl-issued", "number", 2), "facts"),
        Whole("a CRL with other entries", f => f.SetFact("crl-issued", "serials", new JsonList()), "facts"),
        Whole("a CRL of another authority", f => f.SetFact("crl-issued", "ca", "Officer CA")),
        Whole("a CRL that the authority did not sign", f => Answer(f, "crl").Set("receipt/signature", "AAAA"), "facts"),
        Whole("a CRL whose artifact is another", f => f.SetFact("crl-issued", "artifact", "bootca.cer"), "certificate-artifacts"),
        Whole("a CRL whose PEM is another", f => f.SetFact("crl-issued", "pem", "boot-ca.crl"), "certificate-artifacts"),
        Whole("a CRL whose PEM holds another CRL", OtherPem, "certificate-artifacts"),
        Whole("a CRL without its PEM", f => f.SetFact("crl-issued", "pem", null)),
        Whole("a revocation without a last CRL", f => f.DropFact("crl-issued"), "ends"),
        Whole("a revocation for another reason than was approved", f => f.SetFact("ca-revoked", "reason", "keyCompromise"), "facts"),
        Whole("a revocation for a reason that there is not", f => Entry(f, "ca-revoked", "reason", "boredom")),
        Whole("a revocation of an authority that nobody knows", f => Entry(f, "ca-revoked", "ca", "Ghost CA")),
        Whole("a revocation of another authority than was approved", f => f.SetFact("ca-revoked", "ca", "Officer CA"), "facts"),
        Whole("a Boot CA that ends where nothing says that the installation is the program's own", f => f.Line("opened").Set("installation", null), "facts"),
        Whole("a key that was destroyed before its authority was revoked", f => f.DropFact("ca-revoked"), "ends"),
    ];

    // The boot installation's own server, whose certificate the kit tells of.
    private static Actor Servers(Forger forger) =>
        Cast.Original.Card1 with { Certificate = Convert.FromBase64String(forger.Fact("boot-kit-opened").Line.Text("facts/0/issued/0")) };

    // Which words are asked for is drawn anew each time.
    private static void KeepOneWord(ForgedLine words)
    {
        foreach (string field in words["answers"].AsMap().Names.Skip(1).ToList())
        {
            words.Set($"answers/{field}", null);
        }
    }

    private static ForgedLine Words(Forger forger) => forger.Line("answered", 1, "system-ca-fingerprint");

    private static ForgedLine Answer(Forger forger, string step) => forger.First(line => line.Step == step && line.Kind == "performed" && line.Names is not null);

    private static void Rename(Forger forger, string other)
    {
        forger.SetFact("ca-created", "ca", other);
        for (int at = 1; at <= 4; at++)
        {
            forger.SetFact("certificate-issued", "issuer", other, at);
        }

        Entry(forger, "certificate-procedure-created", "issuer", other);
    }

    /// <summary>An entry of the registry that is otherwise from the proposal to the fact.</summary>
    internal static void Entry(Forger forger, string fact, string field, JsonValue? value)
    {
        ForgedLine proposed = forger.First(line => line.Kind == "proposed" && line.Text("actions/0/entry/fact") == fact);
        string before = proposed.Text($"actions/0/entry/{field}");
        proposed.Set($"actions/0/entry/{field}", value);
        if (value is JsonText(var words) && Spoken.Contains(field))
        {
            proposed.Set("text", JsonPath.EachText(proposed["text"], each => each.Replace(before, words, StringComparison.Ordinal)));
            proposed.Set("screen", JsonPath.EachText(proposed["screen"], each => each.Replace(before, words, StringComparison.Ordinal)));
        }

        forger.First(line => line.Kind == "intended" && line.Text("action/entry/fact") == fact).Set($"action/entry/{field}", value);
        forger.SetFact(fact, field, value);
    }

    private static void NoCertificatesFingerprint(Forger forger)
    {
        string other = JournalMaker.Hash([1]);
        forger.Everywhere(forger.Fact("fingerprint-compared").Line.Text("facts/0/sha256"), other, "system-ca-fingerprint");
        IReadOnlyList<string> words = Core.Screens.PgpWords.Of(Convert.FromHexString(other));
        foreach (string name in Words(forger)["answers"].AsMap().Names.ToList())
        {
            Words(forger).Set($"answers/{name}", words[int.Parse(name[5..], System.Globalization.CultureInfo.InvariantCulture) - 1]);
        }
    }

    private static void Crl(Forger forger, byte[] crl)
    {
        var (tbs, signature) = Ceremonies.Parts(crl);
        ForgedLine proposed = forger.First(line => line.Kind == "proposed" && line.Step == "crl");
        CrlView view = CrlView.Read(crl);
        proposed.Set("actions/0/bytes", Convert.ToBase64String(tbs));
        string sentence = $"Sign with the key \"Boot CA key\" in CM-HSM, sha256-rsa: the CRL number 1 of CN=Boot CA with {view.Entries.Count} {(view.Entries.Count == 1 ? "entry" : "entries")}.";
        proposed.Set("text/0", sentence).Set("screen/blocks/0/text", sentence);
        forger.First(line => line.Kind == "intended" && line.Step == "crl").Set("action/bytes", Convert.ToBase64String(tbs));
        Answer(forger, "crl").Set("receipt/signature", Convert.ToBase64String(signature));
        forger.First(line => line.Kind == "performed" && line.Text("action/name") == "boot-ca.crl").Set("receipt/sha256", JournalMaker.Hash(crl)).Set("receipt/size", crl.Length);
        forger.SetFact("crl-issued", "crl", Convert.ToBase64String(crl));
        forger.SetFact("crl-issued", "serials", JsonList.OfText(view.Entries.Select(entry => entry.SerialNumber)));
        forger.Files["artifacts/boot-ca.crl"] = crl;
        Pem(forger, crl);
    }

    private static void OtherPem(Forger forger) => Pem(forger, SecondHalf.Crl(1));

    private static void Pem(Forger forger, byte[] crl)
    {
        byte[] pem = System.Text.Encoding.ASCII.GetBytes(Signatures.ToPem("X509 CRL", crl));
        forger.First(line => line.Kind == "performed" && line.Text("action/name") == "boot-ca.crl.pem").Set("receipt/sha256", JournalMaker.Hash(pem)).Set("receipt/size", pem.Length);
        forger.Files["artifacts/boot-ca.crl.pem"] = pem;
    }
}
