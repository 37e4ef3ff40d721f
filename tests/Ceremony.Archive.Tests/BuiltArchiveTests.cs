using System.Security.Cryptography;
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

    public void Dispose() => _folder.Dispose();

    private static byte[] Sign(byte[] sums, DateTimeOffset time, Actor[] signers) => Cms.Compose(
        [.. signers.Select(signer =>
        {
            byte[] attributes = Cms.SignedAttributes(SHA256.HashData(sums), signer.Certificate, time);
            return Cms.SignerInfo(signer.Certificate, SignatureAlgorithm.Sha256Rsa, attributes, signer.Sign(attributes));
        })],
        [.. signers.Select(signer => signer.Certificate)]);
}
