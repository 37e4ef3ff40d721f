using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Looks;

namespace Ceremony.Machine.Installations;

/// <summary>Asks a server over TLS 1.2 or 1.3 for its certificate. Nothing is fetched from elsewhere: there is no network.</summary>
internal static class TlsProbe
{
    /// <summary>What it presents, or why no connection came about; never an exception.</summary>
    public static TlsView Probe(string host, int port, TimeSpan longest)
    {
        using var over = new CancellationTokenSource(longest);
        try
        {
            return ProbeAsync(host, port, over.Token).GetAwaiter().GetResult();
        }
        catch (SocketException trouble)
        {
            return Fault($"Nothing answers on {host}:{port} ({trouble.SocketErrorCode}).");
        }
        catch (Exception trouble) when (trouble is AuthenticationException or IOException)
        {
            return Fault($"The server on {host}:{port} broke off the TLS handshake, or speaks neither TLS 1.2 nor TLS 1.3.");
        }
        catch (OperationCanceledException)
        {
            return Fault($"The server on {host}:{port} did not answer within {longest.TotalSeconds:0} seconds.");
        }
    }

    private static async Task<TlsView> ProbeAsync(string host, int port, CancellationToken over)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, over);
        var presented = new List<byte[]>();
        await using var stream = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
            // Whether it is the right one is judged by whoever asked.
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                presented.AddRange(((X509Certificate[])(certificate is null ? [] : [certificate])).Concat(chain?.ChainPolicy.ExtraStore ?? []).Select(each => each.GetRawCertData()));
                return true;
            },
        };
        await stream.AuthenticateAsClientAsync(options, over);
        return new TlsView(stream.SslProtocol.ToString(), [.. presented.DistinctBy(Convert.ToHexString)], "");
    }

    private static TlsView Fault(string sentence) => new("", [], sentence);
}
