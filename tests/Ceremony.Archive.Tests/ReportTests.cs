using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_report_of_the_sample_reads_as_written_beside() => AgreesWith("report.golden", Report(SampleCeremony.Completed(_folder.Path)));

    [Fact]
    public void The_guide_of_the_sample_reads_as_written_beside()
    {
        Report(SampleCeremony.Completed(_folder.Path));
        AgreesWith("verify.golden", File.ReadAllText(Path.Combine(_folder.Path, "transcript.tmp", "VERIFY.md")));
    }

    [Fact]
    public void Every_page_has_its_header_and_fits_the_paper()
    {
        string[] pages = Report(SampleCeremony.Completed(_folder.Path)).Split('\f');
        Assert.InRange(pages.Length, 5, 30);
        for (int page = 0; page < pages.Length; page++)
        {
            string[] lines = pages[page].TrimEnd('\n').Split('\n');
            Assert.StartsWith("REHEARSAL  A sample *ceremony*", lines[0], StringComparison.Ordinal);
            Assert.EndsWith($" page {page + 1} of {pages.Length}", lines[0], StringComparison.Ordinal);
            Assert.InRange(lines.Length, 4, 60);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        }
    }

    [Fact]
    public void Of_production_no_page_says_rehearsal()
    {
        string report = Report(SampleCeremony.Completed(_folder.Path, "production"));
        Assert.StartsWith("PRODUCTION  A sample", report, StringComparison.Ordinal);
        Assert.DoesNotContain("REHEARSAL", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_module_was_given_stands_on_the_first_page()
    {
        string[] first = Report(SampleCeremony.Completed(_folder.Path, "production")).Split('\f')[0].Split('\n');
        Assert.Equal(
            [
                "  module        /usr/lib/vendor.so", $"                {new string('b', 64)}", "  variable      VENDOR_CONF = /etc/vendor", "  begun with    slot=1", "  configuration /etc/vendor/slots.conf",
                $"                {new string('c', 64)}",
            ],
            first.SkipWhile(line => !line.StartsWith("  module ", StringComparison.Ordinal)).Take(6));
    }

    [Fact]
    public void That_the_boot_ca_still_holds_stands_on_the_first_page() =>
        Assert.Contains("!! The Boot CA is NOT revoked.", Report(SampleCeremony.Completed(_folder.Path)).Split('\f')[0], StringComparison.Ordinal);

    [Fact]
    public void Without_a_boot_kit_nothing_is_said_of_it() =>
        Assert.DoesNotContain("Boot CA is NOT", Report(SampleCeremony.WithConsoleKeys(_folder.Path)), StringComparison.Ordinal);

    [Fact]
    public void Keys_made_at_the_console_are_shouted_on_the_first_page()
    {
        string first = Report(SampleCeremony.WithConsoleKeys(_folder.Path)).Split('\f')[0];
        Assert.Contains("!! THE KEYS OF Console 1 AND Console 2 WERE MADE AT THIS CONSOLE.", first, StringComparison.Ordinal);
        Assert.Contains("NO DUAL CONTROL", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_aborted_ceremony_whose_record_is_not_proven_the_report_is_made_and_says_what_is_not()
    {
        string report = Flat(Report(SampleCeremony.AbortedUnproven(_folder.Path)));
        Assert.Contains("not known: line 1, which should say what was done, does not", report, StringComparison.Ordinal);
        Assert.Contains("not known: line 99999, which should say what was done, does not", report, StringComparison.Ordinal);
        Assert.Contains("The journal could not be gone on from: its last 12 bytes were cut off and set aside in unread-8.bin.", report, StringComparison.Ordinal);
        Assert.Contains("Not proven when the ceremony was aborted", report, StringComparison.Ordinal);
        Assert.Contains("- line 1 is not an intention. [actions, line 7] - A file is missing. [folder]", report, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aborted_ceremony_says_so_and_tells_of_its_keys()
    {
        string report = Report(SampleCeremony.Aborted(_folder.Path));
        Assert.Contains("!! This ceremony was ABORTED.", report, StringComparison.Ordinal);
        string unwrapped = report.Replace("\n    ", " ", StringComparison.Ordinal);
        Assert.Contains("The ceremony was aborted: the HSM is missing; key CA key on hsm: never made", unwrapped, StringComparison.Ordinal);
        Assert.Contains("Steps that were not done", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_an_exception_ended_is_called_not_done_and_who_attested_is_named()
    {
        string report = Report(SampleCeremony.WithAnEndedStep(_folder.Path));
        string unwrapped = Regex.Replace(report, @"\s+", " ");
        Assert.Contains("The exception in line 12 ended the step, which was not done. (line 13, ", unwrapped, StringComparison.Ordinal);
        Assert.Contains("NOT DONE: the exception in line 12 ended the step", unwrapped, StringComparison.Ordinal);
        Assert.Contains("steps ended by an exception, and so not done: line 13;", unwrapped, StringComparison.Ordinal);
        Assert.Contains("W. Witness: I saw it (line 9", unwrapped, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(unwrapped, @"Statements(, including those on identity where the script asks for them)?: line 9\."));
    }

    [Fact]
    public void What_was_corrected_of_an_answer_stands_beside_it_and_the_steps_that_run_anew_are_told_of()
    {
        string unwrapped = Flat(Report(SampleCeremony.WithCorrections(_folder.Path)));
        Assert.Contains("Answers that were corrected", unwrapped, StringComparison.Ordinal);
        Assert.Matches("\"record\" was answered with \"4711\" \\(line 9, [^)]*, step gather\\): typed again, see line 11", unwrapped);
        Assert.Matches("\"record\" was answered with \"47\\\\u\\{202e\\}12\" \\(line 13, [^)]*, step gather\\): the officers correct this in line 16: \"record\" is rightly \"4712\"; reason: mistyped", unwrapped);
        Assert.Contains("the answer in line 9 is typed again: its step and those after it are begun once more (line 11", unwrapped, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_came_from_outside_moves_the_cursor()
    {
        string report = Report(SampleCeremony.Completed(_folder.Path));
        Assert.DoesNotContain(report, character => char.IsControl(character) && character is not ('\n' or '\f'));
        Assert.Contains(@"somebody \u{1b}[2J knocked\u{202e} at the door", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_confirmation_stands_with_the_text_that_was_signed()
    {
        string report = Report(SampleCeremony.Completed(_folder.Path));
        Assert.Equal(2, report.Split("    | ceremony-confirmation/1\n").Length - 1);
    }

    [Fact]
    public void That_the_boot_ca_is_revoked_and_its_key_gone_stands_on_the_first_page()
    {
        string first = Flat(SecondHalfReport().Split('\f')[0]);
        Assert.DoesNotContain("The Boot CA is NOT", first, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT destroyed", first, StringComparison.Ordinal);
        Assert.Matches(
            "The Boot CA is revoked, reason cessationOfOperation \\(line \\d+\\)\\. Its last CRL is number 1 with 4 entries, artifacts/boot-ca\\.crl \\(line \\d+\\)\\. "
            + "Its key \"Boot CA key\" is gone from the token hsm \\(line \\d+\\)\\.",
            first);
    }

    [Fact]
    public void A_boot_ca_whose_key_is_still_there_is_shouted() => Assert.Contains(
        "!! The Boot CA's key was NOT destroyed: no line records that it is gone from its token.",
        Flat(SecondHalfReport((kind, _, line) => kind == "step-done" && line.Text("step") == "destroy" ? line.Without("facts").With(new JsonMap { { "facts", new JsonList() } }) : line).Split('\f')[0]).Replace(" !! !! ", " ", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Fact]
    public void Every_fact_of_the_closed_list_is_told_of()
    {
        IReadOnlyList<CeremonyFact> facts = SampleFacts.All(SampleCeremony.Card);
        string report = Report(SampleCeremony.With(_folder.Path, facts));
        Assert.Equal(Kinds(), facts.Select(fact => fact.GetType().Name).Order());
        Assert.All(facts, fact => Assert.Contains($"\n{fact.Topic}\n{new string('-', fact.Topic.Length)}\n", report, StringComparison.Ordinal));
        Assert.DoesNotContain("What else was recorded", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_s_line_says_that_it_is_attested_and_what_of_that_was_checked()
    {
        string report = Flat(Report(SampleCeremony.With(_folder.Path, SampleFacts.All(SampleCeremony.Card))));
        Assert.Contains("public key 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81 attested by its token or vendor; key and chain checked; serial number not checked (line ", report, StringComparison.Ordinal);
        Assert.Contains(
            "Attestations of keys -------------------- key CA key token hsm, serial HSM-1 file artifacts/ca.attestation SHA-256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81 source /media/ca.p7b "
            + "form kept as it is: it is neither certificates nor PKCS#7 checked key and chain checked; serial number not checked root the script names the one with this fingerprint: fingerprint d3241e2cab43506824e862aca7ab544538408cfcf83dfb244d5041fce2506470 "
            + "root's file artifacts/ca.attestation-root.cer recorded line ",
            report,
            StringComparison.Ordinal);
        Assert.Contains(
            "Audit logs of tokens -------------------- token hsm, serial HSM-1 file artifacts/hsm.audit-log, read from /media/hsm.log size 4711 bytes SHA-256 d3241e2cab43506824e862aca7ab544538408cfcf83dfb244d5041fce2506470 "
            + "checked not at all: this program does not read it recorded line ",
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_without_words_of_its_own_is_told_with_its_fields_as_they_are()
    {
        SampleCeremony ceremony = SampleCeremony.With(_folder.Path, [new OperatorActed("close \u001b[2J RA", "Oda"), new CrlIssued("Boot CA", 7, ["01ab"], [1, 2, 3], "boot-ca.crl")]);
        var text = new ReportText();
        new FactTopics(text, new SealedTranscript(ceremony.Lines)).Others();
        string told = Flat(text.Render("REHEARSAL", "Sample"));
        Assert.Contains("What else was recorded", told, StringComparison.Ordinal);
        Assert.Contains(@"Done by hand ------------ by Oda did close \u{1b}[2J RA holds reported by a person, not seen by this program recorded line ", told, StringComparison.Ordinal);
        Assert.Contains("Revocation lists ---------------- artifact boot-ca.crl ca Boot CA crl AQID number 7 serials [\"01ab\"] recorded line ", told, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Kinds() => typeof(CeremonyFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CeremonyFact)) && !type.IsAbstract).Select(type => type.Name).Order();

    /// <summary>What the report of a whole bootstrap says, in the order in which it says it; line numbers are left out.</summary>
    public static TheoryData<string> Told => new(
        "key kekaes256 token hsm, serial HSM-1 algorithm aes-256 usage wrap, unwrap CKA_ID 0ae5",
        "key Boot CA key token hsm, serial HSM-1 CKA_ID b0",
        "issued 1 certificate, according to the boot kit procedures bound to it: Boot officers, Boot TLS state revoked, cessationOfOperation (line N); key destroyed (line N)",
        "CA Boot CA number 1, 4 entries",
        "CA Boot CA reason cessationOfOperation",
        "key tls key usage digitalSignature, keyEncipherment",
        "key tls, CKA_ID 0715 token hsm, as \"tls\"",
        "file /media/pin.p12 subject Ada Berg procedure Soft tokens PIN known to Ada Berg certificate artifacts/pin.crt, SHA-256:",
        "officer Bootstrap officer 1, role officer: the Boot CA is revoked",
        "about logs-archived, by Bo Carlsson",
        "file /cm/config/cm.conf setting SSL.cert = localhost setting SSL.pin = a PIN setting SSL.file, taken out before",
        "masked old PINs SSL.pin; the backup was removed (line N)",
        "backup /cm/config.before/cm.conf.before-conf done removed; deleting a file on flash memory does not erase it",
        "file /cm/cistrust/system_ca.cer SHA-256",
        "backup kept in /cm/cistrust.before/bootca.cer.before-remove",
        "Services stopped ---------------- service cf",
        "Services started ---------------- service cf",
        "server localhost, port 8444; it presented artifacts/tls.crt: subject CN=localhost",
        "holds made by another system, verified by this program",
        "done close AWB and RA (said by Oda) holds reported by a person, not seen by this program",
        "enter in registry, ca revoked \"Boot CA\"",
        "performed edit config, /cm/config/cm.conf",
        "Revocation lists: line N; authorities revoked: line N.",
        "Keys: line N, each in its token, the private half first; a fresh login to the token then saw no key with that CKA_ID.");

    [Theory]
    [MemberData(nameof(Told))]
    public void The_report_tells_of_the_second_half(string told) => Assert.Contains(told, Whole.Value, StringComparison.Ordinal);

    [Fact]
    public void No_pin_and_no_stand_in_of_one_is_in_the_report() => Assert.DoesNotContain("SSL.pin=", Whole.Value, StringComparison.Ordinal);

    private static readonly Lazy<string> Whole = new(() =>
    {
        using var tests = new ReportTests();
        string pages = Regex.Replace(tests.SecondHalfReport(), @"\f[^\n]*\n-+\n", "");
        return Regex.Replace(Flat(pages), @"line \d+", "line N");
    });

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ");

    private string SecondHalfReport(Func<string, int, JsonMap, JsonMap?>? tamper = null)
    {
        JournalMaker journal = SecondHalf.Of(tamper);
        new ArchiveBuilder(new DiskFiles(), _folder.Path).Build(JournalReader.Read(journal.Bytes).Lines, journal.Script, journal.Artifacts);
        return File.ReadAllText(Path.Combine(_folder.Path, "transcript.tmp", "report.txt"));
    }

    private static void AgreesWith(string golden, string actual, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, golden);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected != actual)
            File.WriteAllText(path + ".actual", actual);
        Assert.Equal(expected, actual);
    }

    private string Report(SampleCeremony ceremony)
    {
        new ArchiveBuilder(new DiskFiles(), _folder.Path).Build(ceremony.Lines, SampleCeremony.Script, ceremony.Artifacts);
        return File.ReadAllText(Path.Combine(_folder.Path, "transcript.tmp", "report.txt"));
    }
}
