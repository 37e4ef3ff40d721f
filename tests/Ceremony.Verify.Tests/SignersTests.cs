using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>Two officers are two people with two keys, however one person tries to be both under an authority that is trusted.</summary>
public class SignersTests
{
    private const string First = "Bootstrap officer 1";
    private const string Second = "Bootstrap officer 2";
    private const string Ada = "Ada Berg";
    private const string Bo = "Bo Carlsson";

    private static readonly Cast Cast = Cast.Original;

    /// <summary>What the second officer is like, and what is said of the roster.</summary>
    public static TheoryData<string, Func<object>, string> Rogues => new()
    {
        { "another certificate of the same subject", () => Cast.Odd($"CN={First}", Second, Bo), $"CN={First} is named twice, under two certificates" },
        { "the same subject in another case", () => Cast.Odd($"CN={First.ToUpperInvariant()}", Second, Bo), $"CN={First.ToUpperInvariant()} is named twice, under two certificates" },
        { "the same key", () => Cast.Odd($"CN={Second}", Second, Bo, key: Cast.Bootstrap1.Key), $"one key is named twice, SHA-256 {Cast.Bootstrap1.SpkiSha256}" },
        { "the same name", () => Cast.Odd("CN=another", First, Bo), $"{First} is named twice" },
        { "the same name in another case", () => Cast.Odd("CN=another", "bootstrap  OFFICER 1", Bo), "bootstrap  OFFICER 1 is named twice" },
        { "the same person", () => Cast.Odd("CN=another", Second, Ada), $"one person, {Ada}, is named twice" },
        { "the same person with another blank", () => Cast.Odd("CN=another", Second, "Ada\u00a0Berg"), "one person, Ada\\u{a0}Berg, is named twice" },
        { "the same person in wide letters", () => Cast.Odd("CN=another", Second, "Ａｄａ Berg"), "one person, Ａｄａ Berg, is named twice" },
        { "a character that cannot be seen", () => Cast.Odd("CN=another", Second, "Ada\u200b Berg"), "the name \"Ada\\u{200b} Berg\" holds a character that nobody can see" },
        { "a letter in another shape", () => Cast.Odd("CN=another", Second, "𝐀da Berg"), "the name \"𝐀da Berg\" holds a character that is a letter again in another shape" },
        { "a subject with a character that cannot be seen", () => Cast.Odd("CN=Bo\u200b Carlsson", Second, Bo), "the subject CN=Bo\\u{200b} Carlsson of a certificate holds a character that nobody can see" },
        { "no name", () => Cast.Odd("CN=another", " ", Bo), "a name is empty" },
        {
            "a key for nothing but key agreement",
            () => Cast.Odd("CN=another", Second, Bo, extensions: new X509KeyUsageExtension(X509KeyUsageFlags.KeyAgreement, true)), "the key of CN=another is not for signatures, according to its certificate"
        },
        { "a TLS server's certificate", () => Cast.Odd("CN=www.example.com", Second, Bo, extensions: Purpose("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2")), "the certificate of CN=www.example.com is that of a service, for serverAuth, not of an officer" },
        { "an OCSP responder's", () => Cast.Odd("CN=another", Second, Bo, extensions: Purpose("1.3.6.1.5.5.7.3.9")), "the certificate of CN=another is that of a service, for OCSPSigning, not of an officer" },
        { "an authority's", () => Cast.Odd("CN=another", Second, Bo, extensions: new X509BasicConstraintsExtension(true, false, 0, true)), "the certificate of CN=another is that of an authority, not of an officer" },
        { "a key of 1024 bits", () => Cast.Odd("CN=another", Second, Bo, key: RSA.Create(1024)), "of the certificate of CN=another, the RSA key has 1024 bits, fewer than 2048" },
        { "a key without its parameters", () => Cast.Odd("CN=another", Second, Bo, Written(Cast.Bootstrap1.Key, null)), "of the certificate of CN=another, the key's parameters are not exact" },
        { "a key with other parameters", () => Cast.Odd("CN=another", Second, Bo, Written(Cast.Bootstrap1.Key, [4, 1, 0])), "of the certificate of CN=another, the key's parameters are not exact" },
        { "the same modulus", () => Cast.Odd("CN=another", Second, Bo, new PublicKey(OtherExponent(Cast.Bootstrap1.Key))), "one key is named twice, SHA-256" },
    };

    [Theory]
    [MemberData(nameof(Rogues))]
    public void One_officer_cannot_be_two(string what, Func<object> second, string failure)
    {
        _ = what;
        var rogue = (Actor)second();
        Actor[] signing = CanSign(rogue) ? [Cast.Bootstrap1, rogue] : [Cast.Bootstrap1];
        using MadeArchive archive = MadeArchive.Of(Ceremonies.Kit(Cast, key: false, Cast.Bootstrap1, rogue), Cast, signing);
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Trust = [Cast.BootCa.Certificate] });
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        string roster = Assert.Single(verdict.Failures(), each => each.StartsWith("roster: ", StringComparison.Ordinal));
        Assert.StartsWith($"roster: Line 18 (sealed): {failure}", roster, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_officers_of_one_authority_are_two_and_the_verdict_names_their_certificates()
    {
        using MadeArchive archive = Kit(Cast.Bootstrap1, Cast.Bootstrap2);
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Trust = [Cast.BootCa.Certificate] });
        Assert.Empty(verdict.Failures());
        Assert.Equal(VerdictWord.Valid, verdict.Word);
        Assert.Equal([new SignerName(First, Ada, $"CN={First}"), new SignerName(Second, Bo, $"CN={Second}")], verdict.Signers);
    }

    [Fact]
    public void Officers_of_many_kinds_are_officers()
    {
        Actor first = Cast.Odd("CN=one", First, Ada, extensions: new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        Actor second = Cast.Odd("CN=two", Second, Bo, extensions: Purpose("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.311.20.2.2"));
        using MadeArchive archive = Kit(first, second);
        Assert.Empty(archive.Verify().Failures());
    }

    [Fact]
    public void Confirmations_by_one_officer_with_two_certificates_are_one()
    {
        Actor again = Cast.Odd($"CN={First}", Second, Bo);
        using MadeArchive archive = MadeArchive.Of(Ceremonies.Kit(Cast, key: true, Cast.Bootstrap1, again), Cast, Cast.Bootstrap1, again);
        Assert.Contains($"approvals: Line 23 (approved): CN={First} confirmed twice, under two certificates.", archive.Verify().Failures());
    }

    [Fact]
    public void A_confirmation_with_a_servers_certificate_is_none()
    {
        Actor server = Cast.Odd("CN=www.example.com", Second, Bo, extensions: Purpose("1.3.6.1.5.5.7.3.1"));
        using MadeArchive archive = MadeArchive.Of(Ceremonies.Kit(Cast, key: true, Cast.Bootstrap1, server), Cast, Cast.Bootstrap1, server);
        Assert.Contains("confirmations: Line 22 (confirmed): the certificate of CN=www.example.com is that of a service, for serverAuth, not of an officer.", archive.Verify().Failures());
    }

    [Fact]
    public void A_certificate_that_only_its_own_key_vouches_for_is_a_console_key_whatever_it_is_called()
    {
        const string Sentence = "is signed only by its own key, so that key counts as made at the console, which is not dual control; --allow-console-keys accepts that.";
        Actor[] officers = [Cast.Console1 with { Origin = "soft" }, Cast.Console2 with { Origin = "soft" }];
        using MadeArchive archive = Kit(officers);
        var options = new VerifyOptions { Trust = [.. officers.Select(each => each.Certificate)] };
        Verdict verdict = Verifier.Verify(archive.Folder, options);
        Assert.Equal([$"console-keys: The certificate of officer 1 {Sentence}"], verdict.Failures());
        Assert.Equal(VerdictWord.Valid, Verifier.Verify(archive.Folder, options with { AllowConsoleKeys = true }).Word);
    }

    [Fact]
    public void A_subject_is_escaped_once()
    {
        Actor odd = Cast.Odd("CN=\"Berg, Ada\u001b\"", Second, Bo, extensions: new X509KeyUsageExtension(X509KeyUsageFlags.KeyAgreement, true));
        using MadeArchive archive = Kit(Cast.Bootstrap1, odd);
        Verdict verdict = archive.Verify();
        Assert.Contains("roster: Line 18 (sealed): the key of CN=Berg\\, Ada\\u{1b} is not for signatures, according to its certificate.", verdict.Failures());
        Assert.Contains($"signed by {Bo}, as {Second}, by a certificate of CN=Berg\\, Ada\\u{{1b}}\n", verdict.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN=Ada\\u{34f} Vega")]
    [InlineData("CN=\\\\\\u{e0041}")]
    [InlineData("O=A, CN=\\u{3164}")]
    public void A_subject_holds_no_character_that_nobody_sees(string subject) =>
        Assert.Equal($"the subject {subject} of a certificate holds a character that nobody can see", EscapedName.Problem(subject));

    [Theory]
    [InlineData("CN=Ada\\u{308} Vega")]
    [InlineData("CN=\\\\u{34f}")]
    [InlineData("CN=Ada Vega")]
    public void A_subject_with_marks_and_backslashes_is_seen(string subject) => Assert.Null(EscapedName.Problem(subject));

    [Theory]
    [InlineData("Adä Vega", "Ada\u0308 VEGA")]
    [InlineData("Ånström", "A\u030anstro\u0308m")]
    [InlineData("Trần Thị Ấu", "Tra\u0302\u0300n Thi\u0323 A\u0302\u0301u")]
    [InlineData("ạ\u0308", "ä\u0323")]
    [InlineData("Ёлкина", "Е\u0308лкина")]
    [InlineData("Ελένη", "Ελε\u0301νη")]
    [InlineData("がく", "か\u3099く")]
    [InlineData("\u0958मल", "क\u093cमल")]
    [InlineData("Ĳsbrand", "IJsbrand")]
    [InlineData("  Ada\u2003\u3000Vega ", "ada vega")]
    [InlineData("Ａｄａ", "Ada")]
    public void Two_spellings_of_a_name_are_one(string one, string other)
    {
        Assert.Equal(PersonName.Folded(one), PersonName.Folded(other));
        Assert.Null(PersonName.Problem(one));
        Assert.Null(PersonName.Problem(other));
    }

    [Theory]
    [InlineData("Ada Vega", "Adä Vega")]
    [InlineData("Jörg", "Jorg")]
    [InlineData("AdaVega", "Ada Vega")]
    public void Two_names_are_two(string one, string other) => Assert.NotEqual(PersonName.Folded(one), PersonName.Folded(other));

    private static MadeArchive Kit(params Actor[] officers) => MadeArchive.Of(Ceremonies.Kit(Cast, key: false, officers), Cast, officers);

    // A signature under a key that is written in another way is not even made.
    private static bool CanSign(Actor actor)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(actor.Certificate);
        return certificate.PublicKey.EncodedParameters?.RawData is [5, 0] && certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(actor.Spki);
    }

    private static X509EnhancedKeyUsageExtension Purpose(params string[] oids)
    {
        var purposes = new OidCollection();
        foreach (string oid in oids)
        {
            purposes.Add(new Oid(oid));
        }

        return new X509EnhancedKeyUsageExtension(purposes, false);
    }

    private static PublicKey Written(RSA key, byte[]? parameters)
    {
        var right = new PublicKey(key);
        return new PublicKey(right.Oid, parameters is null ? null : new AsnEncodedData(parameters), right.EncodedKeyValue);
    }

    private static RSA OtherExponent(RSA key)
    {
        RSAParameters parameters = key.ExportParameters(false);
        parameters.Exponent = [1, 0, 3];
        return RSA.Create(parameters);
    }
}
