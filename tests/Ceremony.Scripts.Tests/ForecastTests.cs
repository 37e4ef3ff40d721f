using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Scripts.Tests;

public class ForecastTests
{
    private const string TwoOfficers = "do: create-officer, token: card-1, name: Vega }\n      - { id: lind, do: create-officer, token: card-1, name: Lind }\n      - { id: last, do: create-officer, token: card-1, name: Holm";

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
                  officer 1: 5 PINs (3 to confirm, 2 for CM-HSM)
                  officer 2: 3 PINs (3 to confirm)
            """,
            string.Join('\n', Forecast.Of(TestScripts.Bound()).Lines()));
    }

    [Fact]
    public void New_officers_confirm_by_card_once_there_are_enough_and_a_card_is_blank_at_first()
    {
        string text = TestScripts.Spoiled("{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", $"{{ id: vega, {TwoOfficers} }}");
        IReadOnlyList<ForecastPins> pins = Forecast.Of(TestScripts.Bound(text)).Pins;
        Assert.Equal(
            [
                "officer 1 10: 4 to confirm, 2 for CM-HSM, 2 for 1, 2 to confirm by card",
                "officer 2 6: 4 to confirm, 2 to confirm by card",
                "operator 1 1: 1 for 1",
            ],
            pins.Select(each => $"{each.Who} {each.Count}: {string.Join(", ", each.For)}"));
    }

    [Fact]
    public void A_login_to_a_token_that_is_not_known_yet_goes_to_its_keeper_as_far_as_the_words_tell()
    {
        string text = TestScripts.Spoiled("{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: kit, do: open-kit }");
        IReadOnlyList<ForecastPins> pins = Forecast.Of(TestScripts.Bound(text)).Pins;
        Assert.Equal(["1 for the soft token a.p12 of officer 2"], pins.Single(each => each.Who == "officer 2").For.Skip(1));
        Assert.Equal(["1 for the token of officer Vega"], pins.Single(each => each.Who == "whoever holds the token").For);
    }

    [Theory]
    [InlineData("'${step.first-officer}'")]
    [InlineData("Vega")]
    public void An_officer_who_signs_in_is_the_holder_of_the_card_that_made_the_officer(string officer)
    {
        string text = TestScripts.Spoiled(
            "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }",
            $"{{ id: first-officer, do: create-officer, token: card-1, name: Vega }}\n      - {{ id: in, do: sign-in, officer: {officer} }}");
        IReadOnlyList<ForecastPins> pins = Forecast.Of(TestScripts.Bound(text)).Pins;
        Assert.Equal(["4 to confirm", "2 for CM-HSM", "1 for 1"], pins.Single(each => each.Who == "officer 1").For);
        Assert.DoesNotContain(pins, each => each.Who == "whoever holds the token");
    }

    [Theory]
    [InlineData("media/vega.p12")]
    [InlineData("'${step.soft}'")]
    [InlineData("'${step.soft.file}'")]
    public void An_officer_with_a_soft_token_is_who_learns_its_PIN(string file)
    {
        string text = TestScripts.Spoiled(
            "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }",
            "{ id: soft, do: issue-soft-token, file: media/vega.p12, holder: officer 2 }\n"
                + $"      - {{ id: soft-officer, do: create-soft-officer, name: Vega, soft-token: {file} }}\n"
                + "      - { id: in, do: sign-in, officer: '${step.soft-officer}' }");
        IReadOnlyList<ForecastPins> pins = Forecast.Of(TestScripts.Bound(text)).Pins;
        Assert.Contains("2 for the soft token vega.p12", pins.Single(each => each.Who == "officer 2").For);
        Assert.DoesNotContain(pins, each => each.Who == "whoever holds the token");
    }

    [Fact]
    public void Where_more_officers_are_present_than_confirm_nobody_is_named()
    {
        IReadOnlyList<ForecastPins> pins = Forecast.Of(TestScripts.Bound(TestScripts.Spoiled("role: officer, count: 2", "role: officer, count: 3"))).Pins;
        Assert.Equal(["each officer who confirms", "officer 1"], pins.Select(each => each.Who));
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
        Forecast forecast = Forecast.Of(TestScripts.Bound());
        Screen screen = forecast.ToScreen();
        Assert.Equal("What this ceremony will do", screen.Title);
        TableBlock[] tables = [.. screen.Blocks.OfType<TableBlock>()];
        Assert.Equal(["no.", "step   * the officers confirm", "no.", "9 steps, confirmed 3 times"], tables[0].Columns);
        Assert.Equal(
            [
                ["", "THE ROOM"], ["1", "check room", "2", "gather"],
                ["", "THE WORK"], ["3*", "generate key", "7", "read"], ["4*", "create ca", "8", "read"], ["5", "compare fingerprint", "9*", "seal transcript"], ["6", "read"],
            ],
            tables[0].Rows);
        Assert.Equal(["officer 1", "5", "3 to confirm, 2 for CM-HSM"], tables[1].Rows[0]);
        Assert.Equal(screen.ToJson(), Screen.FromJson(CanonicalJson.Parse(CanonicalJson.Write(screen.ToJson())).AsMap()).ToJson());
    }

    [Fact]
    public void A_long_title_is_cut_between_words_and_of_PINs_as_many_are_named_as_fit_in_a_row()
    {
        var forecast = new Forecast(
            [new ForecastStep(1, "a", "An act with a title that is much too long for it", "certificate procedure TLS, KAR and PIN encryption", "", 2), new ForecastStep(2, "b", "An act with a title that is much too long for it", new string('x', 40), "", 0)],
            [new ForecastPins("officer 1", 9, ["2 PIN of officer1.p12", "6 User PIN of HSM", "1 to confirm with a soft token"]), new ForecastPins("officer 2", 1, [new string('y', 80)])]);
        TableBlock[] tables = [.. forecast.ToScreen().Blocks.OfType<TableBlock>()];
        Assert.Equal([["", "AN ACT WITH A TITLE THAT IS…"], ["1**", "certificate procedure TLS, KAR…", "2", new string('x', 31) + "…"]], tables[0].Rows);
        Assert.Equal(["2 PIN of officer1.p12, 6 User PIN of HSM, …", new string('y', 80)], tables[1].Rows.Select(row => row[2]));
    }

    [Theory]
    [InlineData(4, 2, 5)]
    [InlineData(62, 34, 40)]
    [InlineData(68, 40, 45)]
    public void How_long_a_rehearsal_takes_is_told_from_steps_and_confirmations(int steps, int confirmations, int minutes) =>
        Assert.Equal(minutes, new Forecast([.. Enumerable.Range(1, steps).Select(number => new ForecastStep(number, "", "", "", "", number <= confirmations ? 1 : 0))], []).RehearsalMinutes);

    private static (string, string) Told(BoundStep step) => (step.FillForForecast().Title, step.FillForForecast().Forecast().Does);
}
