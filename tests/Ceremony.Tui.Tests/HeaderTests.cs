using System.Text.RegularExpressions;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Tests;

/// <summary>The frame's first row tells who is in the room, in as many words as there are columns for.</summary>
public partial class HeaderTests
{
    private static readonly Person Operator = new("operator", 1, "Alba Maria Vega");
    private static readonly Person[] Officers = [new("officer", 1, "Bruno Keller"), new("officer", 2, "Chiara Rossi")];
    private static readonly Person Witness = new("witness", 1, "Dag Nilsen");

    [Theory]
    [InlineData(80, " REHEARSAL  Bootstrap Ce…  7 of 31  2 officers, 1 witness  air gap √  14:02:11Z")]
    [InlineData(100, " REHEARSAL  Bootstrap Certificate …  7 of 31  operator, 2 officers, 1 witness  air gap √  14:02:11Z")]
    [InlineData(120, " REHEARSAL  Bootstrap Certificate Manager  step 7 of 31  operator, 2 officers, 1 witness  air gap √  14:02:11Z")]
    [InlineData(150, " REHEARSAL  Bootstrap Certificate Manager  step 7 of 31  operator A. Vega, officers B. Keller and C. Rossi, witness D. Nilsen  air gap √  14:02:11Z")]
    [InlineData(170, " REHEARSAL  Bootstrap Certificate Manager  step 7 of 31  operator Alba Maria Vega, officers Bruno Keller and Chiara Rossi, witness Dag Nilsen  air gap √  14:02:11Z")]
    public void It_says_more_of_the_people_where_there_is_more_room(int columns, string row) =>
        Assert.Equal(row, Row(Samples.Room with { People = [Operator, .. Officers, Witness] }, columns));

    [Fact]
    public void In_production_it_says_the_same() =>
        Assert.Equal(" PRODUCTION  Bootstrap C…  7 of 31  2 officers, 1 witness  air gap √  14:02:11Z", Row(Samples.Room with { IsRehearsal = false }, 80));

    [Fact]
    public void A_short_title_stays_whole_beside_them()
    {
        RoomState room = Samples.Room with { Ceremony = "Make one key" };
        Assert.Equal(" REHEARSAL  Make one key  7 of 31  2 officers, 1 witness  air gap √  14:02:11Z", Row(room, 80));
        Assert.Contains("operator, 2 officers, 1 witness", Row(room, 90));
    }

    [Theory]
    [InlineData("operator officer witness witness", "1 officer, 2 witnesses")]
    [InlineData("officer officer witness", "3 people")]
    [InlineData("officer officer", "no operator, 2 officers")]
    [InlineData("guest auditor operator operator", "4 people")]
    [InlineData("operator officer officer witness guest", "5 people")]
    [InlineData("operator", "operator")]
    public void At_80_columns_it_counts_by_role_or_where_they_are_too_many_in_all(string roles, string said)
    {
        Person[] people = [.. roles.Split(' ').Select((role, place) => new Person(role, place + 1, "Somebody"))];
        Assert.Contains($"  {said}  air gap", Row(Samples.Room with { People = people }, 80));
    }

    [Fact]
    public void Nobody_is_told_of_before_anybody_is_recorded() =>
        Assert.Equal(" REHEARSAL  Bootstrap Certificate Manager  step 1 of 31  air gap √  14:02:11Z", Row(Samples.Room with { People = [], StepNumber = 1 }, 80));

    // The parts are two columns apart or more.
    private static string Row(RoomState room, int columns) => Gap().Replace(
        Samples.Paint(Samples.Scene(Samples.Key, new GoOnPrompt()) with { Room = room }, columns).Canvas.ToString().Split('\n')[0], "  ");

    [GeneratedRegex("  +")]
    private static partial Regex Gap();

    /// <summary>What is up stands there in words, on every screen and however narrow.</summary>
    [Theory]
    [InlineData(80, new[] { "eth0" }, new string[0], "7 of 31  4 people  NO AIR GAP: eth0 up  14:02:11Z")]
    [InlineData(150, new[] { "eth0", "wlan0" }, new string[0], "NO AIR GAP: eth0, wlan0 up  14:02:11Z")]
    [InlineData(80, new[] { "enp0s31f6u1u2", "wlp0s20f3", "eth0" }, new string[0], "NO AIR GAP: enp0s31f6u1u2 +2 up  14:02:11Z")]
    [InlineData(120, new string[0], new[] { "wg0" }, "up by script: wg0  14:02:11Z")]
    public void What_is_up_is_named(int columns, string[] up, string[] byScript, string end) =>
        Assert.EndsWith(end, Row(Samples.Room with { IsRehearsal = false, AirGap = false, Up = up, UpByScript = byScript }, columns));
}
