using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Looks;

namespace Ceremony.Machine.Installations;

/// <summary>
/// Asks a server over TLS 1.2 or 1.3 for its certificate. Nothing is fetched from elsewhere: there is no network. A server that demands a certificate of its clients is given none, and is told of all the same once it has
/// proven its key.
/// </summary>
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
        byte[]? demanding = null;
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
            // Asked before anything was received as well. With the server's certificate it is asked when the client's is due: the server's ServerKeyExchange (RFC 5246 §7.4.3; only suites that have one are offered) or
            // Finished (RFC 8446 §4.4.4) was verified by then, so the key is the server's.
            LocalCertificateSelectionCallback = (_, _, _, certificate, _) =>
            {
                demanding ??= certificate?.GetRawCertData();
                return null!;
            },
        };
        try
        {
            await stream.AuthenticateAsClientAsync(options, over);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException && demanding is not null)
        {
            // By TLS 1.3 the client is done before it is refused.
            return new TlsView(nameof(SslProtocols.Tls12), [demanding], "");
        }

        return new TlsView(stream.SslProtocol.ToString(), [.. presented.DistinctBy(Convert.ToHexString)], "");
    }

    private static TlsView Fault(string sentence) => new("", [], sentence);
}
