using System.Text.RegularExpressions;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>
/// The whole bootstrap by each of its paths. What came of it is looked at with stock tools alone; nothing here knows how the program does it.
/// </summary>
public sealed class PathTests
{
    private const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    private const string CaKey = "Officer and system CA key";

    [Theory]
    [InlineData("hardware", true, true, "")]
    [InlineData("software", false, false, "")]
    [InlineData("tls-hardware", true, false, "kekaes256")]
    [InlineData("tls-software", false, true, "kekdes3")]
    [InlineData("kek-rsa", true, true, "kekrsa")]
    public void The_bootstrap_comes_to_its_end_and_the_installation_is_as_it_must_be(string path, bool tlsInHardware, bool pinInHardware, string kek)
    {
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        installation.Hold(Programs.Native, Programs.BootstrapAnswers(path)).Expect();
        AssertWhole(installation, tlsInHardware, pinInHardware, kek);
        if (path == "hardware")
        {
            Assert.DoesNotContain("FAILED", StockCommands.Run(installation.Rehearsal.Archive).Expect());
        }
    }

    /// <summary>Fails where anything is otherwise than it must be after the bootstrap by a path.</summary>
    internal static void AssertWhole(Installation installation, bool tlsInHardware, bool pinInHardware, string kek)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        Assert.StartsWith(
            "VALID REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", rehearsal.Archive, "--fingerprint", rehearsal.Fingerprint).Expect(), StringComparison.Ordinal);
        AssertTls(installation, tlsInHardware);
        AssertPinEncryption(installation, pinInHardware);
        AssertKeyArchiving(installation, kek);
        AssertTrust(installation);
        AssertBootCaGone(installation);
        AssertOnlySettingsChanged(installation);
        Assert.Empty(SecretSearch.In(rehearsal));
        Assert.Empty(Records.FormatDocumentTests.Missing(rehearsal.JournalFile));
        Assert.Empty(Directory.GetFiles(installation.Laboratory, "*.pending", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(installation.Laboratory, "*.new", SearchOption.AllDirectories));
    }

    private static void AssertTls(Installation installation, bool inHardware)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        string certificate = rehearsal.Artifact("tls.crt");
        Assert.Equal("active", installation.Control("is-active", "cf"));
        Assert.Equal("active", installation.Control("is-active", "snmp"));
        Assert.Equal(Installation.FingerprintOf(certificate), installation.Served());
        Assert.Equal($"{certificate}: OK\n", Tool.Run("openssl", "verify", "-x509_strict", "-no-CApath", "-no-CAstore", "-CAfile", Pem(rehearsal, "officer-and-system-ca.cer"), certificate).Expect());
        if (inHardware)
        {
            Assert.Equal(("localhost", "localhost", "CM-HSM", "CM-HSM"), (installation.Setting("cm.conf", "SSL.cert"), installation.Setting("cm.conf", "cis.ssl.cert"), installation.Setting("cm.conf", "SSL.tokenlabel"), installation.Setting("cm.conf", "cis.ssl.tokenlabel")));
            Assert.Equal(("localhost", "CM-HSM"), (installation.Setting("cis.conf", "SSL.cert"), installation.Setting("cis.conf", "SSL.tokenlabel")));
            Assert.Equal(rehearsal.Pins["pin hsm"], installation.Setting("cm.conf", "SSL.pin"));
            AssertStored(rehearsal, "tls");
        }
        else
        {
            Assert.Equal(("certs/tls.p12", "certs/tls.p12"), (installation.Setting("cm.conf", "SSL.file"), installation.Setting("cis.conf", "SSL.file")));
            string pin = installation.Setting("cm.conf", "SSL.pin")!;
            Assert.Equal((pin, pin), (installation.Setting("cm.conf", "cis.ssl.pin"), installation.Setting("cis.conf", "SSL.pin")));
            AssertSoftToken(installation.Cm("certs/tls.p12"), pin, certificate);
            Assert.False(File.Exists(installation.Media("tls.p12")), "tls.p12 is deleted from the media once it was tested");
        }
    }

    private static void AssertPinEncryption(Installation installation, bool inHardware)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        string certificate = rehearsal.Artifact("pin.crt");
        Assert.Contains("Data Encipherment", Tool.Run("openssl", "x509", "-in", certificate, "-noout", "-ext", "keyUsage").Expect());
        if (inHardware)
        {
            Assert.Equal(("PIN encryption", "CM-HSM", rehearsal.Pins["pin hsm"]), (installation.Setting("cm.conf", "pin.cert"), installation.Setting("cm.conf", "pin.tokenlabel"), installation.Setting("cm.conf", "pin.pin")));
            AssertStored(rehearsal, "pin");
        }
        else
        {
            Assert.Equal("certs/pin.p12", installation.Setting("cm.conf", "pin.file"));
            AssertSoftToken(installation.Cm("certs/pin.p12"), installation.Setting("cm.conf", "pin.pin")!, certificate);
            AssertSoftToken(installation.Media("pin.p12"), installation.Setting("cm.conf", "pin.pin")!, certificate);
        }
    }

    private static void AssertKeyArchiving(Installation installation, string kek)
    {
        string[] settings = ["kar.archive.kek.0.tokenlabel", "kar.archive.kek.0.keylabel", "kar.common.token.0.tokenlabel"];
        if (kek.Length == 0)
        {
            Assert.All(settings, name => Assert.NotEqual("CM-HSM", installation.Setting("kar.conf", name)));
            return;
        }

        Assert.Equal(["CM-HSM", kek, "CM-HSM"], settings.Select(name => installation.Setting("kar.conf", name)));
        string listing = installation.Rehearsal.Pkcs11("CM-HSM", installation.Rehearsal.Pins["pin hsm"], "--list-objects");
        Assert.Matches($@"(?m)^  label: +{kek}\s*$", listing);
        Assert.Contains(Module, File.ReadAllText(installation.Cm("config/kar.conf")));
    }

    private static void AssertTrust(Installation installation)
    {
        Assert.False(File.Exists(installation.Cm("config/cistrust/bootca.cer")));
        Assert.Equal(Installation.FingerprintOf(installation.Rehearsal.Artifact("officer-and-system-ca.cer")), Installation.FingerprintOf(installation.Cm("config/cistrust/system_ca.cer")));
        Assert.Single(Directory.GetFiles(installation.Cm("config/cistrust"), "bootca.cer.before-*"));
        string listed = installation.Rehearsal.Pkcs11("CM-HSM", installation.Rehearsal.Pins["pin hsm"], "--list-objects", "--type", "privkey");
        string id = Regex.Match(listed, $@"label: +{CaKey}\s+ID: +([0-9a-f]+)").Groups[1].Value;
        Assert.NotEqual("", id);
        Assert.Equal(id, installation.Setting("cis.conf", "logsignkey"));
    }

    private static void AssertBootCaGone(Installation installation)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        string listing = rehearsal.Pkcs11("CM-BOOT", rehearsal.Pins["pin boot"], "--list-objects");
        Assert.DoesNotContain("Private Key Object", listing);
        Assert.DoesNotContain("Public Key Object", listing);
        string crl = Directory.GetFiles(rehearsal.Artifact("")).Single(file => file.EndsWith(".crl", StringComparison.Ordinal));
        string text = Tool.Run("openssl", "crl", "-inform", "DER", "-in", crl, "-noout", "-text", "-CAfile", Pem(rehearsal, "boot-ca.cer")).Expect();
        Assert.True(Regex.Count(text, "Serial Number:") >= 4, text);
        Assert.Contains("Cessation Of Operation", text);
        Assert.Contains("Next Update: Dec 31 23:59:59 9999 GMT", text);
        Assert.Contains("verify OK", Tool.Run("openssl", "crl", "-inform", "DER", "-in", crl, "-noout", "-CAfile", Pem(rehearsal, "boot-ca.cer")).Errors);
        Assert.Equal(File.ReadAllBytes(crl), File.ReadAllBytes(installation.Media("boot-ca.crl")));
        string fromPem = $"{rehearsal.Folder}/../from-pem.crl";
        Tool.Run("openssl", "crl", "-inform", "PEM", "-in", installation.Media("boot-ca.crl.pem"), "-outform", "DER", "-out", fromPem).Expect();
        Assert.Equal(File.ReadAllBytes(crl), File.ReadAllBytes(fromPem));
        string first = Regex.Replace(File.ReadAllText(Path.Combine(rehearsal.Archive, "report.txt")).Split('\f')[0], @"[\s!]+", " ");
        Assert.DoesNotContain("The Boot CA is NOT revoked.", first);
    }

    // Whatever was changed, the rest of each file is as it was, byte for byte, and so are owner and mode.
    private static void AssertOnlySettingsChanged(Installation installation)
    {
        foreach (string file in new[] { "cm.conf", "cis.conf" })
        {
            string now = installation.Cm($"config/{file}");
            string first = Directory.GetFiles(installation.Cm("config"), $"{file}.before-*").OrderBy(File.GetLastWriteTimeUtc).First();
            string difference = Tool.Run("diff", first, now).Output;
            Assert.All(
                difference.Split('\n').Where(line => line.StartsWith('<') || line.StartsWith('>')),
                line => Assert.Matches(@"^[<>] *(SSL\.|cis\.ssl\.|pin\.|pkcs11\.|logsignkey)", line));
            Assert.Equal(Tool.Run("stat", "-c", "%u %g %a", first).Expect(), Tool.Run("stat", "-c", "%u %g %a", now).Expect());
        }
    }

    private static void AssertStored(Rehearsal rehearsal, string key)
    {
        string listing = rehearsal.Pkcs11("CM-HSM", rehearsal.Pins["pin hsm"], "--list-objects");
        string[] ids = [.. Regex.Matches(listing, $@"label: +{key}\s(?:.*\n)*?  ID: +([0-9a-f]+)").Select(match => match.Groups[1].Value)];
        Assert.True(ids.Length >= 3 && ids.Distinct().Count() == 1, $"private, public and certificate of {key} under one CKA_ID:\n{listing}");
    }

    private static void AssertSoftToken(string file, string pin, string certificate)
    {
        string shown = Tool.Run("openssl", "pkcs12", "-in", file, "-passin", $"pass:{pin}", "-nodes", "-info").Expect();
        Assert.Contains("BEGIN PRIVATE KEY", shown);
        string info = Tool.Run("openssl", "pkcs12", "-in", file, "-passin", $"pass:{pin}", "-noout", "-info").Errors;
        Assert.Contains("MAC: sha256", info);
        Assert.Contains("AES-256-CBC", info);
        Assert.Contains(Installation.FingerprintOf(certificate), FirstCertificate(shown));
        Assert.Equal("600", Tool.Run("stat", "-c", "%a", file).Expect().Trim());
    }

    private static string FirstCertificate(string pem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["all.pem"], pem);
        return Installation.FingerprintOf(folder["all.pem"]);
    }

    private static string Pem(Rehearsal rehearsal, string artifact)
    {
        string pem = Path.Combine(rehearsal.Folder, $"../{artifact}.pem");
        File.WriteAllText(pem, Tool.Run("openssl", "x509", "-in", rehearsal.Artifact(artifact)).Expect());
        return pem;
    }
}
