using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A test a field of both procedures: changing it changes what a soft token holds, or what is refused.</summary>
public class SoftTokenProceduresDecideTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task Key_usage_that_is_selected_stands_in_the_certificate() =>
        Assert.Equal(["keyAgreement"], (await Issue(Installation.SecureCertificates.But("key-usage", new[] { "keyAgreement" }))).KeyUsage);

    [Fact]
    public async Task The_format_decides_the_extended_key_usage()
    {
        Assert.Equal(["serverAuth"], (await Issue()).ExtendedKeyUsage);
        Assert.Empty((await new SoftTokenProceduresDecideTests().Issue(Installation.SecureCertificates.But("format", "rfc5280"))).ExtendedKeyUsage);
    }

    [Fact]
    public async Task The_validity_is_the_certificates() =>
        Assert.Equal("2026-05-30 11:59:59Z", $"{(await Issue(Installation.SecureCertificates.But("valid-for", "90 days"))).NotAfter:u}");

    [Fact]
    public async Task A_validity_beyond_the_CAs_is_refused_before_a_key_is_made()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("valid-for", "16 years"));
        Says.IsRefused(
            await Run(),
            "outlives-issuer",
            "Certificates of the procedure \"TLS, KAR and PIN encryption\" would be valid until 2042-03-01 11:59:59 UTC, but that of the CA \"Officer and system CA\" only until 2041-03-01 11:59:59 UTC.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task The_signature_algorithm_is_the_certificates() =>
        Assert.Equal("sha512-rsa", (await Issue(Installation.SecureCertificates.But("signature-algorithm", "sha512-rsa"))).SignatureAlgorithm);

    [Fact]
    public async Task The_CA_chain_stands_after_the_kept_certificate_where_it_is_included()
    {
        CertificateView certificate = await Issue(Installation.SecureCertificates.But("ca-chain", "include"));
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        Assert.Equal(
            Signatures.ToPem("CERTIFICATE", certificate.Der) + Signatures.ToPem("CERTIFICATE", ca),
            Encoding.ASCII.GetString(_room.Desk.Artifacts["tls.crt"]));
    }

    [Fact]
    public async Task A_key_below_the_weakest_is_refused()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("least-key", "rsa-4096"));
        Says.IsRefused(
            await Run(),
            "key-too-weak",
            "The key of the soft token tls.p12 is rsa-2048, but the certificate procedure \"TLS, KAR and PIN encryption\" demands at least rsa-4096.");
    }

    [Fact]
    public async Task A_subject_of_other_attributes_is_refused()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("subject", new[] { "CN" }));
        Says.IsRefused(
            await Run(),
            "subject-differs",
            "The subject of the soft token tls.p12 consists of O and CN, but the certificate procedure \"TLS, KAR and PIN encryption\" demands CN.");
    }

    [Fact]
    public async Task Another_storage_profile_is_refused()
    {
        await _room.WithSecureProcedures();
        Says.IsRefused(
            await _room.Run("issue-soft-token", Installation.TlsSoftToken.But("procedure", "Keys in an HSM")),
            "storage-profile",
            "The storage profile of the token procedure \"Keys in an HSM\" is PKCS#10, not PKCS#12.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task Issuer_certificates_are_stored_in_the_file_where_the_token_procedure_says_so()
    {
        CertificateView certificate = await Issue(softTokens: Installation.ServerSoftTokens.But("issuer-certificates", "store"));
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        Assert.Equal([certificate.Der, ca], _room.Desk.SoftFiles.Written["/media/stick/tls.p12"]);
        Assert.Contains("The issuing CA's certificate is stored in it too.", _room.Desk.Screens[2].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_issuer_certificates_are_stored_where_it_says_none()
    {
        CertificateView certificate = await Issue();
        Assert.Equal([certificate.Der], _room.Desk.SoftFiles.Written["/media/stick/tls.p12"]);
        Assert.Contains("No issuer certificates are stored in it.", _room.Desk.Screens[2].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_procedure_is_the_token_procedures()
    {
        await _room.WithSecureProcedures();
        await _room.Do("create-certificate-procedure", Installation.SecureCertificates.But("name", "Short").But("valid-for", "1 days"));
        await _room.Do("create-token-procedure", Installation.ServerSoftTokens.But("name", "Short soft tokens").But("certificate-procedure", "Short"));
        StepResult.Done done = Says.IsDone(await _room.Run("issue-soft-token", Installation.TlsSoftToken.But("procedure", "Short soft tokens")));
        Assert.Equal("Short", done.Facts.OfType<CertificateIssued>().Single().Procedure);
        Assert.Equal(FakeDesk.Noon.AddDays(1).AddSeconds(-1), Certificate(done).NotAfter);
    }

    [Fact]
    public async Task A_CA_that_is_revoked_issues_nothing()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "cessationOfOperation")]);
        Says.IsRefused(
            await Run(),
            "ca-revoked",
            "The CA \"Officer and system CA\", which issues for the certificate procedure \"TLS, KAR and PIN encryption\", is revoked.");
    }

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate);

    private async Task<CertificateView> Issue((string, object)[]? certificates = null, (string, object)[]? softTokens = null)
    {
        await _room.WithSecureProcedures(certificates, softTokens);
        return Certificate(Says.IsDone(await Run()));
    }

    private Task<StepResult> Run() => _room.Run("issue-soft-token", Installation.TlsSoftToken);
}
