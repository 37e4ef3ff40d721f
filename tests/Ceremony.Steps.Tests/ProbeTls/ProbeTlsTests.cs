using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ProbeTlsTests
{
    private readonly CutOver _cutOver = new() { Presented = CutOver.New };

    private FakeDesk Desk => _cutOver.Desk;

    [Theory]
    [InlineData("tls.crt")]
    [InlineData("tls.cer")]
    public async Task The_certificate_that_is_presented_is_the_artifact_in_PEM_or_DER(string artifact)
    {
        Desk.Has("tls.cer", CutOver.New);
        StepResult.Done done = Says.IsDone(await Run(artifact));
        Assert.Equal(["look at TLS of localhost:8443", "show The server presents the certificate"], Desk.Calls);
        Assert.StartsWith($"A TLS connection was made. The certificate that localhost:8443 presents is {artifact}, byte for byte.\nserver: localhost:8443\nprotocol: Tls13\nsubject: CN=Foreign Boot CA\n", Desk.Screens[0].Text(), StringComparison.Ordinal);
        TlsProbed probed = Assert.IsType<TlsProbed>(Assert.Single(done.Facts));
        Assert.Equal(("localhost", 8443, artifact), (probed.Host, probed.Port, probed.Expected));
        Assert.Equal(CutOver.New, probed.Certificate);
    }

    [Fact]
    public async Task Another_certificate_is_refused_with_both_fingerprints() =>
        Says.IsRefused(
            await Run("old.crt"),
            "other-certificate",
            $"localhost:8443 presents a certificate with the SHA-256 {Sha256(CutOver.New)}, but old.crt has {Sha256(CutOver.Old)}.",
            "Compare the server's configuration with the paper script; remove nothing old before the right certificate is presented.");

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.2", "localhost", "not-for-servers", "The certificate unfit.crt is not for servers: its extended key usage is clientAuth, without serverAuth.", "No client accepts it of a server. Abort and have serverAuth added to the extended key usage in the script, where the certificate is asked for.")]
    [InlineData("1.3.6.1.5.5.7.3.1", "cm.example.org", "other-name", "The certificate unfit.crt does not name localhost: its subject alternative names are DNS:cm.example.org.", "No client that connects to this name accepts it. Abort and have the name added to the subject alternative names in the script, where the certificate is asked for.")]
    [InlineData("1.3.6.1.5.5.7.3.1", null, "other-name", "The certificate unfit.crt does not name localhost: it has no subject alternative names.", "No client that connects to this name accepts it. Abort and have the name added to the subject alternative names in the script, where the certificate is asked for.")]
    public async Task A_certificate_that_no_client_would_accept_is_refused_before_anybody_connects(string purpose, string? host, string code, string reason, string next)
    {
        _cutOver.Presented = new ForeignKit { Purposes = [purpose], Host = host }.Ca();
        Desk.Has("unfit.crt", _cutOver.Presented);
        Says.IsRefused(await Run("unfit.crt"), code, reason, next);
        Assert.Empty(Desk.Calls);
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", "localhost", "yes", "yes")]
    [InlineData("1.3.6.1.5.5.7.3.2", "localhost", "no", "yes")]
    [InlineData("1.3.6.1.5.5.7.3.1", "cm.example.org", "yes", "no")]
    public async Task Of_a_certificate_that_is_only_kept_the_screen_says_whether_it_fits(string purpose, string host, string isFor, string names)
    {
        _cutOver.Presented = new ForeignKit { Purposes = [purpose], Host = host }.Ca();
        Says.IsDone(await _cutOver.Room.Run("probe-tls", ("host", "localhost"), ("port", "8443")));
        Assert.Equal((isFor, names), (Desk.Screens[0].Value("for servers"), Desk.Screens[0].Value("names localhost")));
    }

    [Fact]
    public async Task No_connection_is_refused_with_the_reason()
    {
        Desk.Host.Presents = _ => new TlsView("", [], "the connection\u0007 was refused.");
        Says.IsRefused(
            await Run("tls.crt"),
            "no-tls",
            "No TLS connection to localhost:8443 could be made: the connection\\u{7} was refused.",
            "Check that the service is up and listens there, then try again.");
    }

    [Fact]
    public async Task An_artifact_that_is_no_certificate_is_refused()
    {
        Says.IsRefused(await Run("none.crt"), "no-artifact", "This ceremony has kept nothing under the name none.crt.");
        Says.IsRefused(await Run("note.txt"), "no-certificate", "What is kept under the name note.txt is not a certificate.");
        Assert.Empty(Desk.Calls);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private Task<StepResult> Run(string artifact) => _cutOver.Room.Run("probe-tls", ("host", "localhost"), ("port", "8443"), ("certificate", artifact));
}
