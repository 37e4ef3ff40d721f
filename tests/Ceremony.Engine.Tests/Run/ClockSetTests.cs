using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The clock is set, or a long time goes by, while the program runs.</summary>
public sealed class ClockSetTests
{
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    [Theory]
    [InlineData("the first PIN", 1)]
    [InlineData("the second PIN", 1)]
    [InlineData("the number", 1)]
    [InlineData("the first PIN", -1)]
    [InlineData("the second PIN", -1)]
    [InlineData("the number", -1)]
    public async Task Where_it_is_set_while_officers_confirm_they_confirm_another_certificate_that_begins_now(string at, int days)
    {
        using var stage = new Stage(Scripts.OneCa);
        bool wasSet = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is ConfirmPrompt confirm && IsOfCa(screen) && !wasSet && at == Awaited(confirm))
            {
                wasSet = true;
                stage.Machine.ClockMovedMilliseconds = days * Day;
            }

            return prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("right") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(wasSet);
        Assert.Equal([], stage.Findings());
        JournalLine compared = Assert.Single(stage.Lines, line => line.Kind == "clock-compared");
        Assert.Equal("clock", stage.Lines[(int)compared.Seq - 2].Kind);
        Assert.Equal("expired", stage.Lines[(int)compared.Seq].Kind);
        JournalLine signed = stage.Lines.Single(line => line.Kind == "intended" && line.Step == "ca");
        Assert.True(signed.Seq > compared.Seq);
        Assert.InRange(CertificateOf(stage), JournalTime.Read(compared.At).AddSeconds(-1), JournalTime.Read(signed.At));
    }

    [Fact]
    public async Task A_PIN_that_was_typed_as_the_clock_was_set_is_asked_for_again()
    {
        using var stage = new Stage(Scripts.OneCa);
        bool wasSet = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is PinPrompt { Key: "pin hsm" } && !wasSet)
            {
                wasSet = true;
                stage.Machine.ClockMovedMilliseconds = Day;
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        string[] asked = [.. stage.Room.Asked.SkipWhile(each => each.Prompt is not PinPrompt { Key: "pin hsm" }).Take(3).Select(each => each.Screen.Title)];
        Assert.Equal("Compare the clock with a watch", asked[1]);
        Assert.Equal(asked[0], asked[2]);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Where_it_is_put_right_again_before_anything_was_written_nothing_is_told()
    {
        using var stage = new Stage(Scripts.OneCa);
        var seen = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "The key is made")
            {
                stage.Machine.ClockMovedMilliseconds = -Day;
            }

            if (prompt is ChoicePrompt { Key: "clock-wrong" })
            {
                seen.Add(screen.Blocks.OfType<WarningBlock>().Single().Text);
                stage.Machine.ClockMovedMilliseconds = 0;
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Matches("^The machine's clock shows 2026-02-28 14:02:.. UTC, but the journal's last line was written at 2026-03-01 14:02:.. UTC\\.$", Assert.Single(seen));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "clock" or "clock-compared");
        Assert.Equal([], stage.Findings());
    }

    [Theory]
    [InlineData(23, 0)]
    [InlineData(25, 1)]
    public async Task After_a_day_without_a_line_it_is_compared(int hours, int compared)
    {
        using var stage = new Stage(Scripts.OneCa);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.Rest(screen.Title == "The key is made" ? TimeSpan.FromHours(hours) : TimeSpan.Zero);
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(compared, stage.Lines.Count(line => line.Kind == "clock-compared"));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "clock");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_witness_who_needs_more_than_ten_minutes_compares_again()
    {
        using var stage = new Stage(Scripts.OneCa);
        int asked = 0;
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.ClockMovedMilliseconds = screen.Title == "The key is made" ? Day : stage.Machine.ClockMovedMilliseconds;
            if (screen.Title == "Compare the clock with a watch" && ++asked == 1)
            {
                stage.Machine.Rest(TimeSpan.FromMinutes(11));
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, asked);
        Assert.Single(stage.Lines, line => line.Kind == "clock-compared");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Another_time_zone_and_summer_time_are_no_other_time()
    {
        using var stage = new Stage(Scripts.OneCa);
        stage.Machine.Zone = TimeSpan.FromHours(1);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.Zone = screen.Title switch
            {
                "The key is made" => TimeSpan.FromHours(2),
                "The CA exists" => TimeSpan.FromHours(-9),
                _ => stage.Machine.Zone,
            };
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(TimeSpan.FromHours(-9), stage.Machine.Zone);
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "clock" or "clock-compared");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_officer_whose_certificate_is_over_by_a_clock_that_is_wrong_confirms_once_it_is_set_right()
    {
        using Stage stage = Bootstrap.Stage(script => script.Replace("valid-for: 5 years", "valid-for: 1 days", StringComparison.Ordinal));
        var troubles = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            stage.Machine.ClockMovedMilliseconds = screen.Title == "From here on the cards confirm" ? 2 * Day : stage.Machine.ClockMovedMilliseconds;
            if (prompt is ConfirmPrompt { Trouble: { } trouble } && trouble.Contains("is not valid after", StringComparison.Ordinal))
            {
                troubles.Add(trouble);
                stage.Machine.ClockMovedMilliseconds = 0;
            }

            return prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("right") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains("If it is wrong, set it right and type the PIN again", Assert.Single(troubles), StringComparison.Ordinal);
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "clock-compared"));
        Assert.Equal([], stage.Findings());
    }

    private static bool IsOfCa(Screen screen) => screen.Blocks.OfType<TextBlock>().Any(block => block.Text.Contains("the certificate of CN=The CA", StringComparison.Ordinal));

    private static string Awaited(ConfirmPrompt prompt) => prompt.StepNumber is not null ? "the number"
        : prompt.Panes.Any(pane => pane.ConfirmedAt is not null) ? "the second PIN"
        : "the first PIN";

    private static DateTimeOffset CertificateOf(Stage stage) => CertificateView.Read(Folds.Registry(stage.Lines).All<CaCreated>().Single().Certificate).NotBefore;
}
