namespace Ceremony.Archive.Tests;

/// <summary>Runs the very commands of VERIFY.md with stock tools.</summary>
public sealed class VerifyGuideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Archive => Path.Combine(_folder.Path, "transcript");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("dash")]
    public void The_commands_accept_a_good_archive(string shell)
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        (int code, string output) = Follow(shell);
        Assert.Equal(0, code);
        Assert.Contains("VERIFY.md: OK\n", output, StringComparison.Ordinal);
        Assert.Contains("no file is missing, none is unlisted\n", output, StringComparison.Ordinal);
        Assert.Contains("CAdES Verification successful\n", output, StringComparison.Ordinal);
        Assert.Contains("all of the roster signed, and nobody else\n", output, StringComparison.Ordinal);
        Assert.Contains("\n# journal: ", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split("Verified OK\n").Length - 1);
        Assert.Contains("do: Second, \ttabs and ünïcode.\n", output, StringComparison.Ordinal);
        Assert.Contains("artifacts/boot-ca.cer: OK\n", output, StringComparison.Ordinal);
        Assert.Contains("artifacts/officer-ca.cer: OK\n", output, StringComparison.Ordinal);
        Assert.Contains("artifacts/a-vega.cer: OK\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rror", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_accept_keys_that_were_made_at_the_console()
    {
        Build(SampleCeremony.WithConsoleKeys(_folder.Path), "officer1", "officer2");
        (int code, string output) = Follow("bash");
        Assert.Equal(0, code);
        Assert.Contains("CAdES Verification successful\n", output, StringComparison.Ordinal);
        Assert.Contains("all of the roster signed, and nobody else\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_accept_an_aborted_ceremony_that_nobody_signed()
    {
        Build(SampleCeremony.Aborted(_folder.Path));
        (int code, string output) = Follow("bash");
        Assert.Equal(0, code);
        Assert.Contains("no file is missing, none is unlisted\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("openssl cms", File.ReadAllText(Path.Combine(Archive, "VERIFY.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_that_was_left_out_is_seen()
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1");
        Assert.DoesNotContain("all of the roster signed", Follow("bash").Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.txt", "report.txt: FAILED")]
    [InlineData("artifacts/boot-ca.cer", "artifacts/boot-ca.cer: FAILED")]
    [InlineData("SHA256SUMS", "CAdES Verification failure")]
    public void A_changed_byte_is_seen(string file, string output)
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        string path = Path.Combine(Archive, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(output, Follow("bash").Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extra")]
    [InlineData("artifacts/extra")]
    [InlineData("fingerprints/extra")]
    public void An_empty_folder_too_many_is_seen(string folder)
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        Directory.CreateDirectory(Path.Combine(Archive, folder));
        (_, string output) = Follow("bash");
        Assert.Contains($"> {folder}\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("none is unlisted", output, StringComparison.Ordinal);
    }

    /// <summary>What is done to the archive, and which of the blocks fail: paper, files, signatures, signers, journal, a confirmation, all of them, certificates.</summary>
    public static TheoryData<string, string> Troubles => new()
    {
        { "true", "" },
        { "echo >> report.txt", "files" },
        { "rm report.txt", "files" },
        { "mkdir more", "files" },
        { "echo >> SHA256SUMS", "files signatures signers" },
        { "rm SHA256SUMS.p7s", "files signatures signers" },
        { "sed -i 's/^# officer: ./# officer: f/' SHA256SUMS", "signatures signers" },
        { "sed -i '5s/prev/perv/' transcript.jsonl", "files journal" },
        { "sed -i '$d' transcript.jsonl", "files journal" },
        { "sed -i 's/do: Second/do: Zecond/' transcript.jsonl", "files journal one all" },
        { "sed -i '/\"kind\":\"confirmed\"/s/\"proposed\":[0-9]*/\"proposed\":1/' transcript.jsonl", "files journal one all" },
        { "sed -i '2,3d' officers.pem", "files signatures signers" },
        { "printf x > artifacts/boot-ca.cer", "files certificates fingerprint" },
        { "cp artifacts/boot-ca.cer artifacts/officer-ca.cer", "files certificates" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void A_block_ends_well_only_where_everything_in_it_holds(string trouble, string failing)
    {
        string[] names = ["paper", "files", "signatures", "signers", "journal", "one", "all", "certificates", "fingerprint", "end"];
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        Tool.RunIn(Archive, "sh", "-c", trouble);
        string[] blocks = [.. Blocks().Select(block => block + "\necho \"status $?\"\n")];
        Assert.Equal(names.Length, blocks.Length);
        string[] ends = [.. Tool.RunIn(Archive, "dash", "-c", string.Concat(blocks)).Told.Split('\n').Where(line => line.StartsWith("status ", StringComparison.Ordinal))];
        Assert.Equal(failing, string.Join(' ', names.Zip(ends).Where(block => block.Second != "status 0").Select(block => block.First)));
    }

    [Fact]
    public void An_unlisted_file_is_seen()
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        File.WriteAllText(Path.Combine(Archive, "artifacts", "extra.cer"), "");
        (_, string output) = Follow("bash");
        Assert.Contains("> artifacts/extra.cer", output, StringComparison.Ordinal);
        Assert.DoesNotContain("none is unlisted", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_line_of_the_journal_is_seen_by_the_chain_and_the_confirmations()
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        string path = Path.Combine(Archive, "transcript.jsonl");
        string changed = File.ReadAllText(path).Replace("do: Second", "do: Zecond", StringComparison.Ordinal);
        File.WriteAllText(path, changed.Replace("[\"Generate", "[\"Degenerate", StringComparison.Ordinal));
        (_, string output) = Follow("bash");
        Assert.Contains(" does not follow the line before it\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Verified OK", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# journal: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_says_first_that_its_commands_are_to_be_taken_from_elsewhere()
    {
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        string guide = File.ReadAllText(Path.Combine(Archive, "VERIFY.md"));
        int warning = guide.IndexOf("Do not take the commands from this file", StringComparison.Ordinal);
        Assert.InRange(warning, 1, guide.IndexOf("## The paper", StringComparison.Ordinal));
    }

    /// <summary>An auditor takes the commands from the documentation: they are those of every archive.</summary>
    [Fact]
    public void The_documentation_has_the_commands_of_every_archive()
    {
        string page = Repository.PathOf("docs/by-hand.md");
        string expected = VerifyGuide.Documentation;
        string found = File.Exists(page) ? File.ReadAllText(page) : "";
        if (found != expected)
        {
            File.WriteAllText($"{page}.actual", expected);
        }

        Assert.Equal(expected, found);
        Build(SampleCeremony.Completed(_folder.Path), "officer1", "officer2");
        Assert.Equal(Blocks(found), Blocks());
    }

    [Fact]
    public void An_archive_of_few_lines_has_no_commands_of_its_own()
    {
        string[] known = [.. Blocks(VerifyGuide.Documentation)];
        Build(SampleCeremony.Aborted(_folder.Path));
        Assert.NotEmpty(Blocks());
        Assert.All(Blocks(), block => Assert.Contains(block, known));
    }

    private void Build(SampleCeremony ceremony, params string[] signers)
    {
        var builder = new ArchiveBuilder(new DiskFiles(), _folder.Path);
        builder.Build(ceremony.Lines, SampleCeremony.Script, ceremony.Artifacts);
        string folder = Path.Combine(_folder.Path, "transcript.tmp");
        builder.Finish(signers.Length == 0 ? null : Sign(folder, ceremony, signers));
    }

    private byte[] Sign(string folder, SampleCeremony ceremony, string[] signers)
    {
        string[] sign = ["cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256", "-outform", "DER"];
        var arguments = new List<string>([.. sign, "-in", Path.Combine(folder, "SHA256SUMS"), "-out", Path.Combine(_folder.Path, "p7s")]);
        for (int at = 0; at < signers.Length; at++)
        {
            string certificate = Path.Combine(_folder.Path, $"{signers[at]}.cer");
            File.WriteAllBytes(certificate, ceremony.Lines[^1].Json["roster"].AsList()[at].AsMap().Bytes("certificate"));
            arguments.AddRange(["-signer", certificate, "-inkey", TestPki.KeyFile(signers[at])]);
        }

        (int code, string output) = Tool.RunIn(_folder.Path, "openssl", [.. arguments]);
        Assert.True(code == 0, output);
        return File.ReadAllBytes(Path.Combine(_folder.Path, "p7s"));
    }

    /// <summary>All blocks of commands, one after the other in one shell, as somebody would paste them.</summary>
    private Ran Follow(string shell) => Tool.RunIn(Archive, shell, "-c", string.Concat(Blocks()));

    private IEnumerable<string> Blocks() => Blocks(File.ReadAllText(Path.Combine(Archive, "VERIFY.md")));

    private static IEnumerable<string> Blocks(string guide) => guide.Split("```")
        .Where((_, at) => at % 2 == 1)
        .Select(block => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
}
