using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class IssueCertificateTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_request_is_judged_and_its_certificate_signed_verified_and_kept()
    {
        await _room.WithRequest();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look at clock",
                "look at 16 random bytes",
                "officers approve Issue a certificate: sign",
                "perform sign",
                "keep tls.crt",
                "show The certificate is issued",
            ],
            _room.Desk.Calls);
        CertificateIssued issued = Assert.IsType<CertificateIssued>(Assert.Single(done.Facts));
        CertificateView certificate = CertificateView.Read(issued.Certificate);
        Assert.Equal(("CF and CIS", "TLS, KAR and PIN encryption", "Officer and system CA", "tls.crt"), (issued.Subject, issued.Procedure, issued.Issuer, issued.Artifact));
        Assert.Equal((null, null, certificate.SerialNumber), (issued.Token, issued.KeyId, issued.SerialNumber));
        Assert.Equal("O=Example AB, CN=localhost", certificate.Subject);
        Assert.Equal(_room.Desk.Registry.Key("tls")!.PublicKey, certificate.PublicKey);
        Assert.Equal(["digitalSignature", "keyEncipherment"], certificate.KeyUsage);
        Assert.Equal(["serverAuth"], certificate.ExtendedKeyUsage);
        Assert.Equal("tls.crt", done.Outputs["certificate"]);
    }

    [Fact]
    public async Task Openssl_accepts_the_kept_certificate_as_a_servers_under_the_CA()
    {
        await _room.WithRequest();
        Says.IsDone(await Run());
        byte[] ca = _room.Desk.Registry.All<CaCreated>().Single().Certificate;
        string said = OpenSsl.Says("verify -x509_strict -purpose sslserver -attime 1772366400 -CAfile {file} {file}", OpenSsl.Pem(ca), _room.Desk.Artifacts["tls.crt"]);
        Assert.Contains(": OK", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_shows_the_request_and_what_decides()
    {
        await _room.WithRequest();
        Says.IsDone(await Run());
        string text = _room.Desk.Screens[0].Text();
        Assert.StartsWith(
            "The CA \"Officer and system CA\" will sign a certificate for CF and CIS. The request is signed with the key inside it.\nrequest: tls.csr\n",
            text,
            StringComparison.Ordinal);
        Assert.Equal("none: the request's own is used", _room.Desk.Screens[0].Value("key usage selected"));
        Assert.Equal("digitalSignature, keyEncipherment", _room.Desk.Screens[0].Value("key usage asked for"));
        Assert.Equal("Keys in an HSM", _room.Desk.Screens[0].Value("token procedure"));
    }

    [Fact]
    public async Task Without_a_token_procedure_the_procedure_alone_decides()
    {
        await _room.WithRequest();
        Says.IsDone(await _room.Run("issue-certificate", Installation.TlsCertificate.But("token-procedure", null)));
        Assert.Equal("none", _room.Desk.Screens[0].Value("token procedure"));
    }

    [Fact]
    public async Task A_foreign_request_is_taken_as_PEM_and_as_DER()
    {
        await _room.WithSecureProcedures();
        byte[] der = new Requested().Der();
        _room.Desk.Has("tls.csr", Requested.Pem(der));
        _room.Desk.Has("again.csr", der);
        Says.IsDone(await Run());
        Says.IsDone(await _room.Run("issue-certificate", Installation.TlsCertificate.But("request", "again.csr").But("name", "again")));
    }

    [Fact]
    public async Task Of_two_requests_of_one_key_only_the_later_gets_a_certificate()
    {
        await _room.WithRequest();
        await _room.Do("request-certificate", Installation.TlsRequest.But("name", "again").But("subject", new[] { ("O", "Example AB"), ("CN", "elsewhere") }));
        Says.IsRefused(
            await Run(),
            "request-superseded",
            "The key in the request tls.csr asked for a certificate again, in the request again.csr.",
            "Abort and have the script corrected.");
        Assert.Empty(_room.Desk.Performed);
        Says.IsDone(await _room.Run("issue-certificate", Installation.TlsCertificate.But("request", "again.csr")));
    }

    [Fact]
    public async Task A_request_that_was_not_kept_is_refused()
    {
        await _room.WithSecureProcedures();
        Says.IsRefused(await Run(), "no-artifact", "This ceremony has kept nothing under the name tls.csr.");
    }

    [Fact]
    public async Task Something_else_than_a_request_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Has("tls.csr", OpenSsl.Pem(_room.Desk.Registry.All<CaCreated>().Single().Certificate));
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal("request-faulty", refused.Code);
        Assert.StartsWith("The request tls.csr is not accepted: ", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_its_own_key_did_not_sign_is_refused()
    {
        await _room.WithSecureProcedures();
        byte[] der = new Requested().Der();
        der[^1] ^= 1;
        _room.Desk.Has("tls.csr", Requested.Pem(der));
        Says.IsRefused(
            await Run(),
            "request-signature",
            "The request tls.csr is not signed with the key inside it.",
            "Do not issue anything for it: have the request made again, or abort.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_request_for_more_than_this_program_knows_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Has("tls.csr", new Requested { AsksForMail = true }.Pem());
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal("request-faulty", refused.Code);
        Assert.Contains("asks for a subject alternative name that is neither a DNS name nor an address", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_the_rights_of_a_CA_is_refused_before_anybody_confirms()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Has("tls.csr", new Requested { KeyUsage = X509KeyUsageFlags.KeyCertSign }.Pem());
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run());
        Assert.Equal("certificate-faulty", refused.Code);
        Assert.StartsWith("The certificate tls.crt is not issued: ", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("the key usage has keyCertSign, but the certificate is not a CA's", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_DSA_key_gets_no_certificate()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("least-key", null));
        await _room.Do("generate-key", Installation.TlsKey.But("algorithm", "dsa-2048"));
        await _room.Do("request-certificate", Installation.TlsRequest);
        Says.IsRefused(
            await Run(),
            "key-is-dsa",
            "The key in the request tls.csr is dsa-2048: no certificate is issued for a DSA key.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task The_key_of_a_CA_gets_no_other_certificate()
    {
        await _room.WithRequest();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaCreated("Second CA", "tls", CaOf(_room.Desk.Registry.Key("tls")!), "second-ca.cer")]);
        Says.IsRefused(await Run(), "key-in-use", "The key in the request tls.csr is the key of the CA \"Second CA\".");
    }

    [Fact]
    public async Task The_name_of_another_holder_is_refused()
    {
        await _room.WithRequest();
        await _room.Do("issue-certificate", Installation.TlsCertificate);
        Says.IsRefused(
            await _room.Run("issue-certificate", Installation.TlsCertificate.But("subject-name", "Somebody else").But("name", "other")),
            "subject-taken",
            "The name O=Example AB, CN=localhost belongs to CF and CIS already; a certificate for Somebody else needs another.",
            "Abort and have one of the subjects in the script changed.");
    }

    [Fact]
    public async Task The_same_holder_can_have_another_certificate()
    {
        await _room.WithRequest();
        await _room.Do("issue-certificate", Installation.TlsCertificate);
        Says.IsDone(await _room.Run("issue-certificate", Installation.TlsCertificate.But("name", "tls-2")));
    }

    [Fact]
    public async Task The_name_of_a_CA_is_refused()
    {
        await _room.WithRequest(
            Installation.SecureCertificates.But("subject", null),
            Installation.TlsRequest.But("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer and system CA") }));
        Says.IsRefused(
            await Run(),
            "subject-taken",
            "The name C=SE, O=Example AB, CN=Officer and system CA belongs to the CA \"Officer and system CA\" already; a certificate for CF and CIS needs another.");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithRequest();
        await _room.Do("issue-certificate", Installation.TlsCertificate);
        Says.IsRefused(await Run(), "artifact-taken", "The archive already holds something under the name tls.crt.");
    }

    [Fact]
    public async Task A_certificate_procedure_that_does_not_exist_is_refused()
    {
        await _room.WithRequest();
        Says.IsRefused(
            await _room.Run("issue-certificate", Installation.TlsCertificate.But("procedure", "Others")),
            "unknown-certificate-procedure",
            "There is no certificate procedure named \"Others\" in the registry.");
    }

    [Fact]
    public async Task A_token_procedure_that_does_not_exist_is_refused()
    {
        await _room.WithRequest();
        Says.IsRefused(
            await _room.Run("issue-certificate", Installation.TlsCertificate.But("token-procedure", "Others")),
            "unknown-token-procedure",
            "There is no token procedure named \"Others\" in the registry.");
    }

    [Fact]
    public async Task A_CA_that_is_revoked_issues_nothing()
    {
        await _room.WithRequest();
        _room.Desk.Registry = _room.Desk.Registry.With([new CaRevoked("Officer and system CA", "cessationOfOperation")]);
        Says.IsRefused(
            await Run(),
            "ca-revoked",
            "The CA \"Officer and system CA\", which issues for the certificate procedure \"TLS, KAR and PIN encryption\", is revoked.",
            "Abort and have a procedure of another CA named in the script.");
    }

    [Fact]
    public async Task A_declined_certificate_is_not_signed()
    {
        await _room.WithRequest();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The signing of the certificate tls.crt was declined.");
        Assert.False(_room.Desk.Artifacts.ContainsKey("tls.crt"));
    }

    [Fact]
    public async Task A_signature_that_is_not_the_CAs_is_refused_and_nothing_kept()
    {
        await _room.WithRequest();
        _room.Hsm.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(),
            "wrong-signature",
            "What the token CM-HSM gave back is not a signature of the key \"CA key\" over what was confirmed.");
        Assert.False(_room.Desk.Artifacts.ContainsKey("tls.crt"));
    }

    [Fact]
    public async Task A_CA_key_that_is_no_longer_there_is_refused()
    {
        await _room.WithRequest();
        _room.Hsm.Objects.RemoveAt(0);
        Says.IsRefused(await Run(), "key-missing", "The token CM-HSM holds 0 private keys with the id of \"CA key\" instead of exactly one.");
    }

    [Fact]
    public void The_forecast_counts_one_confirmation_and_the_login_of_the_CAs_token()
    {
        StepForecast forecast = Script.Step("issue-certificate", Installation.TlsCertificate).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private static byte[] CaOf(KeyGenerated key)
    {
        using var publicKey = System.Security.Cryptography.RSA.Create();
        publicKey.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        using var signer = System.Security.Cryptography.RSA.Create(2048);
        var request = new CertificateRequest("CN=Second CA", publicKey, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.Create(
            new X500DistinguishedName("CN=Above"),
            X509SignatureGenerator.CreateForRSA(signer, System.Security.Cryptography.RSASignaturePadding.Pkcs1),
            FakeDesk.Noon,
            FakeDesk.Noon.AddYears(1),
            [1, 2, 3]);
        return made.RawData;
    }

    private Task<StepResult> Run() => _room.Run("issue-certificate", Installation.TlsCertificate);
}
