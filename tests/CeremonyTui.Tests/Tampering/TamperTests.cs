using System.Text.Json.Nodes;
using Ceremony.Pki;
using Ceremony.Verify;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Tampering;

/// <summary>A real archive, tampered with: our verifier refuses each, and so does at least one of the stock commands of the guide.</summary>
public sealed class TamperTests(RehearsalRoom room)
{
    // The first and the last byte; make sweep takes some between as well.
    private static readonly int FlipsInAFile = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full" ? 9 : 2;
    private const string SignatureFile = "SHA256SUMS.p7s";

    [Fact]
    public void An_untouched_copy_is_accepted_by_both()
    {
        using var copy = new ArchiveCopy(room.Bootstrap);
        Assert.Equal(VerdictWord.Valid, copy.Word);
        Assert.True(copy.StockCommandsAccept, StockCommands.Run(copy.Path).Output);
    }

    [Fact]
    public void One_flipped_bit_is_noticed_wherever_it_is()
    {
        using var copy = new ArchiveCopy(room.Bootstrap);
        var unnoticed = new List<string>();
        foreach (string name in copy.Files)
        {
            byte[] whole = File.ReadAllBytes(copy[name]);
            foreach (int place in Places(whole.Length))
            {
                File.WriteAllBytes(copy[name], Flipped(whole, place));
                // Some bits of the signature file mean nothing to openssl, as the guide says; ours knows of one encoding only.
                if (copy.Word != VerdictWord.Invalid || (name != SignatureFile && copy.SumsAccept))
                {
                    unnoticed.Add($"{name}, byte {place}");
                }
            }

            File.WriteAllBytes(copy[name], whole);
        }

        Assert.Empty(unnoticed);
        Assert.Equal(VerdictWord.Valid, copy.Word);
    }

    [Fact]
    public void A_missing_file_is_noticed_whichever_it_is()
    {
        using var copy = new ArchiveCopy(room.Bootstrap);
        var unnoticed = new List<string>();
        foreach (string name in copy.Files)
        {
            byte[] whole = File.ReadAllBytes(copy[name]);
            File.Delete(copy[name]);
            if (copy.Word != VerdictWord.Invalid || (name == SignatureFile ? copy.StockCommandsAccept : copy.SumsAccept))
            {
                unnoticed.Add(name);
            }

            File.WriteAllBytes(copy[name], whole);
        }

        Assert.Empty(unnoticed);
    }

    [Theory]
    [InlineData("unlisted.txt")]
    [InlineData("artifacts/other-ca.cer")]
    [InlineData("fingerprints/.hidden")]
    public void A_file_that_nobody_listed_is_noticed(string name) => AssertRefused(copy => File.WriteAllText(copy[name], "planted"));

    // The commands follow the link to the same bytes; ours knows that such an archive is not whole once it is copied.
    [Fact]
    public void A_link_in_a_files_place_is_noticed_by_the_program()
    {
        using var copy = new ArchiveCopy(room.Bootstrap);
        File.Move(copy["report.txt"], copy["../report.txt"]);
        File.CreateSymbolicLink(copy["report.txt"], "../report.txt");
        Assert.Equal((1, "INVALID REHEARSAL completed"), copy.Program(Programs.Native));
    }

    [Fact]
    public void A_signer_who_was_left_out_is_noticed() => AssertRefused(copy =>
    {
        JsonNode first = room.Bootstrap.Lines.First(line => (string)line["kind"]! == "signed");
        File.WriteAllBytes(copy[SignatureFile], Cms.Compose([Bytes(first, "signer-info")], [Bytes(first, "certificate")]));
    });

    [Fact]
    public void The_signatures_of_another_archive_are_noticed() => AssertRefused(copy =>
        File.Copy(Path.Combine(room.BootstrapManaged.Archive, SignatureFile), copy[SignatureFile], overwrite: true));

    [Fact]
    public void A_report_that_tells_another_story_is_noticed_though_its_hash_was_put_right() => AssertRefused(copy =>
    {
        string old = Tool.Run("sha256sum", copy["report.txt"]).Expect()[..64];
        File.WriteAllText(copy["report.txt"], File.ReadAllText(copy["report.txt"]).Replace("Officer 1", "Officer 9", StringComparison.Ordinal));
        string now = Tool.Run("sha256sum", copy["report.txt"]).Expect()[..64];
        File.WriteAllText(copy["SHA256SUMS"], File.ReadAllText(copy["SHA256SUMS"]).Replace(old, now, StringComparison.Ordinal));
    });

    [Fact]
    public void That_the_report_is_what_the_transcript_makes_is_said_in_words_and_to_programs()
    {
        string[] verify = ["verify", room.Bootstrap.Archive, "--fingerprint", room.Bootstrap.Fingerprint];
        Assert.Matches("(?m)^√ report +", Tool.Run(Programs.Native, verify).Expect());
        JsonNode json = JsonNode.Parse(Tool.Run(Programs.Native, [.. verify, "--json"]).Expect())!;
        JsonNode check = json["checks"]!.AsArray().Single(each => (string)each!["name"]! == "report")!;
        Assert.True((bool)check["passed"]!);
        Assert.Null(check["made"]);
    }

    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void A_whole_archive_made_with_fresh_keys_is_INVALID_under_the_fingerprint_on_paper(string program)
    {
        string binary = program == "native" ? Programs.Native : Programs.Managed;
        Ran ran = Tool.Run(binary, "verify", room.BootstrapManaged.Archive, "--fingerprint", room.Bootstrap.Fingerprint);
        Assert.StartsWith("INVALID REHEARSAL completed\n", ran.Expect(1), StringComparison.Ordinal);
        Assert.Contains("× fingerprint", ran.Output);
        string guide = File.ReadAllText(Path.Combine(room.Bootstrap.Archive, "VERIFY.md"));
        Assert.False(StockCommands.Accept(room.BootstrapManaged.Archive, guide, room.Bootstrap.Fingerprint));
        Assert.Equal("", ran.Errors);
    }

    private void AssertRefused(Action<ArchiveCopy> tamper)
    {
        using var copy = new ArchiveCopy(room.Bootstrap);
        tamper(copy);
        Assert.Equal((1, "INVALID REHEARSAL completed"), copy.Program(Programs.Native));
        Assert.False(copy.StockCommandsAccept, "None of the stock commands noticed it.");
    }

    // The first and the last byte, and some between that differ from file to file.
    private static IEnumerable<int> Places(int length) =>
        Enumerable.Range(0, FlipsInAFile).Select(index => (int)((long)(length - 1) * index / (FlipsInAFile - 1))).Distinct();

    private static byte[] Flipped(byte[] whole, int place)
    {
        byte[] flipped = [.. whole];
        flipped[place] ^= 1;
        return flipped;
    }

    private static byte[] Bytes(JsonNode line, string field) => Convert.FromBase64String((string)line[field]!);
}
