using System.Collections.Concurrent;
using System.Globalization;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>
/// What comes of a script when it is held in memory, with people who answer as they should and devices that do what they are told, under its choices. What is
/// refused then is refused because of the script: the steps themselves say so, and there is no second model of what they refuse.
/// </summary>
/// <param name="Problems">What is wrong with the script, each said once, in its order.</param>
/// <param name="Notes">What was tried, and what was not, as sentences.</param>
/// <param name="Pins">Who types how many PINs under the values given and the defaults; empty where that did not come to its end.</param>
public sealed record SilentRehearsal(IReadOnlyList<ScriptProblem> Problems, IReadOnlyList<string> Notes, IReadOnlyList<ForecastPins> Pins)
{
    /// <summary>Whether <see cref="Pins"/> are all.</summary>
    public bool HasAllPins => Pins.Count > 0;

    /// <summary>Goes through a script whose parameters are known, and tells what it will do and who types which PIN how often.</summary>
    /// <param name="bound">The script.</param>
    /// <param name="now">What the simulated clock shows at first.</param>
    public static async Task<Forecast> Foresee(BoundScript bound, DateTimeOffset now)
    {
        if (bound.Steps.Count > TriedCombination.MostSteps)
        {
            return Forecast.Of(bound, []) with { HasAllPins = false };
        }

        SilentEnd end = await SilentRun.Hold(bound, now);
        return Forecast.Of(bound, end.Pins) with { HasAllPins = end.Step is null };
    }

    /// <summary>Holds the script under its choices.</summary>
    /// <param name="script">The script.</param>
    /// <param name="given">Values of parameters; those that are not given have their defaults, or others that fit.</param>
    /// <param name="now">What the simulated clock shows at first.</param>
    public static async Task<SilentRehearsal> Of(Script script, IReadOnlyDictionary<string, string> given, DateTimeOffset now)
    {
        var standIns = new ParameterStandIns(script);
        ChoiceCombinations combinations = ChoiceCombinations.Of(script, given, standIns.ValueOf);
        var ends = new ConcurrentDictionary<int, TriedCombination>();
        await Parallel.ForEachAsync(combinations.Tried.Index(), async (each, _) => ends[each.Index] = await TriedCombination.Try(script, each.Item, standIns, now));
        IReadOnlyList<TriedCombination> tried = [.. Enumerable.Range(0, combinations.Tried.Count).Select(at => ends[at])];
        var choices = new DecidingChoices(script, combinations.Tried);
        return new SilentRehearsal(
            [.. tried.SelectMany(each => each.Problems).Distinct().Select(problem => choices.Told(problem, tried)).OrderBy(each => each.Mark.Line).ThenBy(each => each.Mark.Column)],
            [.. Tried(combinations), .. tried.SelectMany(each => each.Notes).Distinct()],
            tried[0].Pins);
    }

    private static IEnumerable<string> Tried(ChoiceCombinations combinations)
    {
        string all = combinations.Count >= ChoiceCombinations.MostCounted ? "a great many" : combinations.Count.ToString(CultureInfo.InvariantCulture);
        return combinations.Count == 1 ? []
            : [combinations.Tried.Count == combinations.Count
                ? $"All {all} combinations of choices were tried."
                : $"{combinations.Tried.Count} of {all} combinations of choices were tried: every two choices together at least once."];
    }
}
