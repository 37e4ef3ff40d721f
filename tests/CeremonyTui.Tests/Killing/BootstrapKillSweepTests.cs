using System.Text.Json.Nodes;

namespace CeremonyTui.Tests.Killing;

/// <summary>
/// The bootstrap killed by the kernel at its writes and fsyncs, then resumed: nothing is done twice, nothing is lost. <c>make test</c> takes
/// some of the places, <c>make kill-sweep</c> every one and random moments besides.
/// </summary>
public sealed class BootstrapKillSweepTests(HalfDoneBootstrap bootstrap) : IClassFixture<HalfDoneBootstrap>
{
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
    [MemberData(nameof(ChosenLines))]
    public void The_bootstrap_goes_on_when(string happened, string step, string kind, string? action)
    {
        int write = bootstrap.WriteOf(line => (string?)line["step"] == step && (string)line["kind"]! == kind && (action is null || ActionOf(line) == action));
        KillSweep.AssertEndsWell(bootstrap.KillAtWrite(write, happened), bootstrap, HalfDoneBootstrap.Keys);
    }

    [Fact]
    public void A_ceremony_killed_again_and_again_comes_to_the_same_end()
    {
        // A resume writes what it finds before it goes on; a kill that comes sooner would never let it get anywhere. The full sweep kills it twice as often.
        int linesEachTime = KillSweep.IsFull ? 12 : 24;
        KilledRehearsal copy = bootstrap.Copy();
        int kills = 0;
        while (copy.ResumeUntil("write", linesEachTime + (kills % 5)))
        {
            kills++;
            Assert.True(kills < bootstrap.LinesLeft, "It gets no further.");
        }

        Assert.InRange(kills, 5, bootstrap.LinesLeft);
        KillSweep.AssertWhole(copy, bootstrap, HalfDoneBootstrap.Keys);
    }

    // Without the full sweep only the first write and the first fsync: the other tests of this class kill it at later writes.
    [Fact]
    public void The_bootstrap_killed_at_any_line_comes_to_the_same_end()
    {
        KillSweep.Sweep(bootstrap, HalfDoneBootstrap.Keys, "write", KillSweep.IsFull ? 1 : bootstrap.LinesLeft);
        KillSweep.Sweep(bootstrap, HalfDoneBootstrap.Keys, "fsync", KillSweep.IsFull ? 1 : bootstrap.LinesLeft);
    }

    // A moment can lie inside the module's own work: then half a key or a nameless object is on the token, which people have to decide on.
    // The resume stops for them, and the ceremony can be aborted and sealed.
    [Fact]
    public void The_bootstrap_killed_at_random_moments_comes_to_the_same_end_or_stops_for_people()
    {
        int rounds = KillSweep.IsFull ? 40 : 1;
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
                KillSweep.AssertWhole(copy, bootstrap, HalfDoneBootstrap.Keys);
                continue;
            }

            Assert.Matches("\"(exception|after-refusal)\" is asked in the step", ran.Errors);
            Tool.Run(Programs.Native, "abort", copy.Rehearsal.Folder, "--answers", Programs.FirstHalfAnswers).Expect();
            Assert.StartsWith("CONSISTENT REHEARSAL aborted\n", Tool.Run(Programs.Native, "verify", copy.Rehearsal.Folder).Expect(4), StringComparison.Ordinal);
        }
    }

    private string? ActionOf(JsonNode performed) =>
        performed["intended"] is { } seq ? (string?)bootstrap.Story[(int)seq - 1]["action"]!["do"] : null;
}
