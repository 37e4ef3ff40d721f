using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A test a field of the certificate procedure, and of the token procedure: changing it changes what is issued for a request, or refused.</summary>
public class CertificateProceduresDecideTests
{
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
    public async Task The_format_server_certificate_issues_for_servers() => Assert.Equal(["serverAuth"], (await Issue()).ExtendedKeyUsage);

    [Fact]
    public async Task The_format_rfc5280_issues_no_extended_key_usage() =>
        Assert.Empty((await Issue(Installation.SecureCertificates.But("format", "rfc5280"))).ExtendedKeyUsage);

    [Theory]
    [InlineData("2 years", "2028-03-01T11:59:59Z")]
    [InlineData("90 days", "2026-05-30T11:59:59Z")]
    public async Task The_validity_is_the_certificates(string validity, string last)
    {
        CertificateView certificate = await Issue(Installation.SecureCertificates.But("valid-for", validity));
        Assert.Equal((FakeDesk.Noon, DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture)), (certificate.NotBefore, certificate.NotAfter));
    }

    [Fact]
    public async Task A_validity_beyond_the_CAs_is_refused()
    {
        await _room.WithRequest(Installation.SecureCertificates.But("valid-for", "16 years"));
        Says.IsRefused(
            await Run(),
            "outlives-issuer",
            "Certificates of the procedure \"TLS, KAR and PIN encryption\" would be valid until 2042-03-01 11:59:59 UTC, but that of the CA \"Officer and system CA\" only until 2041-03-01 11:59:59 UTC.");
    }

    [Fact]
    public async Task A_validity_beyond_the_calendar_is_refused()
    {
        await _room.WithRequest();
        _room.Desk.Now = FakeDesk.Noon.AddYears(7973);
        Says.IsRefused(
            await Run(),
            "beyond-calendar",
            "Certificates of the procedure \"TLS, KAR and PIN encryption\" would be valid for 2 years from 9999-03-01 12:00:00 UTC, which is beyond the year 9999.");
    }

    [Theory]
    [InlineData("sha256-rsa")]
    [InlineData("sha384-rsa")]
    public async Task The_signature_algorithm_is_the_certificates(string algorithm) =>
        Assert.Equal(algorithm, (await Issue(Installation.SecureCertificates.But("signature-algorithm", algorithm))).SignatureAlgorithm);

    [Fact]
    public async Task A_signature_algorithm_that_the_CA_cannot_make_is_refused()
    {
        await _room.WithRequest();
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { SignatureAlgorithm = "sha256-ecdsa" });
        Says.IsRefused(
            await Run(),
            "signature-algorithm",
            "The certificate procedure \"TLS, KAR and PIN encryption\" signs with sha256-ecdsa, but the key of the CA \"Officer and system CA\" is rsa-2048.");
    }

    [Fact]
    public async Task The_issuing_CA_is_the_procedures()
    {
        await _room.WithCa();
        await _room.Do("generate-key", Installation.Key.But("key", "Second key"));
        await _room.Do("create-ca", Installation.Ca.But("name", "Second CA").But("key", "Second key").But("subject", new[] { ("CN", "Second CA") }));
        await _room.Do("create-certificate-procedure", Installation.SecureCertificates.But("issuer", "Second CA"));
        await _room.Do("create-token-procedure", Installation.HsmKeys);
        await _room.Do("generate-key", Installation.TlsKey);
        await _room.Do("request-certificate", Installation.TlsRequest);
        CertificateView certificate = Certificate(Says.IsDone(await Run()));
        CertificateView ca = CertificateView.Read(_room.Desk.Registry.Ca("Second CA")!.Certificate);
        Assert.Equal("CN=Second CA", certificate.Issuer);
        Assert.True(certificate.IsSignedBy(ca.PublicKey));
        Assert.Equal(ca.SubjectKeyIdentifier, certificate.AuthorityKeyIdentifier);
        Assert.NotNull(certificate.SubjectKeyIdentifier);
    }

    [Fact]
    public async Task An_issuing_CA_that_does_not_exist_is_refused()
    {
        await _room.WithRequest();
        _room.Change<CertificateProcedureCreated>(procedure => procedure with { Issuer = "Third CA" });
        Says.IsRefused(await Run(), "unknown-ca", "There is no CA named \"Third CA\" in the registry.");
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
    public async Task A_key_below_the_weakest_is_refused()
    {
        await _room.WithRequest(Installation.SecureCertificates.But("least-key", "rsa-3072"));
        Says.IsRefused(
            await Run(),
            "key-too-weak",
            "The key in the request tls.csr is rsa-2048, but the certificate procedure \"TLS, KAR and PIN encryption\" demands at least rsa-3072.",
            "Abort and have the key's size, or the procedure, corrected in the script.");
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
