using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class IssueSoftTokenTests
{
    private static readonly MediumView Disk = new("/", "/dev/nvme0n1p2", "ext4", false, false, 50_000_000);

    private readonly Installation _room = new();

    [Fact]
    public async Task A_key_and_its_PIN_are_made_certified_and_written()
    {
        await _room.WithSecureProcedures();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at medium /media/stick",
                "look at the state of /media/stick/tls.p12",
                "look at token hsm, logged in",
                "look at clock",
                "operator approves The soft token's key and PIN: make-soft-token",
                "perform make-soft-token",
                "look at clock",
                "look at 16 random bytes",
                "officers approve Issue a soft token: sign",
                "perform sign",
                "operator approves Write the soft token: complete-soft-token",
                "perform complete-soft-token",
                "keep tls.crt",
                "show The soft token is ready",
            ],
            _room.Desk.Calls);
        CertificateIssued issued = Assert.Single(done.Facts.OfType<CertificateIssued>());
        SoftTokenIssued token = Assert.Single(done.Facts.OfType<SoftTokenIssued>());
        Assert.Equal(
            ("/media/stick/tls.p12", "Ines Olsen", "Ines Olsen", "Server soft tokens", "tls.crt"),
            (token.File, token.Holder, token.Subject, token.TokenProcedure, token.Artifact));
        Assert.Equal(issued.Certificate, token.Certificate);
        Assert.Equal(("/media/stick/tls.p12", "tls.crt", "/media/stick/tls.p12"), (done.Outputs[""], done.Outputs["certificate"], done.Outputs["file"]));
    }

    [Fact]
    public async Task The_certificate_is_for_the_key_that_was_made()
    {
        await _room.WithSecureProcedures();
        CertificateIssued issued = Says.IsDone(await Run()).Facts.OfType<CertificateIssued>().Single();
        CertificateView certificate = CertificateView.Read(issued.Certificate);
        Assert.Equal(("O=Example AB, CN=localhost", "rsa-2048"), (certificate.Subject, certificate.KeyAlgorithm));
        Assert.Equal(SoftwareKeys.Of(Core.Tokens.KeyAlgorithm.Rsa2048, "/media/stick/tls.p12", 0).ExportSubjectPublicKeyInfo(), certificate.PublicKey);
        Assert.Equal(["digitalSignature", "keyEncipherment"], certificate.KeyUsage);
        Assert.Equal(("Ines Olsen", "TLS, KAR and PIN encryption", "Officer and system CA"), (issued.Subject, issued.Procedure, issued.Issuer));
        Assert.Equal([issued.Certificate], _room.Desk.SoftFiles.Written["/media/stick/tls.p12"]);
        Assert.Equal(Signatures.ToPem("CERTIFICATE", certificate.Der), Encoding.ASCII.GetString(_room.Desk.Artifacts["tls.crt"]));
    }

    [Fact]
    public async Task What_is_asked_for_stands_in_the_certificate_in_the_fact_and_on_the_screens()
    {
        await _room.WithSecureProcedures();
        StepResult.Done done = Says.IsDone(await _room.Run("issue-soft-token", [.. Installation.TlsSoftToken, ("extended-key-usage", new[] { "serverAuth", "clientAuth" }), ("subject-alternative-names", new[] { "DNS:localhost" })]));
        CertificateView certificate = CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate);
        SoftTokenIssued token = done.Facts.OfType<SoftTokenIssued>().Single();
        Assert.Equal(["serverAuth", "clientAuth"], certificate.ExtendedKeyUsage);
        Assert.Equal(["DNS:localhost"], certificate.AlternativeNames);
        Assert.Equal(["digitalSignature", "keyEncipherment"], token.KeyUsage);
        Assert.Equal(["serverAuth", "clientAuth"], token.ExtendedKeyUsage);
        Assert.Equal(["DNS:localhost"], token.AlternativeNames);
        Assert.Equal("DNS:localhost", _room.Desk.Screens[1].Value("subject alternative names asked for"));
        Assert.Equal("serverAuth, clientAuth", _room.Desk.Screens[^1].Value("extended key usage"));
    }

    [Fact]
    public async Task A_procedure_for_servers_issues_for_nothing_else()
    {
        await _room.WithSecureProcedures();
        Says.IsRefused(
            await _room.Run("issue-soft-token", [.. Installation.TlsSoftToken, ("extended-key-usage", new[] { "clientAuth" })]),
            "not-for-servers",
            "Certificates of the procedure \"TLS, KAR and PIN encryption\" are for servers, but their extended key usage would be clientAuth, without serverAuth.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task The_PIN_is_long_and_shown_to_its_holder_alone()
    {
        await _room.WithSecureProcedures();
        Says.IsDone(await Run());
        MakeSoftToken make = Assert.Single(_room.Desk.Performed.OfType<MakeSoftToken>());
        Assert.Equal(("Ines Olsen", 12), (make.Holder, make.Digits));
        string text = _room.Desk.Screens[0].Text();
        Assert.StartsWith("A new RSA key of 2048 bits is made for the soft token tls.p12. Ines Olsen is then shown its PIN, notes it, and types it once.", text, StringComparison.Ordinal);
        Assert.Contains("! Only Ines Olsen looks at the screen. Everybody else turns away before the operator goes on.", text, StringComparison.Ordinal);
        Assert.Equal("/dev/sdb1, vfat, mounted at /media/stick", _room.Desk.Screens[0].Value("on"));
        Assert.DoesNotContain("rehearsal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_officers_read_what_decides()
    {
        await _room.WithSecureProcedures();
        Says.IsDone(await Run());
        Assert.Equal("none: the one that is asked for is used", _room.Desk.Screens[1].Value("key usage selected"));
    }

    [Fact]
    public async Task The_kind_of_key_is_the_scripts()
    {
        await _room.WithSecureProcedures();
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsSoftToken.But("algorithm", "ec-p384")));
        Assert.Equal("ec-p384", CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate).KeyAlgorithm);
    }

    [Fact]
    public async Task Without_a_key_usage_none_is_issued()
    {
        await _room.WithSecureProcedures();
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsSoftToken.But("key-usage", null)));
        Assert.False(CertificateView.Read(done.Facts.OfType<CertificateIssued>().Single().Certificate).HasKeyUsage);
    }

    [Theory]
    [InlineData("tls.p12", ".")]
    [InlineData("/tls.p12", "/")]
    [InlineData("media/tls.p12", "media")]
    public async Task The_folder_that_is_looked_at_is_the_files(string file, string folder)
    {
        await _room.WithSecureProcedures();
        await Run(Installation.TlsSoftToken.But("file", file));
        Assert.Equal($"look at medium {folder}", _room.Desk.Calls[0]);
    }

    [Fact]
    public async Task It_does_not_lie_beside_another_holders()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Registry = _room.Desk.Registry.With([new SoftTokenIssued("/media//stick/one.p12", "Ana Vega", "Ana Vega", "Soft tokens", [1], "one.crt")]);
        Says.IsRefused(
            await Run(),
            "side-by-side",
            "The soft token tls.p12 would lie in the folder /media/stick beside one.p12, which is Ana Vega's: whoever has the one medium would have both keys.",
            "Abort and have the script write each soft token to a medium of its own holder.");
        Assert.Empty(_room.Desk.Calls);
        Says.IsDone(await Run(Installation.TlsSoftToken.But("file", "/media/other/tls.p12")));
    }

    [Fact]
    public async Task It_may_lie_beside_another_of_the_same_holder()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Registry = _room.Desk.Registry.With([new SoftTokenIssued("/media/stick/one.p12", "Ines Olsen", "Ines Olsen", "Soft tokens", [1], "one.crt")]);
        Says.IsDone(await Run());
    }

    [Fact]
    public async Task In_production_the_machines_own_disk_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.IsRehearsal = false;
        _room.Desk.Media["/media/stick"] = Disk;
        Says.IsRefused(
            await Run(),
            "medium-not-removable",
            "The folder /media/stick lies on the machine's own disk, not on removable media.",
            "Insert the removable medium that the paper script names, then try again.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task In_production_a_file_system_of_its_own_is_taken()
    {
        await _room.WithSecureProcedures();
        _room.Desk.IsRehearsal = false;
        _room.Desk.Media["/media/stick"] = Disk with { MountPoint = "/media/stick" };
        Says.IsDone(await Run());
    }

    [Fact]
    public async Task In_a_rehearsal_a_plain_folder_is_taken_and_said_to_be_one()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Media["/media/stick"] = Disk;
        Says.IsDone(await Run());
        Assert.Contains(
            "This is a rehearsal: a folder on the machine's own disk stands for the removable medium. In production it is refused.",
            _room.Desk.Screens[0].Text(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Media["/media/stick"] = null;
        Says.IsRefused(await Run(), "no-medium", "There is no folder /media/stick.");
    }

    [Fact]
    public async Task A_medium_that_cannot_be_written_to_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.Media["/media/stick"] = Disk with { ReadOnly = true };
        Says.IsRefused(
            await Run(),
            "medium-read-only",
            "Nothing can be written to /media/stick: it is mounted read-only.",
            "Have the medium mounted for writing, then try again.");
    }

    [Theory]
    [InlineData(65535, false)]
    [InlineData(65536, true)]
    public async Task A_medium_without_room_is_refused(long free, bool isEnough)
    {
        await _room.WithSecureProcedures();
        _room.Desk.Media["/media/stick"] = Disk with { FreeBytes = free };
        StepResult result = await Run();
        if (isEnough)
        {
            Says.IsDone(result);
            return;
        }

        Says.IsRefused(result, "medium-full", "There is no room in /media/stick: 65535 bytes are free, and 65536 are needed.", "Insert a medium with room, then try again.");
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await _room.WithSecureProcedures();
        _room.Desk.FileStates["/media/stick/tls.p12"] = new FileView(new string('a', 64), 2000, 0, 0, 384);
        Says.IsRefused(
            await Run(),
            "file-there",
            "The file /media/stick/tls.p12 is there already; no soft token is overwritten.",
            "Find out what it is. If nobody needs it, have it removed and try again, otherwise insert another medium.");
    }

    [Fact]
    public async Task A_holder_who_is_not_there_is_refused()
    {
        await _room.WithSecureProcedures();
        Says.IsRefused(await Run(Installation.TlsSoftToken.But("holder", "officer 3")), "seat-empty", "Nobody is recorded as officer 3.");
    }

    [Fact]
    public async Task A_token_procedure_that_does_not_exist_is_refused() =>
        Says.IsRefused(await Run(), "unknown-token-procedure", "There is no token procedure named \"Server soft tokens\" in the registry.");

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.WithSecureProcedures();
        await _room.Do("issue-soft-token", Installation.TlsSoftToken);
        Says.IsRefused(
            await Run(Installation.TlsSoftToken.But("file", "/media/stick/again.p12")),
            "artifact-taken",
            "The archive already holds something under the name tls.crt.");
    }

    [Fact]
    public async Task The_name_of_another_holder_is_refused()
    {
        await _room.WithSecureProcedures();
        await _room.Do("issue-soft-token", Installation.TlsSoftToken);
        Says.IsRefused(
            await Run(Installation.TlsSoftToken.But("holder", "officer 1").But("name", "other")),
            "subject-taken",
            "The name O=Example AB, CN=localhost belongs to Ines Olsen already; a certificate for Ana Vega needs another.");
    }

    [Fact]
    public async Task A_subject_that_no_certificate_can_hold_is_refused_before_a_key_is_made()
    {
        await _room.WithSecureProcedures(Installation.SecureCertificates.But("subject", null));
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run(Installation.TlsSoftToken.But("subject", new[] { ("serialNumber", "åäö") })));
        Assert.Equal("certificate-faulty", refused.Code);
        Assert.StartsWith("The certificate for the soft token tls.p12 is not issued: ", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_room.Desk.Performed);
    }

    [Theory]
    [InlineData(1, "The PIN of the soft token tls.p12 was declined.")]
    [InlineData(2, "The signing of the certificate for the soft token tls.p12 was declined.")]
    [InlineData(3, "The writing of the soft token tls.p12 was declined.")]
    public async Task What_is_declined_is_not_written(int approval, string sentence)
    {
        await _room.WithSecureProcedures();
        _room.Desk.DeclinesApproval = approval;
        Says.IsRefused(await Run(), "declined", sentence);
        Assert.Empty(_room.Desk.SoftFiles.Written);
        Assert.False(_room.Desk.Artifacts.ContainsKey("tls.crt"));
    }

    [Fact]
    public async Task A_signature_that_is_not_the_CAs_is_refused_and_nothing_written()
    {
        await _room.WithSecureProcedures();
        _room.Hsm.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(),
            "wrong-signature",
            "What the token CM-HSM gave back is not a signature of the key \"CA key\" over what was confirmed.");
        Assert.Empty(_room.Desk.SoftFiles.Written);
    }

    [Fact]
    public async Task A_file_that_holds_another_certificate_when_it_is_opened_is_refused()
    {
        await _room.WithSecureProcedures();
        _room.Desk.SoftFiles.Tells = receipt => receipt with { CertificateSha256 = new string('0', 64) };
        Says.IsRefused(
            await Run(),
            "soft-token-differs",
            "The soft token tls.p12 was opened again and does not hold the certificate that was issued for it.",
            "Do not use the file: remove it from the medium, then try again, or abort.");
        Assert.False(_room.Desk.Artifacts.ContainsKey("tls.crt"));
    }

    [Fact]
    public void A_folder_instead_of_a_file_is_a_problem_of_the_script() => Assert.Equal(
        "\"file\" must name a file, not a folder",
        Assert.Throws<ScriptProblemException>(() => Script.Step("issue-soft-token", Installation.TlsSoftToken.But("file", "/media/stick/"))).Message);

    [Fact]
    public void A_DSA_key_is_a_problem_of_the_script() => Assert.Equal(
        "\"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256 or ec-p384, not \"dsa-2048\"",
        Assert.Throws<ScriptProblemException>(() => Script.Step("issue-soft-token", Installation.TlsSoftToken.But("algorithm", "dsa-2048"))).Message);

    [Fact]
    public void The_forecast_counts_one_confirmation_and_the_login_of_the_CAs_token()
    {
        StepForecast forecast = Script.Step("issue-soft-token", Installation.TlsSoftToken).Forecast();
        Assert.Equal(1, forecast.Confirmations);
        Assert.Equal("issues the soft token tls.p12 and gives its PIN to operator 1", forecast.Does);
    }

    private Task<StepResult> Run((string, object)[]? fields = null) => _room.Run("issue-soft-token", fields ?? Installation.TlsSoftToken);
}
