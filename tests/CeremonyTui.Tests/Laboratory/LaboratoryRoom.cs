using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CeremonyTui.Tests.Laboratory;

/// <summary>
/// A ceremony's folder as <c>rehearse</c> leaves it to the laboratory, made by stock tools alone, and the laboratory in it. The token CM-HSM has, under
/// one CKA_ID each, keys and certificates of a CA of its own for TLS and PIN encryption, and keys for key archiving. Its path has blanks and a quote.
/// </summary>
public sealed class LaboratoryRoom : IDisposable
{
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    public const string HsmPin = "271828";
    private const string BootPin = "314159";
    private const string KitPin = "173205";
    private readonly TemporaryFolder _folder = new();

    public LaboratoryRoom()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "rehearsal", "tokens"));
        File.WriteAllText(SoftHsmConfiguration, $"directories.tokendir = {Path.Combine(Folder, "rehearsal", "tokens")}\n");
        MakeToken("CM-HSM", HsmPin);
        MakeToken("CM-BOOT", BootPin);
        MakeBootKit();
        File.WriteAllText(
            Path.Combine(Folder, "rehearsal", "pins.json"),
            $$"""{"pin boot":"{{BootPin}}","pin bootca.p12":"{{KitPin}}","pin servers":"{{HsmPin}}","pin officer1.p12":"{{KitPin}}","pin officer2.p12":"{{KitPin}}"}""");
        Make(Folder).Expect();
        TemporaryFolder.Copy(Cm(""), _folder["before"]);
        FillHsm();
    }

    internal string Folder => _folder["a ceremony's folder"];

    internal string Kit => Path.Combine(Folder, "rehearsal", "boot-kit");

    internal string SoftHsmConfiguration => Path.Combine(Folder, "rehearsal", "softhsm2.conf");

    internal int Port { get; } = FreePort();

    /// <summary>A CA's certificate, PEM: that of the boot kit or that of the certificates in CM-HSM.</summary>
    internal string Authority(string name) => _folder[$"{name}.pem"];

    internal string Cm(string file) => Path.Combine(Folder, "rehearsal", "laboratory", "cm", file);

    internal Ran Make(string folder, params IReadOnlyList<string> arguments) => Tool.RunIn(
        folder,
        "env",
        [
            $"SOFTHSM2_CONF={SoftHsmConfiguration}",
            $"CEREMONY_FOLDER={folder}",
            $"CEREMONY_PARAMETER_CF_PORT={Number(Port)}",
            Programs.InRepository("ceremony-scripts/nexus-cm-bootstrap/laboratory/make"),
            .. arguments,
        ]);

    /// <summary>Controls a service without any environment of the rehearsal.</summary>
    internal Ran Control(string verb, string service) => Tool.RunIn("/", Path.Combine(Folder, "rehearsal", "laboratory", "service"), verb, service);

    /// <summary>The last line of a service's log, without its time.</summary>
    internal string LastLine(string service) => Control("log", service).Expect().TrimEnd('\n').Split('\n')[^1].Split(' ', 2)[1];

    /// <summary>Brings the installation back to what it was when the laboratory was made, its services stopped.</summary>
    internal void Restore()
    {
        foreach (string service in new[] { "cf", "cis" })
        {
            Control("stop", service).Expect();
        }

        Directory.Delete(Cm(""), recursive: true);
        TemporaryFolder.Copy(_folder["before"], Cm(""));
    }

    /// <summary>Adds settings at the end of a file, as it ends its lines; of several lines the last holds.</summary>
    internal void Set(string file, params IEnumerable<string> settings)
    {
        string ending = file == "cis.conf" ? "\r\n" : "\n";
        File.AppendAllText(Cm($"config/{file}"), ending + string.Concat(settings.Select(setting => setting + ending)));
    }

    /// <summary>Takes settings out of a file.</summary>
    internal void Remove(string file, params IReadOnlyList<string> settings) => File.WriteAllLines(
        Cm($"config/{file}"),
        File.ReadAllLines(Cm($"config/{file}"), System.Text.Encoding.Latin1).Where(line => !settings.Contains(line.Split('=')[0].Trim())),
        System.Text.Encoding.Latin1);

    /// <summary>Lets the servers trust the CA of the certificates in CM-HSM.</summary>
    internal void TrustTheNew() => Tool.Run("openssl", "x509", "-in", Authority("system"), "-outform", "DER", "-out", Cm("config/cistrust/system_ca.cer")).Expect();

    /// <summary>The name of who serves, after its chain was verified; what OpenSSL said where it does not.</summary>
    internal string Served(int port, string authority)
    {
        string[] connect = ["s_client", "-connect", $"localhost:{Number(port)}", "-CAfile", Authority(authority), "-verify_return_error", "-verify_hostname", "localhost", "-brief"];
        Ran ran = Tool.Run("openssl", connect);
        return ran.ExitCode == 0 ? ran.Errors.Split('\n').First(line => line.StartsWith("Peer certificate: ", StringComparison.Ordinal))["Peer certificate: ".Length..] : ran.Errors;
    }

    /// <summary>What a server answers to somebody who brings no certificate.</summary>
    internal static string Asked(int port) => Tool.Run("bash", "-c", $"printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout 60 openssl s_client -connect 127.0.0.1:{Number(port)} -quiet 2>&1").Output;

    /// <summary>What a token shows.</summary>
    internal string Objects(string token, params IEnumerable<string> options) =>
        Tool.RunAt(SoftHsmConfiguration, "pkcs11-tool", ["--module", Module, "--token-label", token, "--list-objects", .. options]).Expect();

    public void Dispose()
    {
        foreach (string service in new[] { "cf", "cis", "snmp" })
        {
            if (File.Exists(Path.Combine(Folder, "rehearsal", "laboratory", "service")))
            {
                Control("stop", service);
            }
        }

        _folder.Dispose();
    }

    internal static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    // CIS takes the next one.
    private static int FreePort()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            int port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                second.Start();
                return port;
            }
            catch (Exception trouble) when (trouble is SocketException or ArgumentOutOfRangeException)
            {
                // Taken: another pair.
            }
        }
    }

    private void MakeToken(string label, string pin) =>
        Tool.RunAt(SoftHsmConfiguration, "softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "31415926", "--pin", pin).Expect();

    private void MakeBootKit()
    {
        Directory.CreateDirectory(Kit);
        MakeAuthority("boot", "/C=SE/O=Rehearsal/CN=Boot CA");
        Tool.Run("openssl", "x509", "-in", Authority("boot"), "-outform", "DER", "-out", Path.Combine(Kit, "bootca.cer")).Expect();
        Tool.Run("openssl", "pkcs12", "-export", "-in", Authority("boot"), "-inkey", _folder["boot.key"], "-passout", $"pass:{KitPin}", "-out", Path.Combine(Kit, "bootca.p12")).Expect();
        foreach (string officer in new[] { "officer1", "officer2" })
        {
            string certificate = _folder[$"{officer}.pem"];
            Tool.Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", _folder["officer.key"], "-out", certificate, "-subj", $"/CN={officer}", "-CA", Authority("boot"), "-CAkey", _folder["boot.key"]).Expect();
            string[] export = ["pkcs12", "-export", "-in", certificate, "-inkey", _folder["officer.key"], "-certfile", Authority("boot"), "-passout", $"pass:{KitPin}", "-out", Path.Combine(Kit, $"{officer}.p12")];
            Tool.Run("openssl", export).Expect();
        }
    }

    private void MakeAuthority(string name, string subject) =>
        Tool.Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", _folder[$"{name}.key"], "-out", Authority(name), "-subj", subject, "-days", "3650").Expect();

    private void FillHsm()
    {
        MakeAuthority("system", "/C=SE/O=Example AB/CN=Officer and system CA");
        MakeKeyAndCertificate("tls", "11", "localhost", "extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:localhost\n");
        MakeKeyAndCertificate("pin", "12", "PIN encryption", "keyUsage=dataEncipherment\n");
        MakeKeyAndCertificate("server", "15", "server", "extendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost\n");
        MakeKeyAndCertificate("elsewhere", "16", "elsewhere", "extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:elsewhere\n");
        MakeKeyAndCertificate("nameless", "17", "nameless", "extendedKeyUsage=serverAuth,clientAuth\n");
        Pkcs11("--keypairgen", "--key-type", "rsa:2048", "--label", "kekrsa", "--id", "13", "--usage-sign");
        Pkcs11("--keygen", "--key-type", "AES:32", "--label", "kekaes256", "--id", "14");
    }

    private void MakeKeyAndCertificate(string label, string id, string name, string extensions)
    {
        Pkcs11("--keypairgen", "--key-type", "rsa:2048", "--label", label, "--id", id, "--usage-sign");
        Pkcs11("--read-object", "--type", "pubkey", "--id", id, "--output-file", _folder["public.der"]);
        File.WriteAllText(_folder["extensions.cnf"], extensions);
        string[] issue = ["x509", "-new", "-force_pubkey", _folder["public.der"], "-subj", $"/O=Example AB/CN={name}", "-CA", Authority("system"), "-CAkey", _folder["system.key"], "-days", "30", "-extfile", _folder["extensions.cnf"], "-outform", "DER", "-out", _folder["issued.der"]];
        Tool.Run("openssl", issue).Expect();
        Pkcs11("--write-object", _folder["issued.der"], "--type", "cert", "--id", id, "--label", label);
    }

    private void Pkcs11(params IEnumerable<string> arguments) =>
        Tool.RunAt(SoftHsmConfiguration, "pkcs11-tool", ["--module", Module, "--token-label", "CM-HSM", "--login", "--pin", HsmPin, .. arguments]).Expect();
}
