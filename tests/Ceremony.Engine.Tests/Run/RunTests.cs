using Ceremony.Core.Facts;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony from its first line to its archive, in one go or stopped anywhere and resumed.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task A_ceremony_runs_from_its_first_line_to_its_archive()
    {
        using var stage = new Stage(Scripts.TwoKeys);

        RunOutcome outcome = await stage.Begin();

        Assert.Equal(RunEnd.Completed, outcome.End);
        Assert.Equal(["First key", "Second key"], stage.Tokens["HSM"].Keys.Select(key => key.Label));
        Assert.Equal(["opened", "parameters", "inventory"], stage.Lines.Take(3).Select(line => line.Kind));
        Assert.Equal(["sealed", "signed", "signed", "archived", "compared"], stage.Lines.TakeLast(5).Select(line => line.Kind));
        Assert.Equal(2, Folds.Registry(stage.Lines).All<KeyGenerated>().Count());
    }

    [Fact]
    public async Task Stopped_at_its_first_line_it_has_all_that_tells_what_is_begun_or_never_began()
    {
        const int FirstLine = 2;
        using var before = new Stage(Scripts.TwoKeys);
        before.Files = new StoppingFiles(before.Files, FirstLine, afterTheWrite: false);
        await Assert.ThrowsAsync<StoppedException>(before.Begin);
        Assert.True(before.HasNothingYet);

        using var after = new Stage(Scripts.TwoKeys);
        after.Files = new StoppingFiles(after.Files, FirstLine, afterTheWrite: true);
        await Assert.ThrowsAsync<StoppedException>(after.Begin);
        Assert.Equal(["opened", "parameters", "inventory"], after.Lines.Select(line => line.Kind));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Torn_within_its_first_lines_it_is_gone_on_with_only_where_the_parameters_are_known(int wholeLines, bool isResumed)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Files = new StoppingFiles(stage.Files, 2, afterTheWrite: true);
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        stage.Files = new Machine.Files.DurableFiles();
        string journal = Path.Combine(stage.Folder, JournalWriter.FileName);
        byte[] whole = File.ReadAllBytes(journal);
        int end = stage.Lines.Take(wholeLines).Sum(line => line.Bytes.Length + 1);
        File.WriteAllBytes(journal, whole[..(end + 7)]);

        if (isResumed)
        {
            Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
            Assert.Equal("before", stage.Lines.First(line => line.Kind == "inventory").Json.Text("when"));
        }
        else
        {
            await Assert.ThrowsAsync<JournalBrokenException>(stage.Resume);
            Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_at_any_write_and_resumed_it_comes_to_the_same_end(bool afterTheWrite)
    {
        IReadOnlyList<string> expected;
        int writes;
        using (var whole = new Stage(Scripts.TwoKeys))
        {
            var counting = new StoppingFiles(whole.Files, int.MaxValue, afterTheWrite);
            whole.Files = counting;
            await whole.Begin();
            expected = WhatHolds(whole);
            writes = counting.Writes;
        }

        Assert.InRange(writes, 40, 400);
        // A few places; the sweep over the bootstrap tries more of them, and every one where it is asked to.
        for (int stopAt = afterTheWrite ? 1 : 2; stopAt <= writes; stopAt += 5)
        {
            using var stage = new Stage(Scripts.TwoKeys);
            Core.Devices.IDurableFiles real = stage.Files;
            stage.Files = new StoppingFiles(real, stopAt, afterTheWrite);
            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            stage.Files = real;
            if (stage.HasNothingYet)
            {
                continue;
            }

            RunOutcome outcome = await stage.Resume();

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, outcome.End));
            Assert.Equal(expected, WhatHolds(stage));
        }
    }

    [Fact]
    public async Task Stopped_inside_a_token_right_after_a_key_was_made_no_key_is_made_twice()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        MemoryToken hsm = stage.Tokens["HSM"];
        hsm.AfterDeed = () => throw new StoppedException();
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        Assert.Single(hsm.Keys);
        hsm.AfterDeed = () => { };

        await stage.Resume();

        Assert.Equal(["First key", "Second key"], hsm.Keys.Select(key => key.Label));
        Assert.Contains(stage.Lines, line => line.Kind == "performed" && line.Json.Find("inspected") is not null);
    }

    private static IReadOnlyList<string> WhatHolds(Stage stage) =>
    [
        .. Folds.Registry(stage.Lines).Facts.Select(fact => fact switch
        {
            KeyGenerated key => $"{key.Name} {key.Key} {key.Token} {key.Algorithm}",
            OfficerRecognised officer => $"{officer.Name} {officer.Officer} {officer.Person}",
            _ => fact.Name,
        }),
        .. stage.Tokens["HSM"].Keys.Select(key => $"on the token: {key.Label}"),
        .. Folds.People(stage.Lines).Select(person => $"{person.Seat} {person.Name}"),
        $"signed {stage.Lines.Where(line => line.Kind == "signed").Select(line => line.Json.Text("officer")).Distinct().Count()}",
    ];
}
