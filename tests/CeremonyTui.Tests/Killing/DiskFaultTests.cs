using System.Text;

namespace CeremonyTui.Tests.Killing;

/// <summary>The journal's disk fails or is full: the program stops at once with a sentence, and goes on when the disk is well again.</summary>
public sealed class DiskFaultTests(HalfDoneSingleKey singleKey) : IClassFixture<HalfDoneSingleKey>
{
    [Theory]
    [InlineData("write", "ENOSPC", "could not be written because its disk is full (ENOSPC): free some space there, then resume.")]
    [InlineData("write", "EIO", "could not be written because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy.")]
    [InlineData("fsync", "EIO", "could not be written because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy.")]
    [InlineData("fsync", "ENOSPC", "could not be written because its disk is full (ENOSPC): free some space there, then resume.")]
    public void The_program_stops_with_one_sentence_and_can_be_resumed(string call, string error, string sentence)
    {
        KilledRehearsal copy = singleKey.Copy();
        int middle = singleKey.WriteOf(line => (string)line["kind"]! == "performed");
        Ran failed = copy.ResumeWith($"{call}:error={error}:when={middle}+");
        failed.Expect(3);
        Assert.Equal($"{copy.Rehearsal.JournalFile} {sentence}\n", failed.Errors);
        Assert.Equal("", failed.Output);
        copy.Resume().Expect();
        Outcome.AssertWhole(copy.Rehearsal, singleKey.Facts, HalfDoneSingleKey.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_last_line_that_was_torn_is_kept_aside_and_the_ceremony_goes_on(int bytesMissing)
    {
        // The key is made, and the line that should tell of it is torn.
        KilledRehearsal copy = singleKey.KillAtWrite(singleKey.WriteOf(line => (string)line["kind"]! == "performed") + 1, "the key was made");
        byte[] journal = File.ReadAllBytes(copy.Rehearsal.JournalFile);
        File.WriteAllBytes(copy.Rehearsal.JournalFile, journal[..^bytesMissing]);
        Assert.StartsWith("TORN REHEARSAL unfinished\n", Tool.Run(Programs.Native, "verify", copy.Rehearsal.Folder).Expect(1), StringComparison.Ordinal);
        copy.Resume().Expect();
        Outcome.AssertWhole(copy.Rehearsal, singleKey.Facts, HalfDoneSingleKey.Keys);
        var recovered = Assert.Single(copy.Rehearsal.Lines, line => (string)line["kind"]! == "recovered");
        string torn = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(copy.Rehearsal.Folder, (string)recovered["kept"]!)));
        Assert.EndsWith(torn, Encoding.UTF8.GetString(journal[..^bytesMissing]), StringComparison.Ordinal);
    }
}
