using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// The bootstrap is stopped at one place after another and resumed. The environment variable CEREMONY_SWEEP=full (make sweep) has every
/// place tried instead of a few spread over the whole.
/// </summary>
public sealed class SweepTests
{
    private const int PlacesInShort = 3;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";

    // Held once for all of these tests.
    private static readonly Lazy<Task<(IReadOnlyList<string> Holds, int Writes, int Deeds)>> Uninterrupted = new(Hold);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_bootstrap_stopped_at_any_write_comes_to_the_same_end(bool afterTheWrite)
    {
        (IReadOnlyList<string> expected, int writes, _) = await Uninterrupted.Value;
        foreach (int stopAt in Places(writes, afterTheWrite ? 1 : 0))
        {
            using Stage stage = Bootstrap.Stage();
            IDurableFiles real = stage.Files;
            Assert.True(await IsStopped(stage, new StoppingFiles(real, stopAt, afterTheWrite), stage.Begin));
            if (stage.HasNothingYet)
            {
                continue;
            }

            // The resume is stopped, too, a few lines on; near the end it may have fewer left.
            await IsStopped(stage, new StoppingFiles(real, 2 + (stopAt % 9), !afterTheWrite), stage.Resume);
            stage.Files = real;
            RunOutcome outcome = await stage.Resume();

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, outcome.End));
            Assert.Equal(expected, Bootstrap.WhatHolds(stage));
            Bootstrap.CheckTokens(stage);
        }
    }

    [Fact]
    public async Task The_bootstrap_stopped_right_after_any_deed_inside_a_token_comes_to_the_same_end()
    {
        (IReadOnlyList<string> expected, _, int deeds) = await Uninterrupted.Value;
        Assert.InRange(deeds, 15, 60);
        foreach (int stopAt in IsFull ? Enumerable.Range(1, deeds) : Enumerable.Range(1, deeds).Where(number => number % 9 == 1))
        {
            using Stage stage = Bootstrap.Stage();
            int done = 0;
            foreach (MemoryToken token in stage.Tokens.All)
            {
                token.AfterDeed = () => _ = ++done == stopAt ? throw new StoppedException() : 0;
            }

            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            RunOutcome outcome = await stage.Resume();

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, outcome.End));
            Assert.Equal(expected, Bootstrap.WhatHolds(stage));
            Bootstrap.CheckTokens(stage);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_machine_is_started_again_with_an_empty_clock_battery_it_comes_to_the_same_end_too(bool afterTheWrite)
    {
        (IReadOnlyList<string> expected, int writes, _) = await Uninterrupted.Value;
        foreach (int stopAt in Places(writes, afterTheWrite ? 1 : 0))
        {
            using Stage stage = Bootstrap.Stage();
            IDurableFiles real = stage.Files;
            Assert.True(await IsStopped(stage, new StoppingFiles(real, stopAt, afterTheWrite), stage.Begin));
            if (stage.HasNothingYet)
            {
                continue;
            }

            stage.Files = real;
            stage.Machine.StartAgain("boot-2", DateTimeOffset.UnixEpoch);
            stage.Room.Instead = (_, prompt) =>
            {
                stage.Machine.ClockMovedMilliseconds = prompt is ChoicePrompt { Key: "clock-wrong" } ? 0 : stage.Machine.ClockMovedMilliseconds;
                return null;
            };
            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, (await stage.Resume()).End));

            Assert.Equal(expected, Bootstrap.WhatHolds(stage));
            Assert.Equal([], stage.Findings());
            Assert.Single(stage.Room.Asked, asked => asked.Prompt is ChoicePrompt);
            Assert.All(stage.Tokens.All, token => Assert.Null(token.LoggedIn));
        }
    }

    private static async Task<bool> IsStopped(Stage stage, StoppingFiles files, Func<Task<RunOutcome>> run)
    {
        stage.Files = files;
        Exception? end = await Xunit.Record.ExceptionAsync(run);
        Assert.True(end is null or StoppedException, end?.ToString());
        // A process that is killed takes its logins with it.
        foreach (MemoryToken token in stage.Tokens.All)
        {
            token.LoggedIn = null;
        }

        return end is not null;
    }

    private static async Task<(IReadOnlyList<string> Holds, int Writes, int Deeds)> Hold()
    {
        using Stage stage = Bootstrap.Stage();
        int deeds = 0;
        foreach (MemoryToken token in stage.Tokens.All)
        {
            token.AfterDeed = () => deeds++;
        }

        var counting = new StoppingFiles(stage.Files, int.MaxValue, false);
        stage.Files = counting;
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Bootstrap.CheckTokens(stage);
        return (Bootstrap.WhatHolds(stage), counting.Writes, deeds);
    }

    private static IEnumerable<int> Places(int writes, int shift)
    {
        int stride = IsFull ? 1 : Math.Max(1, writes / PlacesInShort);
        for (int place = 1 + (shift * stride / 2); place <= writes; place += stride)
        {
            yield return place;
        }
    }
}
