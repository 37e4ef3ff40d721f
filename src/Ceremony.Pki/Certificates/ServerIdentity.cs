using System.Net;
using System.Net.Sockets;

namespace Ceremony.Pki;

/// <summary>Whether a certificate is one that a client accepts of a server (RFC 9525).</summary>
public static class ServerIdentity
{
    /// <summary>Whether it may be presented by a TLS server: a certificate that says nothing of its purposes is for all of them (RFC 5280 §4.2.1.12).</summary>
    public static bool IsForServers(CertificateView certificate) => certificate.ExtendedKeyUsage is [] || certificate.ExtendedKeyUsage.Any(each => each is "serverAuth" or Oids.AnyExtendedKeyUsage);

    /// <summary>
    /// Whether one of its subject alternative names is the host's. The subject's common name does not count (RFC 9525 §2), and <c>*</c> stands for one whole label, the leftmost (§6.3).
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="host">The name or address that a client connects to.</param>
    public static bool Names(CertificateView certificate, string host) =>
        AddressOf(host) is { } address ? certificate.AlternativeNames.Contains($"IP:{address}") : certificate.AlternativeNames.Any(each => IsDnsName(each, host));

    // "1" is no address, although it can be read as one.
    private static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host, out IPAddress? address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == host) ? address : null;

    private static bool IsDnsName(string name, string host)
    {
        if (name.StartsWith("DNS:*.", StringComparison.Ordinal))
            return host.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && host[dot..].Equals(name["DNS:*".Length..], StringComparison.OrdinalIgnoreCase);

        return $"DNS:{host}".Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
