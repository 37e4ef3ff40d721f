using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The power is cut, and the machine starts again with another time than before.</summary>
public sealed class ClockAfterRestartTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // What the clock shows after the power was cut, by what is right then.
    private static readonly Dictionary<string, Func<DateTimeOffset, DateTimeOffset>> Clocks = new()
    {
        ["1970"] = _ => DateTimeOffset.UnixEpoch,
        ["2000"] = _ => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ["an hour back"] = now => now - Hour,
        ["a day ahead"] = now => now.AddDays(1),
        ["four years ahead"] = now => now.AddYears(4),
        ["right"] = now => now,
    };

    public static TheoryData<string, string> Cuts()
    {
        var cuts = new TheoryData<string, string>();
        foreach (string after in new[] { "looked", "proposed", "confirmed", "approved", "intended", "performed", "shown", "step-done", "sealed", "signed" })
        {
            foreach (string clock in Clocks.Keys)
            {
                cuts.Add(after, clock);
            }
        }

        return cuts;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_witness_compares_the_clock_before_anything_is_written_and_the_certificate_is_right(string after, string clock)
    {
        using var stage = new Stage(Scripts.OneCa);
        DateTimeOffset began = stage.Machine.Clock;
        await Cut(stage, after);
        long written = Written(stage);
        DateTimeOffset cut = stage.Machine.Clock;
        StartAgain(stage, "boot-2", clock);
        var people = new HonestPeople(stage, written);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
        Assert.True(people.WereAsked);
        Assert.Equal(clock != "right", people.FoundItWrong);
        Assert.Single(stage.Lines, line => line.Kind == "clock-compared");
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "clock");
        Assert.Equal(stage.Lines.Select(line => line.At), stage.Lines.Select(line => line.At).Order(StringComparer.Ordinal));
        DateTimeOffset from = CertificateOf(stage).NotBefore;
        bool wasSigned = after is "performed" or "shown" or "step-done" or "sealed" or "signed";
        Assert.InRange(from, wasSigned ? began.AddSeconds(-1) : cut, wasSigned ? cut : stage.Machine.Clock);
        Assert.Single(Folds.Registry(stage.Lines).All<CaCreated>());
    }

    [Theory]
    [InlineData("looked")]
    [InlineData("approved")]
    [InlineData("performed")]
    [InlineData("sealed")]
    public async Task Who_leaves_because_of_the_clock_leaves_nothing_in_the_journal(string after)
    {
        using var stage = new Stage(Scripts.OneCa);
        await Cut(stage, after);
        byte[] before = Journal(stage);
        StartAgain(stage, "boot-2", "1970");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("leave") : null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(before, Journal(stage));
        StartAgain(stage, "boot-3", "right");
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData("1970", "looked")]
    [InlineData("1970", "performed")]
    [InlineData("four years ahead", "approved")]
    public async Task An_abort_asks_nothing_about_the_clock_and_tells_where_it_runs_behind(string clock, string after)
    {
        using var stage = new Stage(Scripts.OneCa);
        await Cut(stage, after);
        StartAgain(stage, "boot-2", clock);

        Assert.Equal(RunEnd.Aborted, (await stage.Abort("the power was cut")).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal(clock == "1970" ? 1 : 0, stage.Lines.Count(line => line.Kind == "clock"));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "clock-compared");
    }

    [Fact]
    public async Task The_screen_that_holds_the_ceremony_up_can_abort_it()
    {
        using var stage = new Stage(Scripts.OneCa);
        await Cut(stage, "approved");
        StartAgain(stage, "boot-2", "1970");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("abort") : null;

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
        Assert.StartsWith("The machine's clock shows 1970-01-01 00:00:", stage.Lines.Single(line => line.Kind == "aborted").Json.Text("reason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("looked")]
    [InlineData("approved")]
    [InlineData("intended")]
    [InlineData("performed")]
    public async Task A_clock_that_was_ahead_until_the_power_was_cut_is_put_right_by_the_witness_and_the_certificate_begins_now(string after)
    {
        using var stage = new Stage(Scripts.OneCa);
        DateTimeOffset right = stage.Machine.Clock;
        stage.Machine.Clock = right.AddYears(4);
        await Cut(stage, after);
        StartAgain(stage, "boot-2", "right");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("right") : null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
        JournalLine told = stage.Lines.Single(line => line.Kind == "clock");
        Assert.InRange(told.Json.Number("jumped"), -(long)TimeSpan.FromDays(4 * 366).TotalMilliseconds, -(long)TimeSpan.FromDays(4 * 365).TotalMilliseconds);
        Assert.Equal("clock-compared", stage.Lines[(int)told.Seq].Kind);
        Assert.InRange(CertificateOf(stage).NotBefore, right, stage.Machine.Clock);
    }

    [Fact]
    public async Task A_torn_line_is_put_aside_with_the_time_of_the_last_line_where_the_clock_runs_behind()
    {
        using var stage = new Stage(Scripts.OneCa);
        await Cut(stage, "approved");
        string last = stage.Lines[^1].At;
        File.AppendAllText(Path.Combine(stage.Folder, JournalWriter.FileName), "{\"at\":\"2026-0");
        StartAgain(stage, "boot-2", "1970");
        _ = new HonestPeople(stage, written: null);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal(last, stage.Lines.Single(line => line.Kind == "recovered").At);
    }

    private static async Task Cut(Stage stage, string after)
    {
        Ceremony.Core.Devices.IDurableFiles real = stage.Files;
        stage.Files = WatchedFiles.Stopping(real, line => IsOf(line, after));
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        stage.Files = real;
        stage.Tokens["HSM"].LoggedIn = null;
        Assert.Equal(after, stage.Lines[^1].Kind);
    }

    // Of the CA's step, where there are several of that kind; the look that is meant is the one at the clock.
    private static bool IsOf(Core.Json.JsonMap line, string kind) => line.Text("kind") == kind
        && (kind is "sealed" or "signed" || line.Find("step") is Core.Json.JsonText { Value: "ca" })
        && (kind != "looked" || line["look"].AsMap().Text("look") == "clock");

    private static void StartAgain(Stage stage, string boot, string clock)
    {
        stage.Machine.ClockMovedMilliseconds = 0;
        stage.Machine.Rest(TimeSpan.FromMinutes(20));
        stage.Machine.StartAgain(boot, Clocks[clock](stage.Machine.Clock));
    }

    private static byte[] Journal(Stage stage) => File.ReadAllBytes(Path.Combine(stage.Folder, JournalWriter.FileName));

    private static long Written(Stage stage) => new FileInfo(Path.Combine(stage.Folder, JournalWriter.FileName)).Length;

    private static CertificateView CertificateOf(Stage stage) => CertificateView.Read(Folds.Registry(stage.Lines).All<CaCreated>().Single().Certificate);

    /// <summary>A witness with a watch, and somebody who sets the clock right once the witness says so; until then nothing may be written.</summary>
    private sealed class HonestPeople
    {
        public HonestPeople(Stage stage, long? written) => stage.Room.Instead = (screen, prompt) =>
        {
            switch (prompt)
            {
                case ChoicePrompt { Key: "clock-wrong" }:
                    FoundItWrong = true;
                    Assert.Equal(written ?? Written(stage), Written(stage));
                    stage.Machine.ClockMovedMilliseconds = 0;
                    return new Chose("again");
                case FormPrompt when screen.Title == "Compare the clock with a watch":
                    WereAsked = true;
                    string shown = screen.Blocks.OfType<FactsBlock>().Single().Facts.Single().Value;
                    DateTimeOffset clock = DateTimeOffset.ParseExact(shown, "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
                    bool agrees = (clock - stage.Machine.Clock.AddMilliseconds(-stage.Machine.ClockMovedMilliseconds)).Duration() < TimeSpan.FromMinutes(1);
                    return new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["clock"] = agrees ? "matches" : "differs" }));
                default:
                    return null;
            }
        };

        public bool WereAsked { get; private set; }

        public bool FoundItWrong { get; private set; }
    }
}
