using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>The bootstrap by answers, with both programs, judged from outside by stock tools.</summary>
public sealed partial class WholeRehearsalTests(RehearsalRoom room)
{
    private const string CaKey = "Officer and system CA key";
    private const string CaCertificate = "officer-and-system-ca.cer";
    private static readonly string[] IssuedCertificates =
        ["officer-1-authentication.cer", "officer-1-signature.cer", "officer-2-authentication.cer", "officer-2-signature.cer"];

    public static TheoryData<string> BothPrograms => ["native", "managed"];

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void The_key_of_the_authority_cannot_leave_the_token_by_which_it_was_made(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        string key = Assert.Single(Objects(rehearsal.Pkcs11("CM-HSM", rehearsal.Pins["pin hsm"], "--list-objects", "--type", "privkey")));
        Assert.Contains($"label:      {CaKey}", key);
        Assert.Contains("Access:     sensitive, always sensitive, never extractable, local", key);
        Assert.Contains("Usage:      sign\n", key);
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void Each_card_holds_two_keys_and_their_certificates_under_the_PIN_of_its_holder(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        foreach ((string label, string pin) in new[] { ("00004711", "pin card-1"), ("00004712", "pin card-2") })
        {
            string listing = rehearsal.Pkcs11(label, rehearsal.Pins[pin], "--list-objects");
            string[] keys = [.. Objects(listing).Where(each => each.StartsWith("Private Key", StringComparison.Ordinal))];
            string[] certificates = [.. Objects(listing).Where(each => each.StartsWith("Certificate", StringComparison.Ordinal))];
            Assert.Equal(["authentication", "signature"], keys.Select(Label).Order());
            Assert.Equal(["authentication", "signature"], certificates.Select(Label).Order());
            Assert.All(keys, key => Assert.Contains("sensitive, always sensitive, never extractable, local", key));
            Assert.All(certificates, certificate => Assert.Contains(keys, key => Id(key) == Id(certificate) && Label(key) == Label(certificate)));
            Assert.All(certificates, certificate => Assert.Contains($"serialNumber={label}", certificate));
        }
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void The_certificate_of_the_authority_is_for_the_key_on_the_token(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        using var folder = new TemporaryFolder();
        rehearsal.Pkcs11("CM-HSM", rehearsal.Pins["pin hsm"], "--read-object", "--type", "pubkey", "--label", CaKey, "--output-file", folder["key.der"]);
        string onToken = Tool.Run("openssl", "pkey", "-pubin", "-inform", "DER", "-in", folder["key.der"]).Expect();
        string inCertificate = Tool.Run("openssl", "x509", "-in", rehearsal.Artifact(CaCertificate), "-noout", "-pubkey").Expect();
        Assert.Equal(onToken, inCertificate);
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void Two_other_programs_accept_every_certificate(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        using var folder = new TemporaryFolder();
        string authority = Tool.Run("openssl", "x509", "-in", rehearsal.Artifact(CaCertificate)).Expect();
        File.WriteAllText(folder["ca.pem"], authority);
        foreach (string name in IssuedCertificates)
        {
            string issued = rehearsal.Artifact(name);
            Assert.Equal($"{issued}: OK\n", Tool.Run("openssl", "verify", "-x509_strict", "-check_ss_sig", "-no-CApath", "-no-CAstore", "-CAfile", folder["ca.pem"], issued).Expect());
            File.WriteAllText(folder["chain.pem"], Tool.Run("openssl", "x509", "-in", issued).Expect() + authority);
            Assert.Contains("Chain verification output: Verified. The certificate is trusted.", Tool.Run("certtool", "--verify-chain", "--infile", folder["chain.pem"]).Expect());
        }

        Assert.Equal(IssuedCertificates.Append("boot-ca.cer").Append(CaCertificate).Order(), Directory.GetFiles(rehearsal.Artifact("")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void The_verifier_says_VALID_with_the_fingerprint_and_CONSISTENT_without(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        string binary = program == "native" ? Programs.Native : Programs.Managed;
        Assert.StartsWith("VALID REHEARSAL completed\n", Tool.Run(binary, "verify", rehearsal.Archive, "--fingerprint", rehearsal.Fingerprint).Expect(), StringComparison.Ordinal);
        Assert.StartsWith("CONSISTENT REHEARSAL completed\n", Tool.Run(binary, "verify", rehearsal.Archive).Expect(4), StringComparison.Ordinal);
        Assert.StartsWith("VALID REHEARSAL completed\n", Tool.Run(binary, "verify", rehearsal.Folder, "--fingerprint", rehearsal.Fingerprint).Expect(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void The_commands_of_the_guide_say_what_the_guide_promises(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        string said = StockCommands.Run(rehearsal.Archive).Expect();
        Assert.StartsWith($"{rehearsal.Fingerprint}  SHA256SUMS\n", said, StringComparison.Ordinal);
        Assert.Contains("no file is missing, none is unlisted\n", said);
        Assert.Contains("all of the roster signed, and nobody else\n", said);
        int confirmations = rehearsal.Lines.Count(line => (string)line["kind"]! == "confirmed");
        Assert.Equal(confirmations, Regex.Count(said, @"^line \d+: Verified OK$", RegexOptions.Multiline));
        Assert.Equal(6, Regex.Count(said, @"^artifacts/[a-z0-9-]+\.cer: OK$", RegexOptions.Multiline) / 2);
        Assert.Matches($"(?m)^# journal: {rehearsal.Lines.Count(NotAfterTheSeal)} [0-9a-f]{{64}}$", said);
        Assert.DoesNotContain("FAILED", said);
        Assert.DoesNotContain("does not follow", said);
        Assert.Contains("CAdES Verification successful", StockCommands.Run(rehearsal.Archive).Errors);

        bool NotAfterTheSeal(System.Text.Json.Nodes.JsonNode line) => (string)line["kind"]! is not ("signed" or "archived" or "compared");
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void The_first_page_of_the_report_says_what_is_still_open(string program)
    {
        string first = Blanks().Replace(File.ReadAllText(Path.Combine(room.BootstrapBy(program).Archive, "report.txt")).Split('\f')[0], " ");
        Assert.Contains("The Boot CA is NOT revoked.", first);
        Assert.Contains("Two-step signing is disabled for the bootstrap officers: both confirmed each step together, in one place, each with their own soft token.", first);
        Assert.Contains("This was a REHEARSAL. Its keys are on rehearsal tokens and must never be used.", first);
    }

    [Theory]
    [MemberData(nameof(BothPrograms))]
    public void No_file_outside_the_rehearsals_own_room_holds_a_PIN_or_its_hash(string program)
    {
        Rehearsal rehearsal = room.BootstrapBy(program);
        Assert.Empty(SecretSearch.In(rehearsal));
    }

    private static IEnumerable<string> Objects(string listing) => ObjectStart().Split(listing).Where(each => each.Trim().Length > 0);

    private static string Label(string listed) => LabelLine().Match(listed).Groups[1].Value;

    private static string Id(string listed) => IdLine().Match(listed).Groups[1].Value;

    [GeneratedRegex(@"[\s!]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?m)^(?=\S)")]
    private static partial Regex ObjectStart();

    [GeneratedRegex(@"(?m)^  label: +(.*)$")]
    private static partial Regex LabelLine();

    [GeneratedRegex(@"(?m)^  ID: +(.*)$")]
    private static partial Regex IdLine();
}
