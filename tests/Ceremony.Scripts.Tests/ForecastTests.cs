using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Scripts.Tests;

public class ForecastTests
{
    [Fact]
    public void A_forecast_tells_each_step_and_how_often_everybody_is_asked_for_a_pin()
    {
        Assert.Equal(
            """
            The room
               1  does check-room
               2  does gather
            The work
               3  makes the key "CA key" in hsm (officers confirm once)
               4  creates the CA "Root" with the key CA key (officers confirm once)
               5  does compare-fingerprint
               6  does read
               7  does read
               8  does read
               9  seals the transcript (officers confirm once)

            9 steps. The officers confirm 3 times. PINs will be asked for as follows:
                  officer 1: 5 PINs (3 times to confirm, twice for CM-HSM)
            """,
            string.Join('\n', Told(TestScripts.Bound()).Lines()));
    }

    [Fact]
    public void A_ceremony_that_could_not_be_gone_through_says_that_its_figures_are_the_least()
    {
        Forecast forecast = Told(TestScripts.Bound()) with { HasAllPins = false };
        Assert.Contains("9 steps. The officers confirm 3 times. The ceremony could not be gone through to its end beforehand, so it is not known how often PINs will be asked for; at least as follows:", forecast.Lines());
    }

    [Fact]
    public void A_value_still_to_come_is_named_or_where_it_fits_no_field_the_kind_speaks_for_itself()
    {
        BoundScript bound = TestScripts.Bound();
        Assert.Equal("does compare-fingerprint", bound.Steps[4].FillForForecast().Forecast().Does);
        Assert.Equal("create ca", bound.Steps[3].FillForForecast().Title);

        string text = TestScripts.Spoiled("usage: [sign]\n", "usage: [sign]\n      - { id: asked, do: record }\n      - { id: n, do: range, from: '${step.asked}', to: 9 }\n");
        Assert.Equal(("range", "The kind range, for tests."), Told(TestScripts.Bound(text).Steps[4]));
    }

    [Fact]
    public void The_screen_says_the_same_and_stands_in_canonical_form()
    {
        Forecast forecast = Told(TestScripts.Bound());
        Screen screen = forecast.ToScreen();
        Assert.Equal("What this ceremony will do", screen.Title);
        TableBlock[] tables = [.. screen.Blocks.OfType<TableBlock>()];
        Assert.Equal(["no.", "step   * the officers confirm", "no.", "step (9, 3 confirmations)"], tables[0].Columns);
        Assert.Equal(
            [
                ["", "THE ROOM"], ["1", "check room", "2", "gather"],
                ["", "THE WORK"], ["3*", "generate key", "7", "read"], ["4*", "create ca", "8", "read"], ["5", "compare fingerprint", "9*", "seal transcript"], ["6", "read"],
            ],
            tables[0].Rows);
        Assert.Equal(["officer 1", "5", "3 times to confirm, twice for CM-HSM"], tables[1].Rows[0]);
        Assert.Equal(screen.ToJson(), Screen.FromJson(CanonicalJson.Parse(CanonicalJson.Write(screen.ToJson())).AsMap()).ToJson());
    }

    [Fact]
    public void A_long_title_is_cut_between_words_and_of_PINs_as_many_are_named_as_fit_in_a_row()
    {
        var forecast = new Forecast(
            [new ForecastStep(1, "a", "An act with a title that is much too long for it", "certificate procedure TLS, KAR and PIN encryption", "", 2), new ForecastStep(2, "b", "An act with a title that is much too long for it", new string('x', 40), "", 0)],
            [new ForecastPins("officer 1", [new("PIN of officer1.p12", 2), new("User PIN of HSM", 6), new("to confirm with a soft token", 1)]), new ForecastPins("officer 2", [new(new string('y', 80), 1)])]);
        TableBlock[] tables = [.. forecast.ToScreen().Blocks.OfType<TableBlock>()];
        Assert.Equal([["", "AN ACT WITH A TITLE THAT IS…"], ["1**", "certificate procedure TLS, KAR…", "2", new string('x', 31) + "…"]], tables[0].Rows);
        Assert.Equal(["twice PIN of officer1.p12, …", $"once {new string('y', 80)}"], tables[1].Rows.Select(row => row[2]));
    }

    [Theory]
    [InlineData(4, 2, 5)]
    [InlineData(62, 34, 40)]
    [InlineData(68, 40, 45)]
    public void How_long_a_rehearsal_takes_is_told_from_steps_and_confirmations(int steps, int confirmations, int minutes) =>
        Assert.Equal(minutes, new Forecast([.. Enumerable.Range(1, steps).Select(number => new ForecastStep(number, "", "", "", "", number <= confirmations ? 1 : 0))], []).RehearsalMinutes);

    private static Forecast Told(BoundScript script) => Forecast.Of(script, [new ForecastPins("officer 1", [new("to confirm", 3), new("for CM-HSM", 2)])]);

    private static (string, string) Told(BoundStep step) => (step.FillForForecast().Title, step.FillForForecast().Forecast().Does);
}
