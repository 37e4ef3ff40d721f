namespace CeremonyTui.Tests.Killing;

/// <summary>
/// The program killed by the kernel at its writes and fsyncs while one key is made, then resumed: nothing is done twice, nothing is lost. <c>make test</c>
/// takes some of the places, <c>make kill-sweep</c> every one.
/// </summary>
public sealed class KillSweepTests(HalfDoneSingleKey singleKey) : IClassFixture<HalfDoneSingleKey>
{
    [Theory]
    [InlineData("write", 9)]
    [InlineData("fsync", 13)]
    public void A_ceremony_killed_at_any_line_comes_to_the_same_end(string call, int stride)
    {
        KillSweep.Sweep(singleKey, HalfDoneSingleKey.Keys, call, KillSweep.IsFull ? 1 : stride);
    }

    [Theory]
    [InlineData("write", "SHA256SUMS", 1)]
    [InlineData("fsync", "report.txt", 1)]
    [InlineData("rename", "", 1)]
    public void The_archive_is_made_again_where_the_program_is_killed_while_it_is_made(string call, string file, int number)
    {
        KilledRehearsal copy = singleKey.Copy();
        Assert.True(copy.ResumeUntil(call, number, Path.Combine(copy.Rehearsal.Archive + ".tmp", file).TrimEnd('/')));
        KillSweep.AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
    }

    [Fact]
    public void An_officer_who_signed_the_archive_before_the_program_was_killed_does_not_sign_twice()
    {
        KilledRehearsal copy = singleKey.KillAtWrite(singleKey.WriteOf(line => (string)line["kind"]! == "signed") + 1, "the first officer signed");
        KillSweep.AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
        Assert.Equal(2, copy.Rehearsal.Lines.Count(line => (string)line["kind"]! == "signed"));
    }

    [Fact]
    public void An_archive_that_the_journal_does_not_tell_of_yet_is_incomplete_and_no_more()
    {
        KilledRehearsal copy = singleKey.KillAtWrite(singleKey.WriteOf(line => (string)line["kind"]! == "archived"), "the archive was made");
        Assert.True(Directory.Exists(copy.Rehearsal.Archive));
        Assert.StartsWith("INCOMPLETE REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", copy.Rehearsal.Folder).Expect(1), StringComparison.Ordinal);
        KillSweep.AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
    }
}
