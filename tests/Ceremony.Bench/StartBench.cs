namespace Ceremony.Bench;

/// <summary>From the command to the first whole screen, beside htop, which people start to look at something at once.</summary>
internal static class StartBench
{
    private const int Times = 30;

    // In htop, too, the last row names the keys once the screen is whole.
    private const string OthersLast = "F10";

    public static IEnumerable<Figure> Measure()
    {
        foreach ((string what, string script) in new[] { ("single-key", Subject.SingleKey), ("bootstrap", Subject.Bootstrap) })
        {
            (double ours, double other) = Sample.InTurn(Times, () => ToFirstScreen(script), OfHtop);
            yield return new Figure($"start to the first whole screen: {what} / htop", ours, "ms", 1.2) { Other = other };
        }
    }

    /// <summary>How long it takes from the command to the first whole screen of a script's rehearsal.</summary>
    public static TimeSpan ToFirstScreen(string script)
    {
        using var folder = new TemporaryFolder();
        using Terminal terminal = Subject.Rehearse(script, folder["ceremony"]);
        return terminal.Await(RoomBench.Whole, terminal.Began);
    }

    private static TimeSpan OfHtop()
    {
        using var terminal = new Terminal(80, 24, "htop");
        return terminal.Await(OthersLast, terminal.Began);
    }
}
