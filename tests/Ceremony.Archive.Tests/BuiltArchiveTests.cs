using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;
using Ceremony.Verify;

namespace Ceremony.Archive.Tests;

/// <summary>What the program builds is what the verifier accepts, though neither knows the other.</summary>
public sealed class BuiltArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("small")]
    [InlineData("first half")]
    [InlineData("whole")]
    public void An_archive_that_the_program_built_is_valid(string which)
    {
        Cast cast = Cast.Original;
        JournalMaker journal = which switch { "whole" => SecondHalf.Of(), "first half" => Ceremonies.Whole(cast), _ => Ceremonies.Small(cast) };
        var builder = new ArchiveBuilder(new DiskFiles(), _folder.Path);
        byte[] sums = builder.Build(JournalReader.Read(journal.Bytes).Lines, journal.Script, journal.Artifacts);
        builder.Finish(Sign(sums, journal.Now.AddSeconds(-1), which == "small" ? [cast.Console1, cast.Console2] : [cast.Card1, cast.Card2]));

        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(sums));
        Verdict verdict = Verifier.Verify(_folder["transcript"], new VerifyOptions { Fingerprint = fingerprint, AllowConsoleKeys = true });
        Assert.Empty(verdict.Failures());
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
    }

    /// <summary>When the air gap was open, why, and who confirmed it stands on the report's first page; the archive is valid.</summary>
    [Fact]
    public void An_open_air_gap_stands_on_the_first_page()
    {
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        var journal = new JournalMaker { Mode = "production", Tamper = (kind, _, line) => kind == "opened" ? line.With(new JsonMap { { "interfaces-up", JsonList.OfText(["wg0"]) } }) : line };
        journal.Open(2, ("gather", "gather"), ("key", "read"), ("seal", "seal-transcript"));
        Ceremonies.GatherSmall(journal, officers);
        journal.Begin("key", "read");
        Network(journal, "wg0", "eth0");
        Exception(journal, "everybody");
        journal.ByRoom(() => journal.Approve(officers, Allowed));
        Exception(journal, "Ada Berg, Bo Carlsson");
        Network(journal, "wg0");
        Network(journal, "eth0");
        Exception(journal, "everybody");
        Network(journal);
        journal.Show("Something to read");
        journal.Done();
        journal.Begin("seal", "seal-transcript");
        journal.Seal("completed", 2, officers);
        var builder = new ArchiveBuilder(new DiskFiles(), _folder.Path);
        byte[] sums = builder.Build(JournalReader.Read(journal.Bytes).Lines, journal.Script, journal.Artifacts);
        builder.Finish(Sign(sums, journal.Now.AddSeconds(-1), officers));

        Assert.Empty(Verifier.Verify(_folder["transcript"], new VerifyOptions { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(sums)), AllowConsoleKeys = true }).Failures());
        string page = Regex.Replace(File.ReadAllText(Path.Combine(_folder["transcript"], "report.txt")).Split('\f')[0], @"\s+", " ");
        Assert.Matches(
            @"The air gap -+ by script wg0 may be up open eth0 was up from line \d+, [^ ]+ [^ ]+ UTC to line \d+, [^ ]+ [^ ]+ UTC reason the card reader hangs on it confirmed by Ada Berg, Bo Carlsson \(line \d+, [^ ]+ [^ ]+ UTC\) "
            + @"open eth0 was up from line \d+, [^ ]+ [^ ]+ UTC to line \d+, [^ ]+ [^ ]+ UTC reason the card reader hangs on it confirmed NOT CONFIRMED by the officers People",
            page);
    }

    private static AllowException Allowed { get; } = new("no network interface is up", "up: eth0", "the card reader hangs on it");

    private static void Network(JournalMaker journal, params string[] up) => journal.Line("network", new JsonMap { { "up", JsonList.OfText(up) } });

    private static void Exception(JournalMaker journal, string by) =>
        journal.Line("exception", new JsonMap { { "expected", Allowed.Expected }, { "happened", Allowed.Happened }, { "decided", Allowed.Decided }, { "by", by } });

    public void Dispose() => _folder.Dispose();

    private static byte[] Sign(byte[] sums, DateTimeOffset time, Actor[] signers) => Cms.Compose(
        [.. signers.Select(signer =>
        {
            byte[] attributes = Cms.SignedAttributes(SHA256.HashData(sums), signer.Certificate, time);
            return Cms.SignerInfo(signer.Certificate, SignatureAlgorithm.Sha256Rsa, attributes, signer.Sign(attributes));
        })],
        [.. signers.Select(signer => signer.Certificate)]);
}
