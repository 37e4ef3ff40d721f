using System.Globalization;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>
/// A test a field of the certificate procedure: changing it changes what is issued, or refused, by whatever step issues. What only one of these
/// steps does stands with that step.
/// </summary>
public class ProceduresDecideTests
{
    private const string CorrectScript = "Abort and have the script corrected.";

    private readonly Installation _room = new();

    public static TheoryData<string> Steps => Issuer.Steps;

    public static MatrixTheoryData<string, string[]> Usages => new(Steps.Select(row => row.Data), [["keyAgreement"], ["digitalSignature", "nonRepudiation"]]);

    public static MatrixTheoryData<string, string> Algorithms => new(Steps.Select(row => row.Data), ["sha256-rsa", "sha384-rsa", "sha512-rsa"]);

    /// <summary>The CA is valid for 15 years.</summary>
    public static MatrixTheoryData<string, (string For, string Last)> Validities => new(
        Steps.Select(row => row.Data),
        [("90 days", "2026-05-30T11:59:59Z"), ("2 years", "2028-03-01T11:59:59Z"), ("5 years", "2031-03-01T11:59:59Z"), ("15 years", "2041-03-01T11:59:59Z")]);

    public static MatrixTheoryData<string, (string For, int YearsOn, string From)> BeyondTheCalendar => new(Steps.Select(row => row.Data), [("5 years", 7970, "9996"), ("2 years", 7973, "9999")]);

    // The officers read of an action what its bytes say.
    private IEnumerable<string> Signed() => _room.Desk.Performed.OfType<Sign>().SelectMany(sign => SignedBytes.Describe(sign.Bytes)).Select(detail => $"{detail.Name}: {detail.Value}");

    [Theory]
    [MemberData(nameof(Usages))]
    public async Task Key_usage_that_is_selected_stands_in_the_certificate(string step, string[] usage) => Assert.Equal(usage, (await Issue(step, "key-usage", usage)).KeyUsage);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task An_extended_key_usage_that_is_selected_stands_in_the_certificate_and_on_the_screen(string step)
    {
        Assert.Equal(["clientAuth", "codeSigning"], (await Issue(step, "rfc5280", ("extended-key-usage", new[] { "clientAuth", "codeSigning" }))).ExtendedKeyUsage);
        Assert.Contains("Extended key usage: clientAuth, codeSigning", Signed());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Alternative_names_that_are_selected_stand_in_the_certificate_and_on_the_screen(string step)
    {
        Assert.Equal(["DNS:cm.example.org", "IP:192.0.2.1"], (await Issue(step, "server-certificate", ("subject-alternative-names", new[] { "DNS:cm.example.org", "IP:192.0.2.1" }))).AlternativeNames);
        Assert.Contains("Subject alternative names: DNS:cm.example.org, IP:192.0.2.1", Signed());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_certificate_has_no_alternative_names_unless_they_are_selected_or_asked_for(string step) => Assert.Empty((await Issue(step, "format", "server-certificate")).AlternativeNames);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_format_server_certificate_issues_for_servers(string step) => Assert.Equal(["serverAuth"], (await Issue(step, "format", "server-certificate")).ExtendedKeyUsage);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_format_rfc5280_issues_no_extended_key_usage(string step) => Assert.Empty((await Issue(step, "format", "rfc5280")).ExtendedKeyUsage);

    [Theory]
    [MemberData(nameof(Validities))]
    public async Task The_validity_is_the_certificates_and_may_be_as_long_as_the_CAs(string step, (string For, string Last) validity)
    {
        CertificateView certificate = await Issue(step, "valid-for", validity.For);
        Assert.Equal((FakeDesk.Noon, DateTimeOffset.Parse(validity.Last, CultureInfo.InvariantCulture)), (certificate.NotBefore, certificate.NotAfter));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_validity_beyond_the_CAs_is_refused_before_anything_is_done(string step)
    {
        Says.IsRefused(
            await Run(step, "valid-for", "16 years"),
            "outlives-issuer",
            $"Certificates of the procedure \"{Issuer.Of(step).Procedure}\" would be valid until 2042-03-01 11:59:59 UTC, but that of the CA \"Officer and system CA\" only until 2041-03-01 11:59:59 UTC.",
            "Abort and have the procedure's validity shortened in the script.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Theory]
    [MemberData(nameof(BeyondTheCalendar))]
    public async Task A_validity_beyond_the_calendar_is_refused(string step, (string For, int YearsOn, string From) validity)
    {
        Issuer issuer = await Prepare(step, "valid-for", validity.For);
        _room.Desk.Now = FakeDesk.Noon.AddYears(validity.YearsOn);
        Says.IsRefused(
            await issuer.Run(_room),
            "beyond-calendar",
            $"Certificates of the procedure \"{issuer.Procedure}\" would be valid for {validity.For} from {validity.From}-03-01 12:00:00 UTC, which is beyond the year 9999.");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task The_signature_algorithm_is_the_certificates(string step, string algorithm) => Assert.Equal(algorithm, (await Issue(step, "signature-algorithm", algorithm)).SignatureAlgorithm);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_signature_algorithm_that_the_CA_cannot_make_is_refused(string step)
    {
        Issuer issuer = await Prepare(step);
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { SignatureAlgorithm = "sha256-ecdsa" });
        Says.IsRefused(
            await issuer.Run(_room),
            "signature-algorithm",
            $"The certificate procedure \"{issuer.Procedure}\" signs with sha256-ecdsa, but the key of the CA \"Officer and system CA\" is rsa-2048.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_issuing_CA_is_the_procedures(string step)
    {
        var issuer = Issuer.Of(step);
        await _room.WithCa();
        await _room.Do("generate-key", Installation.Key.But("key", "Second key"));
        await _room.Do("create-ca", Installation.Ca.But("name", "Second CA").But("key", "Second key").But("subject", new[] { ("CN", "Second CA") }));
        await issuer.Prepare(_room, issuer.Certificates.But("issuer", "Second CA"));
        CertificateView certificate = Issuer.Certificate(await issuer.Run(_room));
        CertificateView ca = CertificateView.Read(_room.Desk.Registry.Ca("Second CA")!.Certificate);
        Assert.Equal("CN=Second CA", certificate.Issuer);
        Assert.True(certificate.IsSignedBy(ca.PublicKey));
        Assert.Equal(ca.SubjectKeyIdentifier, certificate.AuthorityKeyIdentifier);
        Assert.NotNull(certificate.SubjectKeyIdentifier);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task An_issuing_CA_that_does_not_exist_is_refused(string step)
    {
        Issuer issuer = await Prepare(step);
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { Issuer = "Third CA" });
        Says.IsRefused(await issuer.Run(_room), "unknown-ca", "There is no CA named \"Third CA\" in the registry.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_CA_that_is_revoked_issues_nothing(string step)
    {
        Issuer issuer = await Prepare(step);
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "cessationOfOperation")]);
        Says.IsRefused(
            await issuer.Run(_room),
            "ca-revoked",
            $"The CA \"Officer and system CA\", which issues for the certificate procedure \"{issuer.Procedure}\", is revoked.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_CA_chain_stands_after_the_certificate_where_it_is_included(string step)
    {
        CertificateView certificate = await Issue(step, "ca-chain", "include");
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        Assert.Equal(
            Signatures.ToPem("CERTIFICATE", certificate.Der) + Signatures.ToPem("CERTIFICATE", ca),
            Encoding.ASCII.GetString(_room.Desk.Artifacts[Issuer.Of(step).Chain]));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_key_below_the_weakest_is_refused(string step)
    {
        StepResult result = await Run(step, "least-key", "rsa-3072");
        Says.IsRefused(
            result,
            "key-too-weak",
            $"{Issuer.Of(step).KeyIs} is rsa-2048, but the certificate procedure \"{Issuer.Of(step).Procedure}\" demands at least rsa-3072.",
            "Abort and have the key's size, or the procedure, corrected in the script.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_subject_of_other_attributes_is_refused(string step)
    {
        StepResult result = await Run(step, "subject", new[] { "CN" });
        Says.IsRefused(
            result,
            "subject-differs",
            $"The subject of {Issuer.Of(step).SubjectOf}, but the certificate procedure \"{Issuer.Of(step).Procedure}\" demands CN.",
            CorrectScript);
    }

    private async Task<Issuer> Prepare(string step, string? field = null, object? value = null)
    {
        var issuer = Issuer.Of(step);
        await _room.WithCa();
        await issuer.Prepare(_room, field is null ? issuer.Certificates : issuer.Certificates.But(field, value));
        return issuer;
    }

    private async Task<StepResult> Run(string step, string field, object value) => await (await Prepare(step, field, value)).Run(_room);

    private async Task<CertificateView> Issue(string step, string format, (string Name, object Value) selected)
    {
        var issuer = Issuer.Of(step);
        await _room.WithCa();
        await issuer.Prepare(_room, issuer.Certificates.But("format", format).But(selected.Name, selected.Value));
        return Issuer.Certificate(await issuer.Run(_room));
    }

    private async Task<CertificateView> Issue(string step, string field, object value) => Issuer.Certificate(await Run(step, field, value));
}
