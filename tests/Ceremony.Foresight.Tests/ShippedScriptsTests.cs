using Ceremony.Core.Screens;
using Ceremony.Scripts;

namespace Ceremony.Foresight.Tests;

/// <summary>The scripts of the repository, held in memory under their choices.</summary>
public sealed class ShippedScriptsTests
{
    private static readonly string[] Files =
    [
        .. Directory.EnumerateDirectories(Repository.PathOf("ceremony-scripts")).Select(folder => Path.Combine(folder, "script.yaml")),
        Repository.PathOf("tests", "CeremonyTui.Tests", "Scripts", "first-half.yaml"),
    ];

    public static TheoryData<string> Scripts => [.. Files.Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Every_choice_of_a_script_leads_to_the_seal(string file)
    {
        Script script = Held.Read(File.ReadAllText(Repository.PathOf(file)));

        SilentRehearsal held = await SilentRehearsal.Of(script, new Dictionary<string, string>(), Held.Now);

        Assert.Equal([], held.Problems);
        Assert.DoesNotContain(held.Notes, note => note.Contains("judged", StringComparison.Ordinal));
        Assert.NotEmpty(held.Pins);
    }

    /// <summary>At 80×24 a page has 20 rows, and the next one repeats the last of them.</summary>
    [Fact]
    public void The_forecast_of_the_bootstrap_is_read_in_three_pages_whatever_is_chosen()
    {
        Script script = Held.Read(File.ReadAllText(Repository.PathOf("ceremony-scripts/nexus-cm-bootstrap/script.yaml")));
        IReadOnlyList<IReadOnlyDictionary<string, string>> tried = ChoiceCombinations.Of(script, new Dictionary<string, string>(), new ParameterStandIns(script).ValueOf).Tried;
        Assert.All(tried, values => Assert.InRange(RowsOf(Forecast.Of(ScriptBinding.Bind(script, values), [])), 21, 20 + 19 + 19));
        Forecast? usual = UsualForecast.Of(script, new Dictionary<string, string>());
        Assert.Equal(Forecast.Of(ScriptBinding.Bind(script, tried[0]), []).Lines(), usual!.Lines());
        Assert.Null(UsualForecast.Of(script, new Dictionary<string, string> { ["country"] = "Sweden" }));
    }

    // Blocks have an empty row between them, and a table has a row of titles.
    private static int RowsOf(Forecast forecast) => forecast.ToScreen().Blocks.Sum(block => block is TableBlock table ? table.Rows.Count + 1 : 1) + forecast.ToScreen().Blocks.Count - 1;

    /// <summary>The forecast counts PINs by what steps declare, and does not always know whose they are; here they are typed. It leaves out those that are chosen for keys made at the console.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Everybody_s_PINs_are_known_beforehand(string file)
    {
        Script script = Held.Read(File.ReadAllText(Repository.PathOf(file)));
        var standIns = new ParameterStandIns(script);
        BoundScript bound = ScriptBinding.Bind(script, ChoiceCombinations.Of(script, new Dictionary<string, string>(), standIns.ValueOf).Tried[0]);

        Forecast forecast = await SilentRehearsal.Foresee(bound, Held.Now);

        Assert.True(forecast.HasAllPins);
        Assert.All(forecast.Pins, each => Assert.Contains(each.Who, script.Seats));
        Assert.Equal(forecast.Confirmations * script.Confirm.Officers, forecast.Pins.SelectMany(each => each.Uses).Where(use => use.What.StartsWith("to confirm with ", StringComparison.Ordinal)).Sum(use => use.Times));
    }
}
