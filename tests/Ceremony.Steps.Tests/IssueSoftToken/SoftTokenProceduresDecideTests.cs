using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>What both procedures decide for soft tokens alone; <see cref="ProceduresDecideTests"/> has what they decide for whatever is issued.</summary>
public class SoftTokenProceduresDecideTests
{
    private readonly Installation _room = new();

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

    private static CertificateView Certificate(StepResult.Done done) => CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate);

    private async Task<CertificateView> Issue((string, object)[]? certificates = null, (string, object)[]? softTokens = null)
    {
        await _room.WithSecureProcedures(certificates, softTokens);
        return Certificate(Says.IsDone(await Run()));
    }

    private Task<StepResult> Run() => _room.Run("issue-soft-token", Installation.TlsSoftToken);
}
