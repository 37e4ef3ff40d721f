using System.Text.Json.Nodes;
using Ceremony.Core.Json;
using Ceremony.Journal;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>The commands on ceremonies that are over, damaged or not theirs, and those that are about no ceremony.</summary>
public sealed class CommandTests(RehearsalRoom room)
{
    private static readonly string Plain = Programs.SingleKeyAnswers;

    [Fact]
    public void A_folder_that_holds_a_ceremony_is_not_begun_in_again_nor_gone_on_with_when_all_is_done()
    {
        Rehearsal done = room.SingleKey;
        string before = File.ReadAllText(done.JournalFile);
        AssertRefused(
            2,
            $"A ceremony was already begun in {done.Folder}: resume it with \"ceremony resume {done.Folder}\", or give another folder.",
            ["rehearse", Programs.SingleKeyScript, "--answers", Plain, "--out", done.Folder]);
        AssertRefused(1, $"The ceremony in {done.Folder} is over and sealed: it can no longer be aborted. Its archive: {done.Archive}", ["abort", done.Folder]);
        Ran resumed = Tool.Run(Programs.Native, "resume", done.Folder, "--answers", Plain);
        Assert.Equal(
            $"The ceremony in {done.Folder} is over already; there is nothing to resume. Its archive: {done.Archive}\nCeremony fingerprint: {done.Fingerprint}\n",
            resumed.Expect());
        Assert.Equal(before, File.ReadAllText(done.JournalFile));
    }

    [Fact]
    public void A_journal_with_one_flipped_bit_is_not_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        byte[] journal = File.ReadAllBytes(room.SingleKey.JournalFile);
        int endOfLineFive = journal.Select((each, at) => (each, at)).Where(each => each.each == (byte)'\n').ElementAt(4).at;
        journal[endOfLineFive - 20] ^= 1;
        File.WriteAllBytes(folder["journal.jsonl"], journal);
        File.Copy(Programs.SingleKeyScript, folder["script.yaml"]);
        Ran ran = Tool.Run(Programs.Native, "resume", folder.Path, "--answers", Plain);
        ran.Expect(1);
        Assert.Matches($@"^The journal in {folder.Path} is damaged in line [56]: .+ Nothing was changed: restore the folder from a copy, or abort the ceremony with ""ceremony abort""\.\n$", ran.Errors);
        Assert.Equal(journal, File.ReadAllBytes(folder["journal.jsonl"]));
        Assert.StartsWith("INVALID REHEARSAL", Tool.Run(Programs.Native, "verify", folder.Path).Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_whose_beginning_is_lost_is_not_sealed_and_the_keys_that_it_names_are_told()
    {
        using var folder = new TemporaryFolder();
        byte[] journal = [.. "#"u8, .. File.ReadAllBytes(room.SingleKey.JournalFile)];
        File.WriteAllBytes(folder["journal.jsonl"], journal);
        File.Copy(Programs.SingleKeyScript, folder["script.yaml"]);
        Ran ran = Tool.Run(Programs.Native, "abort", folder.Path, "--reason", "The journal is damaged.");
        ran.Expect(1);
        string[] told = ran.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"The journal in {folder.Path} is damaged in line 1, and does not tell which ceremony was begun: ", told[0], StringComparison.Ordinal);
        Assert.EndsWith(" Where there is none, keep the folder as it is, and look after each key that its lines name.", told[0], StringComparison.Ordinal);
        Assert.Equal(
            JournalReader.Read(File.ReadAllBytes(room.SingleKey.JournalFile)).Lines.Where(line => line.Kind == "intended" && line.Json["action"].AsMap().Text("do") == "generate-key-pair").Select(line => line.Json["action"].AsMap())
                .Select(key => $"The key \"{key.Text("label")}\" in the token \"{key.Text("token")}\": it may be on the token: it was begun, but not seen to be made; look for it, and destroy it before the token serves another ceremony."),
            told[1..]);
        Assert.NotEmpty(told[1..]);
        Assert.Equal(journal, File.ReadAllBytes(folder["journal.jsonl"]));
    }

    [Fact]
    public void A_production_ceremony_takes_no_answers_from_a_file()
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], FirstLines().Select(line => line.Replace("\"mode\":\"rehearsal\"", "\"mode\":\"production\"", StringComparison.Ordinal)));
        File.Copy(Programs.SingleKeyScript, folder["script.yaml"]);
        AssertRefused(2, "Answers from a file are for rehearsals only: this is a production ceremony. Resume it without --answers.", ["resume", folder.Path, "--answers", Plain]);
        AssertRefused(
            2,
            "A ceremony needs a terminal: run it at the console, not in a pipe. A rehearsal can take --answers FILE instead.",
            ["resume", folder.Path]);
        Assert.StartsWith("INCOMPLETE PRODUCTION unfinished\n", Tool.Run(Programs.Native, "verify", folder.Path).Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ceremony_is_gone_on_with_by_its_own_script_alone()
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], FirstLines());
        Directory.CreateDirectory(folder["rehearsal"]);
        File.Copy(room.SingleKey.SoftHsmConfiguration, folder["rehearsal/softhsm2.conf"]);
        File.WriteAllText(folder["script.yaml"], File.ReadAllText(Programs.SingleKeyScript) + "# changed\n");
        string hash = Tool.Run("sha256sum", Programs.SingleKeyScript).Expect()[..64];
        AssertRefused(
            1,
            $"The script in {folder.Path} is not the one that the ceremony began with. Put the reviewed script.yaml with the SHA-256 {hash} back, then try again.",
            ["resume", folder.Path, "--answers", Plain]);
    }

    [Fact]
    public void A_ceremony_is_gone_on_with_and_aborted_in_its_own_edition_alone()
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], FirstLines().Select(line => line.Replace($"\"edition\":{Ceremony.Core.Edition.Current},", "", StringComparison.Ordinal)));
        File.Copy(Programs.SingleKeyScript, folder["script.yaml"]);
        string before = File.ReadAllText(folder["journal.jsonl"]);
        JsonNode opened = JsonNode.Parse(FirstLines().First())!;
        string sentence = $"The ceremony in {folder.Path} was begun in edition 1 by version {opened["program-version"]} of the program, SHA-256 {opened["program-sha256"]}, "
            + "and this program goes on only in edition 7. Nothing was changed: go on with the program that began it.";
        AssertRefused(1, sentence, ["resume", folder.Path, "--answers", Plain]);
        AssertRefused(1, sentence, ["abort", folder.Path, "--answers", Plain, "--reason", "enough"]);
        Assert.Equal(before, File.ReadAllText(folder["journal.jsonl"]));
        Assert.StartsWith("INCOMPLETE REHEARSAL unfinished\nedition 1\n", Tool.Run(Programs.Native, "verify", folder.Path).Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Console_keys_are_VALID_only_where_they_are_allowed()
    {
        Rehearsal done = room.SingleKey;
        Assert.StartsWith("INVALID REHEARSAL completed\n", Verify(done, "--fingerprint", done.Fingerprint).Expect(1), StringComparison.Ordinal);
        Assert.StartsWith("VALID REHEARSAL completed\n", Verify(done, "--fingerprint", done.Fingerprint, "--allow-console-keys").Expect(), StringComparison.Ordinal);
        JsonNode verdict = JsonNode.Parse(Verify(done, "--allow-console-keys", "--json").Expect(4))!;
        Assert.Equal(("CONSISTENT", done.Fingerprint), ((string)verdict["word"]!, (string)verdict["fingerprint"]!));
    }

    [Fact]
    public void A_journal_is_judged_without_its_folder()
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], FirstLines());
        Assert.StartsWith("INCOMPLETE REHEARSAL unfinished\n", Tool.Run(Programs.Native, "verify", folder["journal.jsonl"]).Expect(1), StringComparison.Ordinal);
        File.AppendAllText(folder["journal.jsonl"], "{\"at\":");
        Assert.StartsWith("TORN REHEARSAL unfinished\n", Tool.Run(Programs.Native, "verify", folder["journal.jsonl"]).Expect(1), StringComparison.Ordinal);
        Assert.StartsWith("INCOMPLETE REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", room.SingleKey.JournalFile).Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_JSON_and_the_tokens_of_a_rehearsal_are_listed()
    {
        JsonNode schema = JsonNode.Parse(Tool.Run(Programs.Native, "schema").Expect())!;
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string)schema["$schema"]!);
        Ran tokens = Tool.RunAt(room.SingleKey.SoftHsmConfiguration, Programs.Native, "tokens", "--objects", "--json");
        JsonNode token = Assert.Single(JsonNode.Parse(tokens.Expect())!.AsArray(), each => each!["initialised"]!.GetValue<bool>())!;
        Assert.Equal("CM-HSM", (string)token["label"]!);
        Assert.Contains("Signing key", token["objects"]!.ToJsonString());
    }

    [Fact]
    public void The_list_of_tokens_tells_both_PINs_the_objects_by_class_and_the_slots_that_are_empty()
    {
        string[] lines = Tool.RunAt(room.SingleKey.SoftHsmConfiguration, Programs.Native, "tokens").Expect().Split('\n');
        Assert.Matches("^CM-HSM  serial [0-9a-f]{16}  SoftHSM project SoftHSM v2 ", lines[0]);
        Assert.Equal("  PIN set  SO PIN set  ? private 1 public", lines[1]);
        Assert.Matches("^\\(blank token\\)  SoftHSM slot ID 0x", lines[2]);
        Assert.Equal("? private: before a login private objects cannot be seen, so nobody knows how many there are.", lines[3]);
    }

    [Fact]
    public void The_boot_kit_opens_with_openssl_by_the_PINs_that_were_printed_once()
    {
        using var folder = new TemporaryFolder();
        folder.Demand("bash", "-c", "mkdir tokens && printf 'directories.tokendir = %s/tokens\\nobjectstore.backend = file\\n' \"$PWD\" >softhsm2.conf");
        Tool.RunAt(folder["softhsm2.conf"], "softhsm2-util", "--init-token", "--free", "--label", "CM-BOOT", "--so-pin", "31415926", "--pin", "271828").Expect();
        Ran Make(string kit, string pin) => Tool.RunAt(folder["softhsm2.conf"], "bash", "-c", $"echo {pin} | {Programs.Native} boot-kit {folder[kit]} --token CM-BOOT --organisation 'Example AB' --country SE");
        Ran wrong = Make("kit", "000000");
        wrong.Expect(3);
        Assert.Contains("PIN", wrong.Errors, StringComparison.Ordinal);
        string[] lines = Make("kit", "271828").Expect().Split('\n');
        Assert.Equal("700 644 600 600", Tool.Run("stat", "-c", "%a", folder["kit"], folder["kit/bootca.cer"], folder["kit/officer1.p12"], folder["kit/officer2.p12"]).Expect().Trim().Replace('\n', ' '));
        File.WriteAllText(folder["ca.pem"], Tool.Run("openssl", "x509", "-in", folder["kit/bootca.cer"]).Expect());
        Assert.Contains(": OK", Tool.Run("openssl", "verify", "-no-CApath", "-no-CAstore", "-CAfile", folder["ca.pem"], folder["ca.pem"]).Expect());
        string objects = Tool.RunAt(folder["softhsm2.conf"], "pkcs11-tool", "--module", Rehearsal.Module, "--token-label", "CM-BOOT", "--login", "--pin", "271828", "--list-objects").Expect();
        Assert.Matches("(?s)Private Key Object; RSA.*Boot CA key.*sensitive, always sensitive, never extractable, local", objects);

        // A second kit would have two keys of one name in the token.
        Ran again = Make("other", "271828");
        again.Expect(3);
        Assert.Contains("Boot CA key", again.Errors, StringComparison.Ordinal);
        foreach (string name in new[] { "officer1.p12", "officer2.p12" })
        {
            string pin = lines.Single(line => line.Contains(name, StringComparison.Ordinal)).Split(' ')[^1];
            Assert.Matches("^[0-9]{8}$", pin);
            File.WriteAllText(folder["one.pem"], OpenSoftToken(folder[$"kit/{name}"], pin, "-nokeys", "-clcerts").Expect());
            Assert.Contains(": OK", Tool.Run("openssl", "verify", "-no-CApath", "-no-CAstore", "-CAfile", folder["ca.pem"], folder["one.pem"]).Expect());
            Assert.Contains("PRIVATE KEY", OpenSoftToken(folder[$"kit/{name}"], pin, "-nocerts", "-nodes").Expect());
            Assert.NotEqual(0, OpenSoftToken(folder[$"kit/{name}"], "00000000", "-noout").ExitCode);
        }
    }

    private IEnumerable<string> FirstLines() => File.ReadLines(room.SingleKey.JournalFile).Take(3);

    private static Ran OpenSoftToken(string file, string pin, params IEnumerable<string> options) =>
        Tool.Run("openssl", ["pkcs12", "-in", file, "-passin", $"pass:{pin}", .. options]);

    private static Ran Verify(Rehearsal rehearsal, params IEnumerable<string> options) => Tool.Run(Programs.Native, ["verify", rehearsal.Archive, .. options]);

    private static void AssertRefused(int exitCode, string sentence, IEnumerable<string> typed)
    {
        Ran ran = Tool.Run(Programs.Native, typed);
        ran.Expect(exitCode);
        Assert.Equal(sentence + "\n", ran.Errors);
    }
}
