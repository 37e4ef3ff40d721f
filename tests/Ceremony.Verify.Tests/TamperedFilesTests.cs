using System.Text;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What somebody without the officers' keys can do to an archive, and nothing from outside to catch it.</summary>
public class TamperedFilesTests
{
    private const int FlipsAFile = 200;

    public static TheoryData<string> Files =>
    [
        "SHA256SUMS", "SHA256SUMS.p7s", "VERIFY.md", "officers.pem", "report.txt", "script.yaml", "transcript.jsonl", "fingerprints/ca.txt",
        "artifacts/ada.cer", "artifacts/bo.cer", "artifacts/bootca.cer", "artifacts/key.pub", "artifacts/officer-ca.cer",
    ];

    [Fact]
    public void The_table_names_every_file()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Assert.Equal(
            Files.Select(row => row.Data).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(archive.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(archive.Folder, path)).Order(StringComparer.Ordinal));
    }

    // The small ceremony, since it is verified some thousand times.
    [Theory]
    [InlineData("SHA256SUMS")]
    [InlineData("SHA256SUMS.p7s")]
    [InlineData("VERIFY.md")]
    [InlineData("officers.pem")]
    [InlineData("report.txt")]
    [InlineData("script.yaml")]
    [InlineData("transcript.jsonl")]
    [InlineData("fingerprints/ca.txt")]
    [InlineData("artifacts/key.pub")]
    public void A_flipped_byte_anywhere_is_invalid(string file)
    {
        using MadeArchive archive = MadeArchive.Small();
        Assert.Equal(VerdictWord.Consistent, archive.VerifyAlone().Word);
        byte[] bytes = File.ReadAllBytes(archive.PathOf(file));
        var accepted = new List<int>();
        foreach (int at in Enumerable.Range(0, FlipsAFile).Select(flip => (int)((long)flip * bytes.Length / FlipsAFile)).Distinct())
        {
            byte[] changed = [.. bytes];
            changed[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(archive.PathOf(file), changed);
            if (archive.VerifyAlone().Word != VerdictWord.Invalid)
            {
                accepted.Add(at);
            }
        }

        Assert.Empty(accepted);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_invalid_and_named(string file)
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.Delete(archive.PathOf(file));
        Verdict verdict = archive.VerifyAlone();
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.Contains(verdict.Failures(), failure => failure.Contains(file, StringComparison.Ordinal) && failure.Contains("missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("more.txt", "files: The name \"more.txt\" is not one that a file of an archive can have.")]
    [InlineData("journal.jsonl", "files: The name \"journal.jsonl\" is not one that a file of an archive can have.")]
    [InlineData("transcript/SHA256SUMS", "files: The folder \"transcript\" does not belong in an archive.")]
    [InlineData("artifacts/more.cer", "files: \"artifacts/more.cer\" is not listed in SHA256SUMS.")]
    [InlineData(".hidden", "files: The name \".hidden\" is not one that a file of an archive can have.")]
    [InlineData("artifacts/a\nb", "files: The name \"artifacts/a\\u{a}b\" is not one that a file of an archive can have.")]
    [InlineData("more/file", "files: The folder \"more\" does not belong in an archive.")]
    [InlineData("artifacts/more/file", "files: The folder \"artifacts/more\" does not belong in an archive.")]
    public void A_file_too_many_is_invalid(string file, string failure)
    {
        using MadeArchive archive = MadeArchive.Whole();
        Directory.CreateDirectory(Path.GetDirectoryName(archive.PathOf(file))!);
        File.WriteAllText(archive.PathOf(file), "x");
        Verdict verdict = archive.Verify();
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.Contains(failure, verdict.Failures());
    }

    [Theory]
    [InlineData("run-me.sh")]
    [InlineData("artifacts2")]
    [InlineData("report.pdf")]
    public void A_name_of_no_meaning_is_refused_though_it_is_listed_and_signed(string file)
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.WriteAllText(archive.PathOf(file), "x");
        ArchiveMaker.WriteSums(archive.Folder);
        ArchiveMaker.Sign(archive.Folder, Cast.Original.Card1, Cast.Original.Card2);
        Assert.Contains($"files: The name \"{file}\" is not one that a file of an archive can have.", archive.VerifyAlone().Failures());
        Assert.Contains(archive.VerifyAlone().Failures(), failure => failure.StartsWith("sums: SHA256SUMS has the line", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_told_as_such()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Shell($"touch \"$(printf '{archive.Folder}/artifacts/\\377\\376')\"");
        IReadOnlyList<string> failures = archive.Verify().Failures();

        // The runtime could not remove it by its name.
        Shell($"rm -r '{archive.Folder}/artifacts'");
        Assert.Contains("files: The name \"artifacts/\\u{fffd}\\u{fffd}\" is not written in UTF-8.", failures);
    }

    private static void Shell(string command) => Tool.Demand("sh", "-c", command);

    [Fact]
    public void A_link_is_not_followed()
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.Move(archive.PathOf("report.txt"), Path.Combine(archive.Root, "report.txt"));
        File.CreateSymbolicLink(archive.PathOf("report.txt"), "../report.txt");
        Assert.Contains("files: \"report.txt\" is a link.", archive.Verify().Failures());
        Assert.Equal(VerdictWord.Invalid, archive.Verify().Word);
    }

    [Fact]
    public void A_linked_folder_is_not_followed()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Directory.Move(archive.PathOf("artifacts"), Path.Combine(archive.Root, "artifacts"));
        Directory.CreateSymbolicLink(archive.PathOf("artifacts"), "../artifacts");
        Assert.Contains("files: \"artifacts\" is a link.", archive.Verify().Failures());
    }

    [Fact]
    public void A_pipe_does_not_make_it_wait()
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.Delete(archive.PathOf("report.txt"));
        Tool.Demand("mkfifo", archive.PathOf("report.txt"));
        Assert.Contains("files: \"report.txt\" is not a plain file.", archive.Verify().Failures());
    }

    [Fact]
    public void A_file_of_more_than_64_MiB_is_not_read()
    {
        using MadeArchive archive = MadeArchive.Whole();
        using (FileStream file = File.OpenWrite(archive.PathOf("report.txt")))
        {
            file.SetLength((64L * 1024 * 1024) + 1);
        }

        Assert.Contains("files: \"report.txt\" is larger than 64 MiB.", archive.Verify().Failures());
    }

    [Fact]
    public void A_stripped_signer_is_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        ArchiveMaker.Sign(archive.Folder, Cast.Original.Card1);
        Assert.Equal(["signatures: The signature of CN=bo, who is in the roster, is missing."], archive.Verify().Failures());
    }

    [Fact]
    public void Nobodys_signature_is_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.Delete(archive.PathOf("SHA256SUMS.p7s"));
        Assert.Equal(["signatures: SHA256SUMS.p7s is missing: nobody signed."], archive.Verify().Failures());
    }

    [Fact]
    public void A_signer_too_many_is_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        ArchiveMaker.Sign(archive.Folder, Cast.Original.Card1, Cast.Original.Card2, Cast.Original.Bootstrap1);
        Assert.Equal(["signatures: Somebody signed who is not in the roster: CN=Bootstrap officer 1."], archive.Verify().Failures());
    }

    [Fact]
    public void One_key_under_two_certificates_is_one_signer()
    {
        using MadeArchive archive = MadeArchive.Whole();
        ArchiveMaker.Sign(archive.Folder, Cast.Original.Card1, Cast.Original.Again(Cast.Original.Card1, "bo", "Bo Carlsson"));
        Verdict verdict = archive.Verify();
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.StartsWith("signatures: ", Assert.Single(verdict.Failures()), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_over_another_list_are_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.AppendAllText(archive.PathOf("report.txt"), "And more.\n");
        ArchiveMaker.WriteSums(archive.Folder);
        Assert.Equal(
            ["signatures: The signature of CN=ada is not over this SHA256SUMS.", .. archive.VerifyAlone().Failures().Where(each => each.StartsWith("outside", StringComparison.Ordinal))],
            archive.VerifyAlone().Failures().Select(failure => failure.Replace("CN=bo", "CN=ada", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sums: SHA256SUMS names \"VERIFY.md\" out of order or twice.", "swap")]
    [InlineData("sums: SHA256SUMS is not ASCII text that ends with a line feed.", "no-end")]
    [InlineData("sums: SHA256SUMS is not ASCII text that ends with a line feed.", "carriage-return")]
    [InlineData("sums: SHA256SUMS does not begin with \"# ceremony-archive/1\".", "format")]
    [InlineData("sums: SHA256SUMS has no line \"# officer:\" where it belongs.", "comment")]
    [InlineData("sums: SHA256SUMS does not have the only form that it may have.", "zeros")]
    public void The_list_has_only_one_form(string failure, string change)
    {
        using MadeArchive archive = MadeArchive.Whole();
        string sums = File.ReadAllText(archive.PathOf("SHA256SUMS"));
        string verify = sums.Split('\n').First(line => line.EndsWith("VERIFY.md", StringComparison.Ordinal)) + "\n";
        File.WriteAllText(archive.PathOf("SHA256SUMS"), change switch
        {
            "swap" => sums.Replace(verify, "", StringComparison.Ordinal) + verify,
            "no-end" => sums[..^1],
            "carriage-return" => sums.Replace("\n", "\r\n", StringComparison.Ordinal),
            "format" => sums.Replace("archive/1", "archive/2", StringComparison.Ordinal),
            "comment" => sums.Replace(verify, "# a comment\n" + verify, StringComparison.Ordinal),
            _ => sums.Replace("# quorum: 2", "# quorum: 02", StringComparison.Ordinal),
        });
        Assert.Contains(failure, archive.VerifyAlone().Failures());
        Assert.Equal(VerdictWord.Invalid, archive.VerifyAlone().Word);
    }

    [Theory]
    [InlineData("# mode: rehearsal", "# mode: production", "header: SHA256SUMS gives the mode as \"production\", the transcript as \"rehearsal\".")]
    [InlineData("# outcome: completed", "# outcome: aborted", "header: SHA256SUMS gives the outcome as \"aborted\", the transcript as \"completed\".")]
    [InlineData("# ceremony: small", "# ceremony: large", "header: SHA256SUMS gives the ceremony as \"large\", the transcript as \"small\".")]
    [InlineData("# quorum: 2", "# quorum: 1", "header: SHA256SUMS gives the quorum as \"1\", the transcript as \"2\".")]
    public void The_head_of_the_list_cannot_say_something_else_than_the_transcript_even_signed(string was, string becomes, string failure)
    {
        using MadeArchive archive = MadeArchive.Whole();
        File.WriteAllText(archive.PathOf("SHA256SUMS"), File.ReadAllText(archive.PathOf("SHA256SUMS")).Replace(was, becomes, StringComparison.Ordinal));
        ArchiveMaker.Sign(archive.Folder, Cast.Original.Card1, Cast.Original.Card2);
        Assert.Equal([failure], archive.VerifyAlone().Failures().Where(each => !each.StartsWith("outside", StringComparison.Ordinal)));
        Assert.Equal("INVALID REHEARSAL completed", archive.VerifyAlone().FirstLine);
    }

    [Fact]
    public void A_line_left_out_with_everything_counted_again_is_invalid()
    {
        using MadeArchive original = MadeArchive.Whole();
        int lines = File.ReadAllLines(original.PathOf("transcript.jsonl")).Length;
        var accepted = new List<int>();
        for (int without = 1; without < lines - 1; without++)
        {
            File.WriteAllBytes(original.PathOf("transcript.jsonl"), Rechain([.. Lines(original).Where((_, at) => at != without)]));
            ArchiveMaker.WriteSums(original.Folder);
            if (original.VerifyAlone().Word != VerdictWord.Invalid)
            {
                accepted.Add(without);
            }

            File.WriteAllBytes(original.PathOf("transcript.jsonl"), Encoding.UTF8.GetBytes(string.Concat(_lines!.Select(line => CanonicalJson.WriteText(line) + "\n"))));
        }

        Assert.Empty(accepted);
    }

    private JsonMap[]? _lines;

    private JsonMap[] Lines(MadeArchive archive) =>
        _lines ??= [.. File.ReadAllLines(archive.PathOf("transcript.jsonl")).Select(line => CanonicalJson.Parse(Encoding.UTF8.GetBytes(line)).AsMap())];

    private static byte[] Rechain(IReadOnlyList<JsonMap> lines)
    {
        var bytes = new List<byte>();
        string prev = new('0', 64);
        for (int at = 0; at < lines.Count; at++)
        {
            byte[] line = CanonicalJson.Write(lines[at].Without("seq").Without("prev").With(new JsonMap { { "seq", at + 1 }, { "prev", prev } }));
            prev = JournalMaker.Hash(line);
            bytes.AddRange([.. line, (byte)'\n']);
        }

        return [.. bytes];
    }
}
