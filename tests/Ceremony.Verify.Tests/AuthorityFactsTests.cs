using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>What was signed, stored or destroyed in a step bears its fact, and yet the fact is of what it cannot be.</summary>
public class AuthorityFactsTests
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly Actor[] Officers = [Cast.Original.Card1, Cast.Original.Card2];

    [Fact]
    public void An_authority_has_a_key_of_its_own() => Assert.Contains(
        "facts: the key \"Officer CA key\" is that of two CAs.",
        Signed(Cast.Original.Ca.Certificate, "Second CA", new CaCreated("Second CA", "Officer CA key", Cast.Original.Ca.Certificate, "officer-ca.cer")));

    [Theory]
    [InlineData(false, X509KeyUsageFlags.KeyCertSign)]
    [InlineData(true, X509KeyUsageFlags.CrlSign)]
    [InlineData(true, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature)]
    public void An_authoritys_certificate_is_one_of_an_authority_and_no_more(bool isCa, X509KeyUsageFlags usage)
    {
        byte[] certificate = Selfmade(Cast.Original.Ca.Key, isCa, usage);
        Assert.Contains("facts: the certificate of the CA \"Second CA\" is not one of a CA.", Signed(certificate, "Second CA", new CaCreated("Second CA", "Officer CA key", certificate, "officer-ca.cer")));
    }

    [Fact]
    public void A_revoked_authority_issues_nothing_more()
    {
        byte[] certificate = SecondHalf.OfTls.Certificate;
        var issued = new CertificateIssued("TLS", "Servers", "Officer CA", Ceremonies.Serial(certificate), null, null, certificate, "tls.crt");
        Assert.Contains(
            "facts: \"Officer CA\", which issued the certificate of TLS, was revoked.",
            Signed(certificate, "By \"Servers\", for TLS.", issued, new CaRevoked("Officer CA", "superseded")));
    }

    [Fact]
    public void A_certificate_that_is_installed_was_issued_here()
    {
        byte[] certificate = Selfmade(SecondHalf.OfTls.Key, false, X509KeyUsageFlags.DigitalSignature);
        var store = new StoreCertificate(Hsm, "0715", "tls", certificate);
        Assert.Contains(
            "facts: the certificate that was stored for the key \"tls\" was not issued here.",
            Failures(SecondHalf.Of(
                null,
                journal => journal.Perform(journal.Approve([], store), store, new StoredReceipt(JournalMaker.Hash(certificate)).ToJson()),
                new CertificateInstalled("tls", Hsm, "0715", "tls", certificate))));
    }

    [Fact]
    public void A_key_that_is_destroyed_is_the_one_of_the_registry()
    {
        var destroy = new DestroyKey(Hsm, "99", "tls");
        Assert.Contains(
            "facts: the key that was destroyed is not the key \"tls\" of the registry.",
            Failures(SecondHalf.Of(null, journal => journal.Perform(journal.Approve(Officers, destroy), destroy, new DestroyedReceipt("HSM-1").ToJson()), new KeyDestroyed("tls", Hsm, "HSM-1", "99"))));
    }

    [Fact]
    public void An_officer_who_was_replaced_signs_in_no_more()
    {
        Actor ada = Cast.Original.Card1;
        Assert.Contains(
            "facts: ada signed in, although the officer was replaced.",
            Failures(SecondHalf.Of(
                null,
                journal =>
                {
                    byte[] challenge = Ceremonies.Challenge(journal, "last", ada.Officer);
                    var sign = new SignChallenge(new TokenRef("card-ada"), "01", "key 1", SignatureAlgorithm.Sha256Rsa, challenge);
                    journal.Perform(journal.Approve([], sign), sign, new SignatureReceipt(ada.Sign(challenge)).ToJson());
                },
                new OfficerSignedIn("ada", "officer"),
                new OfficerReplaced("ada", "the card died"))));
    }

    [Fact]
    public void No_token_and_no_person_is_two_officers()
    {
        Actor ada = Cast.Original.Console1;
        Assert.Contains("facts: officer 1 is recognised by a token that another officer has, or as a person who is another officer.", Gathered(ada, Cast.Original.Console2 with { Person = ada.Person }));
        Assert.Contains("facts: officer 1 is recognised by a token that another officer has, or as a person who is another officer.", Gathered(ada, Cast.Original.Console2 with { Certificate = ada.Certificate }));
        Assert.Empty(Gathered(ada, Cast.Original.Console2));
    }

    private static IReadOnlyList<string> Gathered(params Actor[] officers) =>
        [.. Judged.BeforeOfficers(journal => Ceremonies.GatherSmall(journal, officers)).Select(WithoutPlace)];

    // The officers read what is said, and the authority's key signs.
    private static IReadOnlyList<string> Signed(byte[] certificate, string says, params CeremonyFact[] facts) => Failures(SecondHalf.Of(
        null,
        journal =>
        {
            Ceremonies.Clock(journal);
            Ceremonies.Drawn(journal, Ceremonies.Serial(certificate));
            journal.Says = says;
            (byte[] tbs, byte[] signature) = Ceremonies.Parts(certificate);
            var sign = new Sign(Hsm, "ca", "Officer CA key", SignatureAlgorithm.Sha256Rsa, tbs);
            journal.Perform(journal.Approve(Officers, sign), sign, new SignatureReceipt(signature).ToJson());
        },
        facts));

    private static byte[] Selfmade(RSA key, bool isCa, X509KeyUsageFlags usage)
    {
        var request = new CertificateRequest("CN=Second CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        using X509Certificate2 made = request.CreateSelfSigned(Cast.Begin, Cast.Begin.AddYears(1));
        return made.RawData;
    }
}
