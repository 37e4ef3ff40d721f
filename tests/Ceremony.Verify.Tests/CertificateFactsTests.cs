using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>What facts say of certificates, CRLs, cards and officers is what was signed, looked at or shown.</summary>
public class CertificateFactsTests
{
    private static readonly Cast Cast = Cast.Original;
    private static readonly Actor[] Officers = [Cast.Card1, Cast.Card2];
    private static readonly TokenRef Hsm = new("hsm");

    /// <summary>The field of the certificate procedure, its value, and what is said of the certificate that was issued by it.</summary>
    public static TheoryData<string, JsonValue, string> Demands => new()
    {
        { "signature-algorithm", "sha384-rsa", "the certificate of TLS has another signature algorithm than its procedure \"Servers\" demands" },
        { "key-usage", JsonList.OfText(["keyEncipherment"]), "the certificate of TLS has another key usage than its procedure \"Servers\" demands" },
        { "key-usage", new JsonList(), "the certificate of TLS has another key usage than its procedure \"Servers\" demands" },
        { "extended-key-usage", JsonList.OfText(["serverAuth"]), "the certificate of TLS has another extended key usage than its procedure \"Servers\" demands" },
        { "subject-alternative-names", JsonList.OfText(["DNS:cm.example.org"]), "the certificate of TLS has other subject alternative names than its procedure \"Servers\" demands" },
        { "format", "server-certificate", "the certificate of Ada Berg has another extended key usage than its procedure \"Servers\" demands" },
        { "valid-for", "4 years", "the certificate of TLS has another validity than its procedure \"Servers\" demands" },
        { "valid-for", "for ever", "the certificate of TLS has another validity than its procedure \"Servers\" demands" },
        { "subject", JsonList.OfText(["CN", "O"]), "the certificate of TLS has another subject than its procedure \"Servers\" demands" },
        { "least-key", "rsa-4096", "the certificate of TLS has a weaker key than its procedure \"Servers\" demands" },
        { "procedure", "Others", "the certificate procedure \"Servers\" of the token procedure \"Soft tokens\" is not in the registry" },
        { "issuer", "Boot CA", "the CA \"Boot CA\" of the certificate procedure \"Servers\" is not in the registry" },
        { "signature-algorithm", "sha256-ecdsa", "the key of the CA \"Officer CA\" cannot sign as the procedure \"Servers\" demands" },
    };

    [Theory]
    [MemberData(nameof(Demands))]
    public void A_certificate_is_as_its_procedure_demands(string field, JsonValue value, string failure) =>
        Assert.Contains($"facts: {failure}.", WithEntry("servers", "certificate-procedure-created", field, value));

    /// <summary>The step, the fact, its field, another value, and what is said.</summary>
    public static TheoryData<string, string, string, JsonValue, string> Lies => new()
    {
        { "tls-issue", "certificate-issued", "subject", "Mallory", "nobody who agreed to sign the certificate of Mallory was told of \"Mallory\"" },
        { "tls-issue", "certificate-issued", "procedure", "Officer certificates", "nobody who agreed to sign the certificate of TLS was told of \"Officer certificates\"" },
        { "ca", "ca-created", "ca", "Root CA", "nobody who agreed to sign the CA \"Root CA\" was told of \"Root CA\"" },
        { "issue", "certificate-issued", "subject", "Bo Carlsson", "the certificate of Bo Carlsson is for the key of a card that was not produced for Bo Carlsson" },
        { "issue", "certificate-issued", "token", "card-bo", "the certificate of Ada Berg is for the key of a card that was not produced for Ada Berg" },
        { "issue", "card-personalised", "number", "00004712", "the card 00004712 of Ada Berg was not produced as this card and for this holder" },
        { "issue", "card-personalised", "holder", "Mallory", "no action set the PIN of the card 00004711" },
        { "cards", "card-produced", "number", "00004713", "the card that was seen bears the number 00004713 neither as its label nor as its serial number" },
        { "cards", "card-produced", "token-procedure", "none", "the token procedure \"none\" of the card 00004711 is not in the registry" },
        { "cards", "card-produced", "keys", new JsonList(), "not all keys of the card 00004711 are named that were made in it" },
        { "pin-token", "soft-token-issued", "subject", "Oda", "the soft token /media/pin.p12 is registered for Oda, but Ada Berg holds it" },
        { "pin-token", "soft-token-issued", "token-procedure", "Officer cards", "the token procedure \"Officer cards\" of the soft token /media/pin.p12 is not in the registry, or not one for soft tokens" },
        { "clients", "operator-acted", "did", "close AWB", "Oda did not say that this was done: close AWB" },
        { "boot-kit", "officer-recognised", "file", "other.p12", "nobody opened the token of Bootstrap officer 1" },
        { "boot-kit", "officer-recognised", "bootstrap", false, "Bootstrap officer 1 has a key from the console and is no bootstrap officer, or the other way round" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_fact_says_what_was_signed_seen_or_shown(string step, string fact, string field, JsonValue value, string failure) =>
        Assert.Contains($"facts: {failure}.", WithFact(step, fact, field, value));

    /// <summary>The step, the entry, its field, another value to which officers agreed too, and what is said.</summary>
    public static TheoryData<string, string, string, JsonValue, string> Entries => new()
    {
        { "officers", "officer-created", "person", "Mallory", "the card of ada was not personalised for Mallory" },
        { "officers", "officer-created", "profile", "Kings", "the officer profile \"Kings\" of ada is not in the registry" },
        { "procedures", "officer-profile-created", "roles", JsonList.OfText(["auditor"]), "ada signed in for \"officer\", which is no role of the officer's profile" },
        { "procedures", "token-procedure-created", "storage-profile", "pkcs12", "the token procedure \"Officer cards\" of the card 00004711 is not one for cards" },
        { "procedures", "token-procedure-created", "pin-procedure", "chosen-by-holder", "the PIN of the card 00004711 was not given as its token procedure \"Officer cards\" says" },
        { "procedures", "token-procedure-created", "range-from", "00004712", "the card 00004711 is outside the range 00004712 to 00004720 of its token procedure" },
        { "procedures", "token-procedure-created", "range-from", "4711", "the card 00004711 is outside the range 4711 to 00004720 of its token procedure" },
        { "procedures", "token-procedure-created", "range-to", "00004710", "the card 00004711 is outside the range 00004711 to 00004710 of its token procedure" },
        { "servers", "token-procedure-created", "pin-procedure", "none", "the token procedure \"Soft tokens\" has the PIN procedure none, which is none for pkcs12" },
        { "revoke", "ca-revoked", "reason", "keyCompromise", "\"keyCompromise\" is no reason why the CA \"Boot CA\" can end" },
        { "servers", "token-procedure-created", "issuer-certificates", "store", "the soft token /media/pin.p12 holds other issuers' certificates than its token procedure \"Soft tokens\" demands" },
        { "servers", "token-procedure-created", "certificate-procedure", "Officer certificates", "the certificate of the soft token /media/pin.p12 was not issued by the procedure that \"Soft tokens\" names" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void An_entry_fits_what_the_registry_holds(string step, string fact, string field, JsonValue value, string failure) =>
        Assert.Contains($"facts: {failure}.", WithEntry(step, fact, field, value));

    [Theory]
    [InlineData("ca", "the certificate of the CA \"Officer CA\" is valid from another time than the clock showed")]
    [InlineData("tls-issue", "the certificate of TLS is valid from another time than the clock showed")]
    public void A_certificate_is_valid_from_when_the_clock_was_looked_at(string step, string failure) =>
        Assert.Equal([$"facts: {failure}."], WithLine(step, "looked", line => line["look"].AsMap().Text("look") == "clock" ? With(line, "seen", new JsonMap { { "seconds", Cast.Begin.ToUnixTimeSeconds() + 1 } }) : line));

    [Fact]
    public void Only_an_officer_of_the_registry_is_replaced()
    {
        var replaced = new OfficerReplaced("cesar", "left");
        var enter = new EnterInRegistry(replaced);
        Assert.Equal(
            ["facts: cesar, who was replaced, is not an officer of the registry."],
            Failures(SecondHalf.Of(null, journal => journal.Perform(journal.Approve(Officers, enter), enter, []), replaced)));
    }

    [Fact]
    public void A_crl_lists_all_that_its_ca_issued_under_the_next_number()
    {
        Actor[] all = [Cast.Card1, Cast.Card2, SecondHalf.OfTls, SecondHalf.OfPin, Cast.Ca];
        string Serial(Actor actor) => Ceremonies.Serial(actor.Certificate);
        Assert.Empty(OfCrl(1, all));
        Assert.Equal([$"facts: the CRL of \"Officer CA\" leaves out the certificate with the serial number {Serial(Cast.Card2)}, which that CA issued."], OfCrl(1, [.. all.Where(each => each != Cast.Card2)]));
        Assert.Equal([$"facts: the CRL of \"Officer CA\" lists the serial number {Serial(Cast.Bootstrap1)}, of which no line tells."], OfCrl(1, [.. all, Cast.Bootstrap1]));
        Assert.Equal(["facts: the CRL of \"Officer CA\" does not have the number that follows its last one."], OfCrl(2, all));
    }

    [Fact]
    public void A_certificate_may_be_kept_with_that_of_its_ca_where_its_procedure_says_so()
    {
        byte[] chain = System.Text.Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("CERTIFICATE", SecondHalf.OfTls.Certificate) + Pki.Signatures.ToPem("CERTIFICATE", Cast.Ca.Certificate));
        IReadOnlyList<string> Kept(string caChain) => Failures(SecondHalf.Of((kind, _, line) => (line.Find("step") as JsonText)?.Value switch
        {
            "servers" => Deep(line, map => map.Find("ca-chain") is null ? map : With(map, "ca-chain", caChain)).AsMap(),
            "tls-issue" when kind == "performed" && line.Find("action") is not null => With(line, "receipt", new JsonMap { { "sha256", JournalMaker.Hash(chain) }, { "size", chain.Length } }),
            _ => line,
        }));
        Assert.DoesNotContain(Kept("include"), each => each.StartsWith("certificate-artifacts", StringComparison.Ordinal) || each.StartsWith("facts", StringComparison.Ordinal));
        Assert.Contains("certificate-artifacts: the artifact \"tls.crt\" is not the certificate that it should hold.", Kept("none"));
    }

    private static IReadOnlyList<string> OfCrl(int number, Actor[] revoked)
    {
        byte[] crl = SecondHalf.Crl(Cast.Ca, number, revoked);
        (byte[] tbs, byte[] signature) = Ceremonies.Parts(crl);
        var sign = new Sign(Hsm, "ca", "Officer CA key", SignatureAlgorithm.Sha256Rsa, tbs);
        return Failures(SecondHalf.Of(
            null,
            journal =>
            {
                journal.Perform(journal.Approve(Officers, sign), sign, new SignatureReceipt(signature).ToJson());
                journal.Keep("ca.crl", crl);
                journal.Keep("ca.crl.pem", System.Text.Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("X509 CRL", crl)));
            },
            new CrlIssued("Officer CA", number, [.. revoked.Select(each => Ceremonies.Serial(each.Certificate))], crl, "ca.crl") { Pem = "ca.crl.pem" }));
    }
}
