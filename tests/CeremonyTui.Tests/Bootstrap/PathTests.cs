using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>
/// The whole bootstrap by each of its paths. What came of it is looked at with stock tools alone; nothing here knows how the program does it.
/// </summary>
public sealed class PathTests
{
    private const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    private const string Servers = "CM-SERVERS";
    private const string CaKey = "Officer and system CA key";

    /// <summary>What a path chooses.</summary>
    /// <param name="Name">Its answers.</param>
    /// <param name="TlsInHardware">Whether the key for TLS is in an HSM.</param>
    /// <param name="PinInHardware">Whether the key for PIN encryption is in an HSM.</param>
    /// <param name="Kek">The key for key archiving; empty for none.</param>
    /// <param name="Pins">Whether PINs are <c>written</c> into the configuration, <c>typed</c> at the start, or not needed (<c>nopin</c>) by the servers' token.</param>
    public sealed record Path(string Name, bool TlsInHardware, bool PinInHardware, string Kek, string Pins);

    [Theory]
    [InlineData("hardware", true, true, "", "written")]
    [InlineData("software", false, false, "", "written")]
    [InlineData("tls-hardware", true, false, "kekaes256", "typed")]
    [InlineData("tls-software", false, true, "kekdes3", "written")]
    [InlineData("kek-rsa", true, true, "kekrsa", "nopin")]
    public void The_bootstrap_comes_to_its_end_and_the_installation_is_as_it_must_be(string path, bool tlsInHardware, bool pinInHardware, string kek, string pins)
    {
        // That by software is held, and looked at like these, by CutOverTests too.
        Assert.SkipUnless(path is "hardware" or "tls-software" or "kek-rsa" || Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full", "make sweep");
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        installation.Hold(Programs.Native, Programs.BootstrapAnswers(path)).Expect();
        AssertWhole(installation, new Path(path, tlsInHardware, pinInHardware, kek, pins));
        if (path == "hardware")
        {
            Assert.DoesNotContain("FAILED", StockCommands.Run(installation.Rehearsal.Archive).Expect());
        }
    }

    /// <summary>Fails where anything is otherwise than it must be after the bootstrap by a path.</summary>
    internal static void AssertWhole(Installation installation, Path path)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        Assert.StartsWith(
            "VALID REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", rehearsal.Archive, "--fingerprint", rehearsal.Fingerprint).Expect(), StringComparison.Ordinal);
        AssertTls(installation, path);
        AssertPinEncryption(installation, path);
        AssertKeyArchiving(installation, path);
        AssertTrust(installation);
        AssertBootCaGone(installation);
        AssertOnlySettingsChanged(installation);
        Assert.Empty(SecretSearch.In(rehearsal));
        Assert.Empty(Records.FormatDocumentTests.Missing(rehearsal.JournalFile));
        Assert.Empty(Directory.GetFiles(installation.Laboratory, "*.pending", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(installation.Laboratory, "*.new", SearchOption.AllDirectories));
    }

    private static void AssertTls(Installation installation, Path path)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        string certificate = rehearsal.Artifact("tls.crt");
        string authority = Pem(rehearsal, "officer-and-system-ca.cer");
        Assert.Equal("active", installation.Control("is-active", "cf"));
        Assert.Equal(Installation.FingerprintOf(certificate), installation.Served());
        foreach (string purpose in new[] { "sslserver", "sslclient" })
        {
            Assert.Equal($"{certificate}: OK\n", Tool.Run("openssl", "verify", "-x509_strict", "-purpose", purpose, "-verify_hostname", "localhost", "-no-CApath", "-no-CAstore", "-CAfile", authority, certificate).Expect());
        }

        // Where CIS is a service of its own, CF has a connection to it by that certificate: each has looked at chain, purpose and name of the other.
        Assert.Equal(path.Name != "tls-software", File.ReadAllText(System.IO.Path.Combine(installation.Laboratory, "run", "cf.log")).TrimEnd().Split('\n').SkipWhile(line => !line.Contains("stopped", StringComparison.Ordinal)).Any(line => line.Contains("is connected with CIS", StringComparison.Ordinal)));
        string?[] Settings(params string[] names) => [.. names.Select(name => installation.Setting("cm.conf", name)), .. names.Where(name => !name.StartsWith("cis.", StringComparison.Ordinal)).Select(name => installation.Setting("cis.conf", name))];
        string pin = rehearsal.Pins["pin servers"];
        if (path.TlsInHardware)
        {
            Assert.Equal(["localhost", "localhost", Servers, Servers, null, null, "localhost", Servers, null], Settings("SSL.cert", "cis.ssl.cert", "SSL.tokenlabel", "cis.ssl.tokenlabel", "SSL.file", "cis.ssl.file"));
            AssertStored(rehearsal, "tls");
        }
        else
        {
            Assert.Equal(["certs/tls.p12", "certs/tls.p12", null, null, "certs/tls.p12", null], Settings("SSL.file", "cis.ssl.file", "SSL.cert", "cis.ssl.cert"));
            pin = rehearsal.Pins["pin tls.p12"];
            AssertSoftToken(installation.Cm("certs/tls.p12"), pin, certificate);
            Assert.False(File.Exists(installation.Media("tls.p12")), "tls.p12 is deleted from the media once it was tested");
        }

        string? written = path.Pins == "written" || (path.Pins == "nopin" && !path.TlsInHardware) ? pin : null;
        string? none = path.Pins == "nopin" && path.TlsInHardware ? "true" : null;
        Assert.Equal([written, written, none, written, none], Settings("SSL.pin", "cis.ssl.pin", "SSL.nopin"));
    }

    private static void AssertPinEncryption(Installation installation, Path path)
    {
        Rehearsal rehearsal = installation.Rehearsal;
        string certificate = rehearsal.Artifact("pin.crt");
        Assert.Contains("Data Encipherment", Tool.Run("openssl", "x509", "-in", certificate, "-noout", "-ext", "keyUsage").Expect());
        string?[] settings = [.. new[] { "pin.cert", "pin.tokenlabel", "pin.file", "pin.pin", "pin.nopin" }.Select(name => installation.Setting("cm.conf", name))];
        if (path.PinInHardware)
        {
            Assert.Equal(["PIN encryption", Servers, null, path.Pins == "written" ? rehearsal.Pins["pin servers"] : null, path.Pins == "nopin" ? "true" : null], settings);
            AssertStored(rehearsal, "pin");
        }
        else
        {
            string pin = rehearsal.Pins["pin pin.p12"];
            Assert.Equal([null, null, "certs/pin.p12", path.Pins == "written" ? pin : null, null], settings);
            AssertSoftToken(installation.Cm("certs/pin.p12"), pin, certificate);
            AssertSoftToken(installation.Media("pin.p12"), pin, certificate);
            Assert.Equal(File.ReadAllBytes(certificate), File.ReadAllBytes(installation.Media("pin.crt")));
        }
    }

    private static void AssertKeyArchiving(Installation installation, Path path)
    {
        string?[] settings = [.. new[] { "kar.archive.kek.0.tokenlabel", "kar.archive.kek.0.keylabel", "kar.common.token.0.tokenlabel", "kar.common.token.0.pin" }.Select(name => installation.Setting("kar.conf", name))];
        if (path.Kek.Length == 0)
        {
            Assert.Equal(["KAR-TEMPORARY", "kektemporary", "KAR-TEMPORARY", "137035"], settings);
            return;
        }

        string pin = installation.Rehearsal.Pins["pin servers"];
        Assert.Equal([Servers, path.Kek, Servers, path.Pins == "written" ? pin : null], settings);
        Assert.Matches($@"(?m)^  label: +{path.Kek}\s*$", installation.Rehearsal.Pkcs11(Servers, pin, "--list-objects"));
        Assert.Contains(Module, File.ReadAllText(installation.Cm("config/kar.conf")));
    }

    private static void AssertTrust(Installation installation)
    {
        Assert.False(File.Exists(installation.Cm("config/cistrust/bootca.cer")));
        Assert.Equal(Installation.FingerprintOf(installation.Rehearsal.Artifact("officer-and-system-ca.cer")), Installation.FingerprintOf(installation.Cm("config/cistrust/system_ca.cer")));
        Assert.Equal(["system_ca.cer"], Directory.GetFiles(installation.Cm("config/cistrust")).Select(System.IO.Path.GetFileName));
        Assert.Single(Directory.GetFiles(installation.Cm("config/cistrust.before"), "bootca.cer.before-*"));
        string listed = installation.Rehearsal.Pkcs11("CM-HSM", installation.Rehearsal.Pins["pin ca"], "--list-objects", "--type", "privkey");
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
        string first = Regex.Replace(File.ReadAllText(System.IO.Path.Combine(rehearsal.Archive, "report.txt")).Split('\f')[0], @"[\s!]+", " ");
        Assert.DoesNotContain("The Boot CA is NOT revoked.", first);
    }

    // Whatever was changed, the rest of each file is as it was, byte for byte, and so are owner and mode. The file as it was stands in the record, its PINs masked; no backup is left that holds them.
    private static void AssertOnlySettingsChanged(Installation installation)
    {
        foreach (string file in new[] { "cm.conf", "cis.conf" })
        {
            string now = installation.Cm($"config/{file}");
            JsonNode seen = installation.Rehearsal.Lines.First(line => (string?)line["look"]?["look"] == "config" && ((string)line["look"]!["path"]!).EndsWith(file, StringComparison.Ordinal))["seen"]!;
            string before = $"{installation.Laboratory}/{file}.first";
            File.WriteAllBytes(before, Convert.FromBase64String((string)seen["masked"]!));
            string difference = Tool.Run("diff", "--text", before, now).Output;
            File.Delete(before);
            Assert.All(
                difference.Split('\n').Where(line => line.StartsWith('<') || line.StartsWith('>')),
                line => Assert.Matches(@"^[<>] *(SSL\.|cis\.ssl\.|pin\.|pkcs11\.|logsignkey)", line));
            Assert.Equal($"{seen["owner"]} {seen["group"]} {Convert.ToString((long)seen["mode"]!, 8)}\n", Tool.Run("stat", "-c", "%u %g %a", now).Expect());
        }

        Assert.Empty(Directory.GetFiles(installation.Cm("config.before")));
    }

    private static void AssertStored(Rehearsal rehearsal, string key)
    {
        string listing = rehearsal.Pkcs11(Servers, rehearsal.Pins["pin servers"], "--list-objects");
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
        string pem = System.IO.Path.Combine(rehearsal.Folder, $"../{artifact}.pem");
        File.WriteAllText(pem, Tool.Run("openssl", "x509", "-in", rehearsal.Artifact(artifact)).Expect());
        return pem;
    }
}
