using System.Text.Json.Nodes;

namespace CeremonyTui.Tests.Killing;

/// <summary>
/// The program killed by the kernel at its writes and fsyncs, then resumed: nothing is done twice, nothing is lost. <c>make test</c> takes
/// some of the places, <c>make kill-sweep</c> every one and random moments besides.
/// </summary>
public sealed class KillSweepTests(HalfDoneSingleKey singleKey, HalfDoneBootstrap bootstrap) : IClassFixture<HalfDoneSingleKey>, IClassFixture<HalfDoneBootstrap>
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_KILL_SWEEP") == "full";

    /// <summary>The places of the bootstrap that matter most: each is the line at whose writing the program is killed.</summary>
    public static TheoryData<string, string, string, string?> ChosenLines => new()
    {
        { "the first key of a card is made, but not yet recorded", "produce-card-1", "performed", "generate-key-pair" },
        { "the certificate is signed, but not yet recorded", "personalise-card-1", "performed", "sign" },
        { "the certificate is in the card, but not yet recorded", "personalise-card-1", "performed", "store-certificate" },
        { "the PIN was shown, but not yet recorded as shown", "personalise-card-1", "secret-shown", null },
        { "the PIN was read back, but not yet recorded as set", "personalise-card-2", "performed", "set-pin" },
        { "an officer was entered, but not yet recorded", "officer-2", "performed", "enter-in-registry" },
    };

    [Theory]
    [InlineData("write", 9)]
    [InlineData("fsync", 13)]
    public void A_ceremony_killed_at_any_line_comes_to_the_same_end(string call, int stride)
    {
        Sweep(singleKey, HalfDoneSingleKey.Keys, call, IsFull ? 1 : stride);
    }

    [Theory]
    [MemberData(nameof(ChosenLines))]
    public void The_bootstrap_goes_on_when(string happened, string step, string kind, string? action)
    {
        int write = bootstrap.WriteOf(line => (string?)line["step"] == step && (string)line["kind"]! == kind && (action is null || ActionOf(line) == action));
        AssertEndsWell(bootstrap.KillAtWrite(write, happened), bootstrap, HalfDoneBootstrap.Keys);
    }

    [Theory]
    [InlineData("write", "SHA256SUMS", 1)]
    [InlineData("fsync", "report.txt", 1)]
    [InlineData("rename", "", 1)]
    public void The_archive_is_made_again_where_the_program_is_killed_while_it_is_made(string call, string file, int number)
    {
        KilledRehearsal copy = singleKey.Copy();
        Assert.True(copy.ResumeUntil(call, number, Path.Combine(copy.Rehearsal.Archive + ".tmp", file).TrimEnd('/')));
        AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
    }

    [Fact]
    public void An_officer_who_signed_the_archive_before_the_program_was_killed_does_not_sign_twice()
    {
        KilledRehearsal copy = singleKey.KillAtWrite(singleKey.WriteOf(line => (string)line["kind"]! == "signed") + 1, "the first officer signed");
        AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
        Assert.Equal(2, copy.Rehearsal.Lines.Count(line => (string)line["kind"]! == "signed"));
    }

    [Fact]
    public void An_archive_that_the_journal_does_not_tell_of_yet_is_incomplete_and_no_more()
    {
        KilledRehearsal copy = singleKey.KillAtWrite(singleKey.WriteOf(line => (string)line["kind"]! == "archived"), "the archive was made");
        Assert.True(Directory.Exists(copy.Rehearsal.Archive));
        Assert.StartsWith("INCOMPLETE REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", copy.Rehearsal.Folder).Expect(1), StringComparison.Ordinal);
        AssertEndsWell(copy, singleKey, HalfDoneSingleKey.Keys);
    }

    [Fact]
    public void A_ceremony_killed_again_and_again_comes_to_the_same_end()
    {
        // A resume writes what it finds before it goes on; a kill that comes sooner would never let it get anywhere.
        const int LinesEachTime = 12;
        KilledRehearsal copy = bootstrap.Copy();
        int kills = 0;
        while (copy.ResumeUntil("write", LinesEachTime + (kills % 5)))
        {
            kills++;
            Assert.True(kills < bootstrap.LinesLeft, "It gets no further.");
        }

        Assert.InRange(kills, 5, bootstrap.LinesLeft);
        AssertWhole(copy, bootstrap, HalfDoneBootstrap.Keys);
    }

    [Fact]
    public void The_bootstrap_killed_at_any_line_comes_to_the_same_end()
    {
        Sweep(bootstrap, HalfDoneBootstrap.Keys, "write", IsFull ? 1 : bootstrap.LinesLeft / 2);
        Sweep(bootstrap, HalfDoneBootstrap.Keys, "fsync", IsFull ? 1 : bootstrap.LinesLeft);
    }

    // A moment can lie inside the module's own work: then half a key or a nameless object is on the token, which people have to decide on.
    // The resume stops for them, and the ceremony can be aborted and sealed.
    [Fact]
    public void The_bootstrap_killed_at_random_moments_comes_to_the_same_end_or_stops_for_people()
    {
        int rounds = IsFull ? 40 : 1;
        for (int round = 0; round < rounds; round++)
        {
            KilledRehearsal copy = bootstrap.Copy();
            for (int kill = 0; kill < 4; kill++)
            {
                copy.ResumeFor(TimeSpan.FromMilliseconds(Random.Shared.Next(100, 2000)));
            }

            Ran ran = copy.Resume();
            if (ran.ExitCode == 0)
            {
                AssertWhole(copy, bootstrap, HalfDoneBootstrap.Keys);
                continue;
            }

            Assert.Matches("\"(exception|after-refusal)\" is asked in the step", ran.Errors);
            Tool.Run(Programs.Native, "abort", copy.Rehearsal.Folder, "--answers", Programs.FirstHalfAnswers).Expect();
            Assert.StartsWith("CONSISTENT REHEARSAL aborted\n", Tool.Run(Programs.Native, "verify", copy.Rehearsal.Folder).Expect(4), StringComparison.Ordinal);
        }
    }

    private static void Sweep(HalfDone halfDone, IReadOnlyDictionary<string, int> keys, string call, int stride)
    {
        for (int number = 1; number <= halfDone.LinesLeft; number += stride)
        {
            KilledRehearsal copy = halfDone.Copy();
            if (copy.ResumeUntil(call, number))
            {
                int lines = copy.Lines;
                try
                {
                    AssertEndsWell(copy, halfDone, keys);
                }
                catch (Exception trouble)
                {
                    throw new InvalidOperationException($"Killed at {call} {number} after the resume, at line {lines}: {trouble.Message}", trouble);
                }
            }

            Directory.Delete(copy.Rehearsal.Folder, recursive: true);
        }
    }

    private static void AssertEndsWell(KilledRehearsal copy, HalfDone halfDone, IReadOnlyDictionary<string, int> keys)
    {
        // A kill may come so late that everything was done by then; the resume says so.
        string said = copy.Resume().Expect();
        Assert.True(said.StartsWith("The REHEARSAL is complete.", StringComparison.Ordinal) || said.Contains("is over already", StringComparison.Ordinal), said);
        AssertWhole(copy, halfDone, keys);
    }

    private static void AssertWhole(KilledRehearsal copy, HalfDone halfDone, IReadOnlyDictionary<string, int> keys)
    {
        Outcome.AssertWhole(copy.Rehearsal, halfDone.Facts, keys);
        Assert.DoesNotContain(copy.Rehearsal.Lines, line => (string)line["kind"]! is "exception" or "failed" or "clock");
    }

    private string? ActionOf(JsonNode performed) =>
        performed["intended"] is { } seq ? (string?)bootstrap.Story[(int)seq - 1]["action"]!["do"] : null;
}
