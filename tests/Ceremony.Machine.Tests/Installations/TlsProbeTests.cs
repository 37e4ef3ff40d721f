using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ceremony.Core.Looks;
using Ceremony.Machine.Installations;

namespace Ceremony.Machine.Tests.Installations;

/// <summary>OpenSSL's server asked for its certificate, also where it demands one of its clients and refuses who has none.</summary>
public sealed class TlsProbeTests : IDisposable
{
    private const byte Handshake = 22;
    private const byte ServerKeyExchange = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Tls13")]
    [InlineData("Tls12", "-tls1_2")]
    [InlineData("Tls13", "-Verify", "1", "-verify_return_error")]
    [InlineData("Tls12", "-tls1_2", "-Verify", "1", "-verify_return_error")]
    public void A_server_is_told_of_by_its_certificate_whether_or_not_it_demands_one(string protocol, params string[] options) => Served(options, port =>
    {
        TlsView seen = new Installation().ProbeTls("localhost", port, Longest);
        Assert.Equal(("", protocol), (seen.Fault, seen.Protocol));
        Assert.Equal(Certificate(), seen.Certificates[0]);
    });

    [Fact]
    public void A_server_that_demands_a_certificate_and_does_not_prove_its_key_is_not_told_of() => Served(["-tls1_2", "-Verify", "1"], port =>
    {
        using var relay = new TcpListener(IPAddress.Loopback, 0);
        relay.Start();
        Task relayed = Task.Run(() => Relay(relay, port));
        TlsView seen = new Installation().ProbeTls("localhost", ((IPEndPoint)relay.LocalEndpoint).Port, Longest);
        Assert.Equal(("", 0), (seen.Protocol, seen.Certificates.Count));
        Assert.StartsWith("The server on localhost:", seen.Fault, StringComparison.Ordinal);
        Assert.Contains("broke off the TLS handshake", seen.Fault, StringComparison.Ordinal);
        relayed.GetAwaiter().GetResult();
    });

    private byte[] Certificate()
    {
        Tool.Demand("openssl", "x509", "-in", _folder["server.pem"], "-outform", "DER", "-out", _folder["server.der"]);
        return File.ReadAllBytes(_folder["server.der"]);
    }

    private void Served(string[] options, Action<int> probe)
    {
        Tool.Demand("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", _folder["server.key"], "-out", _folder["server.pem"], "-subj", "/CN=localhost", "-days", "2");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var start = new ProcessStartInfo("openssl", ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", _folder["server.pem"], "-key", _folder["server.key"], "-www", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process server = Process.Start(start)!;
        try
        {
            while (server.StandardOutput.ReadLine() is { } line && !line.StartsWith("ACCEPT", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("error", line, StringComparison.OrdinalIgnoreCase);
            }

            probe(port);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    // Passes everything on, but for one bit of the signature with which the server proves its key.
    private static void Relay(TcpListener relay, int port)
    {
        using TcpClient client = relay.AcceptTcpClient();
        using var server = new TcpClient("127.0.0.1", port);
        (NetworkStream near, NetworkStream far) = (client.GetStream(), server.GetStream());
        PassOn(near, far, record => record);
        for (bool isSpoiled = false; !isSpoiled;)
        {
            PassOn(far, near, record =>
            {
                isSpoiled = record[0] == Handshake && record[5] == ServerKeyExchange;
                record[^1] ^= (byte)(isSpoiled ? 1 : 0);
                return record;
            });
        }

        PassOn(far, near, record => record);
        while (near.ReadByte() >= 0)
        {
            // Until the client is gone.
        }
    }

    private static void PassOn(NetworkStream from, NetworkStream to, Func<byte[], byte[]> change)
    {
        byte[] head = new byte[5];
        from.ReadExactly(head);
        byte[] record = [.. head, .. new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))]];
        from.ReadExactly(record, head.Length, record.Length - head.Length);
        to.Write(change(record));
    }
}
