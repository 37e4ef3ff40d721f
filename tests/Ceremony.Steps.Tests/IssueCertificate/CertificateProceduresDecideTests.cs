using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>What both procedures decide for requests alone; <see cref="ProceduresDecideTests"/> has what they decide for whatever is issued.</summary>
public class CertificateProceduresDecideTests
{
    private static readonly (string Name, object Value)[] BothEnds =
        [.. Installation.TlsRequest, ("extended-key-usage", new[] { "serverAuth", "clientAuth" }), ("subject-alternative-names", new[] { "DNS:localhost" })];

    private readonly Installation _room = new();

    [Fact]
    public async Task Key_usage_none_selected_takes_over_the_requests_own() =>
        Assert.Equal(["dataEncipherment"], (await Issue(request: Installation.TlsRequest.But("key-usage", new[] { "dataEncipherment" }))).KeyUsage);

    [Fact]
    public async Task Key_usage_none_selected_issues_none_where_the_request_asks_for_none()
    {
        CertificateView certificate = await Issue(request: Installation.TlsRequest.But("key-usage", Array.Empty<string>()));
        Assert.False(certificate.HasKeyUsage);
        Assert.Equal("none", _room.Desk.Screens[0].Value("key usage asked for"));
    }

    [Fact]
    public async Task Key_usage_that_is_selected_stands_in_the_certificate_whatever_the_request_asks_for()
    {
        CertificateView certificate = await Issue(Installation.SecureCertificates.But("key-usage", new[] { "keyAgreement" }));
        Assert.Equal(["keyAgreement"], certificate.KeyUsage);
        Assert.Equal("keyAgreement", _room.Desk.Screens[0].Value("key usage selected"));
    }

    [Fact]
    public async Task What_is_not_selected_is_taken_over_from_the_request()
    {
        CertificateView certificate = await Issue(request: BothEnds);
        Assert.Equal(["serverAuth", "clientAuth"], certificate.ExtendedKeyUsage);
        Assert.Equal(["DNS:localhost"], certificate.AlternativeNames);
        Assert.Equal("serverAuth, clientAuth", _room.Desk.Screens[0].Value("extended key usage asked for"));
        Assert.Equal("DNS:localhost", _room.Desk.Screens[0].Value("subject alternative names asked for"));
    }

    [Fact]
    public async Task What_is_selected_stands_in_the_certificate_whatever_the_request_asks_for()
    {
        CertificateView certificate = await Issue(
            Installation.SecureCertificates.But("extended-key-usage", new[] { "serverAuth" }).But("subject-alternative-names", new[] { "DNS:cm.example.org" }), BothEnds);
        Assert.Equal(["serverAuth"], certificate.ExtendedKeyUsage);
        Assert.Equal(["DNS:cm.example.org"], certificate.AlternativeNames);
        Assert.Equal("serverAuth", _room.Desk.Screens[0].Value("extended key usage selected"));
        Assert.Equal("DNS:cm.example.org", _room.Desk.Screens[0].Value("subject alternative names selected"));
    }

    [Fact]
    public async Task A_procedure_for_servers_issues_for_nothing_else()
    {
        await _room.WithRequest(request: BothEnds.But("extended-key-usage", new[] { "clientAuth" }));
        Says.IsRefused(
            await Run(),
            "not-for-servers",
            "Certificates of the procedure \"TLS, KAR and PIN encryption\" are for servers, but their extended key usage would be clientAuth, without serverAuth.",
            "Abort and have serverAuth added in the script, or the procedure's format made rfc5280.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task Another_procedure_takes_over_any_purpose()
    {
        CertificateView certificate = await Issue(Installation.SecureCertificates.But("format", "rfc5280"), BothEnds.But("extended-key-usage", new[] { "clientAuth" }));
        Assert.Equal(["clientAuth"], certificate.ExtendedKeyUsage);
    }

    [Fact]
    public async Task The_CA_chain_stands_after_the_certificate_where_it_is_included()
    {
        CertificateView certificate = await Issue(Installation.SecureCertificates.But("ca-chain", "include"));
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        Assert.Equal(
            Signatures.ToPem("CERTIFICATE", certificate.Der) + Signatures.ToPem("CERTIFICATE", ca),
            Encoding.ASCII.GetString(_room.Desk.Artifacts["tls.crt"]));
        Assert.Equal("kept with the certificate", _room.Desk.Screens[0].Value("CA chain"));
    }

    [Fact]
    public async Task The_certificate_stands_alone_where_no_CA_chain_is_included()
    {
        CertificateView certificate = await Issue();
        Assert.Equal(Signatures.ToPem("CERTIFICATE", certificate.Der), Encoding.ASCII.GetString(_room.Desk.Artifacts["tls.crt"]));
    }

    [Fact]
    public async Task A_foreign_key_below_the_weakest_is_refused_by_its_size()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Has("tls.csr", new Requested { RsaBits = 1024 }.Pem());
        Says.IsRefused(
            await Run(),
            "key-too-weak",
            "The key in the request tls.csr is rsa-1024, but the certificate procedure \"TLS, KAR and PIN encryption\" demands at least rsa-2048.");
    }

    [Fact]
    public async Task A_key_that_no_certificate_may_hold_is_refused_without_a_weakest_one_too()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("least-key", null));
        _room.Desk.Has("tls.csr", new Requested { RsaBits = 1024 }.Pem());
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal("certificate-faulty", refused.Code);
        Assert.Contains("the RSA key has 1024 bits, fewer than 2048", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weakest_RSA_key_says_nothing_of_curves()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("least-key", "rsa-4096"));
        await _room.Do("generate-key", Installation.TlsKey.But("algorithm", "ec-p256"));
        await _room.Do("request-certificate", Installation.TlsRequest);
        Assert.Equal("ec-p256", Certificate(Says.IsDone(await Run())).KeyAlgorithm);
    }

    [Theory]
    [InlineData("O=Example AB, CN=localhost, C=SE", "C, CN and O")]
    [InlineData("CN=localhost", "CN")]
    [InlineData("CN=localhost, CN=other, O=Example AB", "O, CN and CN")]
    public async Task A_subject_of_other_attributes_is_refused(string subject, string types)
    {
        await _room.WithSecureProcedures();
        _room.Desk.Has("tls.csr", new Requested { Subject = subject }.Pem());
        Says.IsRefused(
            await Run(),
            "subject-differs",
            $"The subject of the request tls.csr consists of {types}, but the certificate procedure \"TLS, KAR and PIN encryption\" demands CN and O.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task Any_subject_is_taken_where_the_procedure_demands_none() =>
        Assert.Equal(
            "C=SE, CN=localhost",
            (await Issue(Installation.SecureCertificates.But("subject", null), Installation.TlsRequest.But("subject", new[] { ("C", "SE"), ("CN", "localhost") }))).Subject);

    [Fact]
    public async Task A_token_procedure_of_another_storage_profile_is_refused()
    {
        await _room.WithRequest();
        Says.IsRefused(
            await _room.Run("issue-certificate", Installation.TlsCertificate.But("token-procedure", "Server soft tokens")),
            "storage-profile",
            "The storage profile of the token procedure \"Server soft tokens\" is PKCS#12, not PKCS#10.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_token_procedure_of_another_certificate_procedure_is_refused()
    {
        await _room.WithRequest();
        await _room.Do("create-certificate-procedure", Installation.SecureCertificates.But("name", "Others"));
        Says.IsRefused(
            await _room.Run("issue-certificate", Installation.TlsCertificate.But("procedure", "Others")),
            "other-procedure",
            "The token procedure \"Keys in an HSM\" issues by the certificate procedure \"TLS, KAR and PIN encryption\", not by \"Others\".",
            "Abort and have the script corrected.");
    }

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate);

    private async Task<CertificateView> Issue((string, object)[]? certificates = null, (string, object)[]? request = null)
    {
        await _room.WithRequest(certificates, request);
        return Certificate(Says.IsDone(await Run()));
    }

    private Task<StepResult> Run() => _room.Run("issue-certificate", Installation.TlsCertificate);
}
