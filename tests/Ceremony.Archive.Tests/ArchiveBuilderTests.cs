using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Journal;

namespace Ceremony.Archive.Tests;

public sealed class ArchiveBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleCeremony _ceremony;
    private readonly ArchiveBuilder _builder;

    public ArchiveBuilderTests()
    {
        _ceremony = SampleCeremony.Completed(_folder.Path);
        _builder = new ArchiveBuilder(new DiskFiles(), _folder.Path);
    }

    private string Building => Path.Combine(_folder.Path, "transcript.tmp");

    private string Finished => Path.Combine(_folder.Path, "transcript");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_archive_holds_exactly_its_files()
    {
        Build();
        Assert.Equal(
            [
                "SHA256SUMS", "VERIFY.md", "artifacts/a-vega.cer", "artifacts/boot-ca.cer", "artifacts/officer-ca.cer", "fingerprints/boot-ca.cer.png",
                "fingerprints/boot-ca.cer.svg", "fingerprints/boot-ca.cer.txt", "fingerprints/journal-head.png", "fingerprints/journal-head.svg",
                "fingerprints/journal-head.txt", "fingerprints/officer-ca.cer.png", "fingerprints/officer-ca.cer.svg", "fingerprints/officer-ca.cer.txt",
                "officers.pem", "report.txt", "script.yaml", "transcript.jsonl",
            ],
            Directory.EnumerateFiles(Building, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Building, path)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, "journal.jsonl")), File.ReadAllBytes(Path.Combine(Building, "transcript.jsonl")));
    }

    [Fact]
    public void The_same_lines_give_the_same_bytes()
    {
        byte[] first = Build();
        File.WriteAllText(Path.Combine(Building, "left over"), "from an interrupted build");
        Assert.Equal(first, Build());
        Assert.False(File.Exists(Path.Combine(Building, "left over")));
    }

    [Fact]
    public void The_sums_begin_as_the_format_says()
    {
        string[] lines = Encoding.ASCII.GetString(Build()).Split('\n');
        Assert.Equal(
            [
                "# ceremony-archive/1", "# ceremony: sample", "# mode: rehearsal", "# outcome: completed",
                $"# script: {_ceremony.Lines[0].Json.Text("script-sha256")}", $"# journal: {_ceremony.Lines.Count} {_ceremony.Lines[^1].Hash}", "# quorum: 2",
                $"# officer: {TestPki.Spki(SampleCeremony.Officer1)}", $"# officer: {TestPki.Spki(SampleCeremony.Officer2)}",
            ],
            lines[..9]);
        Assert.EndsWith("  VERIFY.md", lines[9], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void Officers_stand_once_each_with_those_above_them_in_the_order_of_the_journal()
    {
        Build();
        string pem = File.ReadAllText(Path.Combine(Building, "officers.pem"));
        byte[][] expected = [SampleCeremony.BootCa, SampleCeremony.Officer1, SampleCeremony.Officer2];
        Assert.Equal(string.Concat(expected.Select(der => System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der) + "\n")), pem);
    }

    [Fact]
    public void Finishing_adds_the_signatures_and_renames()
    {
        Build();
        _builder.Finish([1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(Finished, "SHA256SUMS.p7s")));
        Assert.False(Directory.Exists(Building));
    }

    [Fact]
    public void Finishing_again_changes_nothing()
    {
        Build();
        _builder.Finish([1, 2, 3]);
        _builder.Finish([1, 2, 3]);
        Build();
        _builder.Finish([1, 2, 3]);
        Assert.False(Directory.Exists(Building));
        Assert.True(File.Exists(Path.Combine(Finished, "SHA256SUMS.p7s")));
    }

    [Fact]
    public void Another_finished_archive_is_not_touched()
    {
        Build();
        _builder.Finish([1, 2, 3]);
        DeviceFault refused = Assert.Throws<DeviceFault>(() => _builder.Finish([4]));
        Assert.Equal(("Exists", $"{Finished} holds another archive: move it elsewhere, then resume."), (refused.Code, refused.Message));
    }

    [Fact]
    public void A_journal_that_is_not_sealed_gives_no_archive()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Build(_ceremony.Lines.SkipLast(1)));
        Assert.StartsWith("An archive is built from the journal's lines up to its sealed line.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_script_is_refused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => _builder.Build(_ceremony.Lines, [1], _ceremony.Artifacts));
        Assert.StartsWith("The script is not the one that the ceremony was opened with.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("boot-ca.cer", false, "The artifact \"boot-ca.cer\" is missing.")]
    [InlineData("boot-ca.cer", true, "The artifact \"boot-ca.cer\" differs from what the journal recorded.")]
    [InlineData("extra.cer", true, "The artifact \"extra.cer\" is not recorded in the journal.")]
    [InlineData("../extra.cer", true, "The artifact \"../extra.cer\" has a name that an archive cannot hold.")]
    [InlineData("\u001b.cer", true, "The artifact \"\\u{1b}.cer\" has a name that an archive cannot hold.")]
    public void Artifacts_that_the_journal_does_not_tell_of_are_refused(string name, bool present, string sentence)
    {
        _ceremony.Artifacts.Remove(name);
        if (present)
            _ceremony.Artifacts[name] = [1];
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Build());
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Building));
    }

    private byte[] Build(IEnumerable<JournalLine>? lines = null) => _builder.Build([.. lines ?? _ceremony.Lines], SampleCeremony.Script, _ceremony.Artifacts);
}
