using System.Text;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Laboratory;

/// <summary>The stand-in of an installation, without the program: it must be as true as what it stands for, or rehearsals would say nothing.</summary>
public sealed class LaboratoryTests(LaboratoryRoom room) : IClassFixture<LaboratoryRoom>
{
    private const string Localhost = "CN = localhost";

    private static readonly string[] TlsInHardware =
    [
        "SSL.cert=localhost", "SSL.tokenlabel=CM-HSM", $"SSL.pin={LaboratoryRoom.HsmPin}",
        "cis.ssl.cert=localhost", "cis.ssl.tokenlabel=CM-HSM", $"cis.ssl.pin={LaboratoryRoom.HsmPin}",
        $"pkcs11.2={LaboratoryRoom.Module}",
    ];

    private static readonly string[] CisInHardware = ["SSL.cert=localhost", "SSL.tokenlabel=CM-HSM", $"SSL.pin={LaboratoryRoom.HsmPin}"];

    private static readonly string[] PinInHardware = ["pin.cert=PIN encryption", "pin.tokenlabel=CM-HSM", $"pin.pin={LaboratoryRoom.HsmPin}", $"pkcs11.2={LaboratoryRoom.Module}"];

    [Fact]
    public void Servers_serve_by_what_the_Boot_CA_issued()
    {
        room.Restore();
        foreach (string service in new[] { "cis", "cf" })
        {
            room.Control("start", service).Expect();
            Assert.Equal("active\n", room.Control("is-active", service).Expect());
        }

        Assert.Equal($"O = Rehearsal, {Localhost}", room.Served(room.Port, "boot"));
        Assert.Contains($"cf: is connected with CIS on localhost, port {LaboratoryRoom.Number(room.Port + 1)}, as CN=localhost,O=Rehearsal", room.Control("log", "cf").Expect());
        Assert.DoesNotContain("HTTP/1.0 200", LaboratoryRoom.Asked(room.Port + 1));

        Assert.Equal("active\n", room.Control("is-active", "snmp").Expect());
    }

    [Fact]
    public void The_files_are_as_installations_have_them()
    {
        room.Restore();
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(File.ReadAllBytes(room.Cm("config/cm.conf"))));
        Assert.All(File.ReadAllText(room.Cm("config/cis.conf")).TrimEnd('\n').Split('\n'), line => Assert.EndsWith("\r", line, StringComparison.Ordinal));
        Assert.False(File.ReadAllText(room.Cm("config/kar.conf")).EndsWith('\n'));
        Assert.Equal(["bootca.cer"], Directory.GetFiles(room.Cm("config/cistrust")).Select(Path.GetFileName));
    }

    [Fact]
    public void The_Boot_CAs_key_is_on_its_token_and_in_no_file()
    {
        Assert.False(File.Exists(Path.Combine(room.Kit, "bootca.p12")));
        string id = Regex.Match(room.Objects("CM-BOOT", "--type", "pubkey"), @"label: +Boot CA key\s+ID: +([0-9a-f]+)").Groups[1].Value;
        Assert.Contains($"logsignkey={id}\r\n", File.ReadAllText(room.Cm("config/cis.conf")));
        Assert.Contains(id, room.Objects("CM-BOOT", "--login", "--pin", "314159", "--type", "privkey"));
        Assert.Equal(4, Regex.Count(File.ReadAllText(Path.Combine(room.Kit, "issued.pem")), "BEGIN CERTIFICATE"));
        Assert.Contains("Boot officer certificates\n", File.ReadAllText(Path.Combine(room.Kit, "procedures.txt")));
    }

    [Fact]
    public void Tokens_in_hardware_serve_too()
    {
        room.Restore();
        room.TrustTheNew();
        InHardware("cis.conf", CisInHardware);
        InHardware("cm.conf", [.. TlsInHardware, .. PinInHardware]);
        File.Delete(room.Cm("config/cistrust/bootca.cer"));
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
        Assert.Equal($"O = Example AB, {Localhost}", room.Served(room.Port, "system"));
        Assert.Contains("as CN=localhost,O=Example AB", room.Control("log", "cf").Expect());
    }

    // At a PIN pad, and where no PIN is written anywhere, somebody types it: here it is in the rehearsal's own file.
    [Theory]
    [InlineData("SSL.nopin=true", "pin.nopin=true")]
    [InlineData]
    public void A_PIN_that_stands_in_no_file_is_typed(params string[] settings)
    {
        room.Restore();
        room.TrustTheNew();
        static bool IsNoPin(string setting) => !setting.Contains(".pin=", StringComparison.Ordinal);
        InHardware("cis.conf", [.. CisInHardware.Where(IsNoPin), .. settings.Take(1)]);
        InHardware("cm.conf", [.. TlsInHardware.Concat(PinInHardware).Where(IsNoPin), .. settings]);
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
    }

    [Theory]
    [InlineData("the certificate CN=server,O=Example AB of cis.ssl in cm.conf is not for sslclient: unsuitable certificate purpose", "cis.ssl.cert=server")]
    [InlineData("the certificate CN=elsewhere,O=Example AB of SSL in cm.conf is not for sslserver in the name localhost: hostname mismatch", "SSL.cert=elsewhere")]
    [InlineData("the certificate CN=nameless,O=Example AB of SSL in cm.conf is not for sslserver in the name localhost: hostname mismatch", "SSL.cert=nameless")]
    [InlineData("the certificate CN=localhost,O=Example AB of pin in cm.conf is not for the encryption of data", "pin.cert=localhost")]
    [InlineData("cm.conf sets SSL.cert, and SSL.file is left beside it", "SSL.file=certs/tls.p12")]
    [InlineData("cm.conf sets pin.cert, and pin.file is left beside it", "pin.file=")]
    [InlineData("cm.conf sets SSL.nopin, and SSL.pin is left beside it", "SSL.nopin=true")]
    [InlineData("no TLS connection to CIS on localhost, port {0}, by cis.ssl came about; OpenSSL's reasons stand above", "cis.ssl.cert=elsewhere")]
    public void CF_does_not_start_by_a_certificate_that_does_not_fit_or_with_settings_that_were_left(string reason, string setting)
    {
        room.Restore();
        room.TrustTheNew();
        InHardware("cis.conf", CisInHardware);
        InHardware("cm.conf", [.. TlsInHardware, .. PinInHardware]);
        room.Set("cm.conf", setting);
        // CF looks at all that is its own first; CIS is needed where only CIS can refuse it.
        if (reason.Contains("TLS connection to CIS", StringComparison.Ordinal))
        {
            room.Control("start", "cis").Expect();
        }

        DoesNotStart("cf", string.Format(System.Globalization.CultureInfo.InvariantCulture, reason, room.Port + 1));
    }

    [Fact]
    public void A_backup_in_the_trust_store_is_trusted_like_everything_in_it()
    {
        room.Restore();
        room.TrustTheNew();
        File.Move(room.Cm("config/cistrust/bootca.cer"), room.Cm("config/cistrust/bootca.cer.before-one"));
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
    }

    [Theory]
    [InlineData("kekaes256")]
    [InlineData("kekrsa")]
    public void A_key_for_key_archiving_is_found_by_its_label(string label)
    {
        room.Restore();
        room.Set("kar.conf", "kar.common.token.0.tokenlabel=CM-HSM", $"kar.common.token.0.pin={LaboratoryRoom.HsmPin}", "kar.archive.kek.0.tokenlabel=CM-HSM", $"kar.archive.kek.0.keylabel={label}");
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
    }

    [Theory]
    [InlineData("the PIN in SSL.pin of cm.conf does not open certs/tls.p12", "SSL.pin=000000")]
    [InlineData("the PIN in pin.pin of cm.conf does not open certs/pin.p12", "pin.pin=0")]
    [InlineData("SSL.file in cm.conf names certs/none.p12, which is not there or cannot be read", "SSL.file=certs/none.p12")]
    [InlineData("config/cm.conf, which SSL.file in cm.conf names, is no PKCS#12 file with a private key", "SSL.file=config/cm.conf")]
    [InlineData("no token with the label \"CM-HSN\" (SSL.tokenlabel) is found by any library that cm.conf lists under pkcs11.<n>", "hardware", "SSL.tokenlabel=CM-HSN")]
    [InlineData("no token with the label \"CM-HSM\" (SSL.tokenlabel) is found by any library that cm.conf lists under pkcs11.<n>", "hardware", "pkcs11.2=/opt/none.so")]
    [InlineData("the PIN in SSL.pin of cm.conf does not open the token \"CM-HSM\"", "hardware", "SSL.pin=000000")]
    [InlineData("no certificate with \"Localhost\" (SSL.cert in cm.conf) in its name is on a token with the label \"CM-HSM\"", "hardware", "SSL.cert=Localhost")]
    [InlineData("more than one certificate has \"Example AB\" (SSL.cert in cm.conf) in its name", "hardware", "SSL.cert=Example AB")]
    public void CF_does_not_start_by_a_token_that_it_cannot_use(string reason, params string[] settings)
    {
        room.Restore();
        room.TrustTheNew();
        if (settings is ["hardware", ..])
        {
            InHardware("cm.conf", TlsInHardware);
        }

        room.Set("cm.conf", settings.Where(setting => setting != "hardware"));
        DoesNotStart("cf", reason);
    }

    [Fact]
    public void No_server_starts_by_a_certificate_that_does_not_chain_to_its_trust_store()
    {
        room.Restore();
        room.TrustTheNew();
        File.Delete(room.Cm("config/cistrust/bootca.cer"));
        DoesNotStart("cf", "the certificate CN=localhost,O=Rehearsal of SSL in cm.conf does not chain to the trust store config/cistrust: self-signed certificate in certificate chain");
        DoesNotStart("cis", "the certificate CN=localhost,O=Rehearsal of SSL in cis.conf does not chain to the trust store config/cistrust: self-signed certificate in certificate chain");
        room.Restore();
        InHardware("cm.conf", TlsInHardware);
        DoesNotStart("cf", "the certificate CN=localhost,O=Example AB of SSL in cm.conf does not chain to the trust store config/cistrust: unable to get local issuer certificate");
        File.Delete(room.Cm("config/cistrust/bootca.cer"));
        DoesNotStart("cf", "the trust store config/cistrust holds no certificate");
    }

    [Theory]
    [InlineData("the token \"CM-HSM\" holds no key for key archiving with the label \"kek\" (kar.archive.kek.0.keylabel)", "CM-HSM", LaboratoryRoom.HsmPin, "kek")]
    [InlineData("the PIN in kar.common.token.0.pin of kar.conf does not open the token \"CM-HSM\"", "CM-HSM", "000000", "kekrsa")]
    [InlineData("no token with the label \"HSM\" (kar.archive.kek.0.tokenlabel) is found by any library that kar.conf lists", "HSM", "000000", "kekrsa")]
    public void CF_does_not_start_without_its_key_for_key_archiving(string reason, string token, string pin, string label)
    {
        room.Restore();
        room.Set("kar.conf", $"kar.common.token.0.tokenlabel={token}", $"kar.common.token.0.pin={pin}", $"kar.archive.kek.0.tokenlabel={token}", $"kar.archive.kek.0.keylabel={label}");
        DoesNotStart("cf", reason);
    }

    [Theory]
    [InlineData("no token that the libraries in cis.conf find has a key with the identifier beef (logsignkey)", "beef")]
    [InlineData("cis.conf sets no logsignkey", "")]
    public void CIS_does_not_start_without_the_key_for_its_log(string reason, string id)
    {
        room.Restore();
        room.Set("cis.conf", $"logsignkey={id}");
        DoesNotStart("cis", reason);
    }

    [Fact]
    public void Two_servers_cannot_have_one_port()
    {
        room.Restore();
        room.Control("start", "cis").Expect();
        room.Set("cm.conf", $"cf.port={LaboratoryRoom.Number(room.Port + 1)}");
        DoesNotStart("cf", $"the port {LaboratoryRoom.Number(room.Port + 1)} is in use by another program");
    }

    [Fact]
    public void A_server_is_active_until_it_is_stopped_and_failed_when_it_died()
    {
        room.Restore();
        Assert.Equal("inactive\n", room.Control("is-active", "cf").Expect(3));
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
        room.Control("start", "cf").Expect();
        room.Control("stop", "cf").Expect();
        Assert.Equal("inactive\n", room.Control("is-active", "cf").Expect(3));
        Assert.NotEqual(0, Tool.Run("openssl", "s_client", "-connect", $"localhost:{LaboratoryRoom.Number(room.Port)}").ExitCode);
        room.Control("start", "cf").Expect();
        string id = File.ReadAllText(Path.Combine(room.Folder, "rehearsal/laboratory/run/cf.pid")).Split(' ')[0];
        Tool.Run("kill", "-KILL", id).Expect();
        Assert.True(SpinWait.SpinUntil(() => room.Control("is-active", "cf").Output == "failed\n", Patience.Longest));
        room.Control("start", "cf").Expect();
        Assert.Equal("active\n", room.Control("is-active", "cf").Expect());
    }

    [Fact]
    public void After_a_failed_start_the_old_files_serve_again()
    {
        room.Restore();
        string good = File.ReadAllText(room.Cm("config/cm.conf"), Encoding.Latin1);
        room.Set("cm.conf", "SSL.pin=000000");
        DoesNotStart("cf", "the PIN in SSL.pin of cm.conf does not open certs/tls.p12");
        File.WriteAllText(room.Cm("config/cm.conf"), good, Encoding.Latin1);
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
        Assert.Equal($"O = Rehearsal, {Localhost}", room.Served(room.Port, "boot"));
    }

    [Fact]
    public void Of_services_that_it_does_not_know_it_says_how_it_is_used() => room.Control("start", "sshd").Expect(2);

    [Fact]
    public void It_is_made_once() => Refuses(room.Folder, "is there already");

    [Fact]
    public void It_is_not_made_beside_another_that_still_runs()
    {
        room.Restore();
        room.Control("start", "cis").Expect();
        room.Control("start", "cf").Expect();
        using var folder = new TemporaryFolder();
        string service = Path.Combine(room.Folder, "rehearsal", "laboratory", "service").Replace("'", @"'\''", StringComparison.Ordinal);
        Refuses(folder.Path, $"the port {LaboratoryRoom.Number(room.Port)} is in use by the laboratory of another rehearsal. Stop it: '{service}' stop cf; '{service}' stop cis");
        room.Control("stop", "cf").Expect();
        room.Control("stop", "cis").Expect();
        Refuses(folder.Path, "bootca.cer is not there");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Of_a_trial_it_makes_neither_tokens_nor_boot_kit()
    {
        // The port that it takes by itself may be that of a trial which another test holds.
        room.Restore();
        using var folder = new TemporaryFolder();
        Ran ran = room.Make(folder.Path, "trial", folder.Path);
        Assert.Equal(1, ran.ExitCode);
        Assert.Equal($"laboratory: {folder["boot-kit/bootca.cer"]} is not there; it is made before the laboratory is, by \"ceremony rehearse\", or for a trial as docs/operator.md says.\n", ran.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    // As the procedure has it: what is of the other kind of token goes.
    private void InHardware(string file, params IReadOnlyList<string> settings)
    {
        string[] tokens = [.. new[] { "SSL", "cis.ssl", "pin" }.Where(token => settings.Any(setting => setting.StartsWith($"{token}.cert=", StringComparison.Ordinal)))];
        room.Remove(file, [.. tokens.Select(token => $"{token}.file"), .. tokens.Select(token => $"{token}.pin")]);
        room.Set(file, settings);
    }

    private void Refuses(string folder, string reason)
    {
        Ran ran = room.Make(folder);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(reason, ran.Errors);
    }

    private void DoesNotStart(string service, string reason)
    {
        Ran ran = room.Control("start", service);
        Assert.Equal($"{service}: does not start: {reason}", room.LastLine(service));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(reason, ran.Errors);
        Assert.Equal("failed\n", room.Control("is-active", service).Expect(3));
    }
}
