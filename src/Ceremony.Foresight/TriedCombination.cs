using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>What came of a script under one combination of choices.</summary>
/// <param name="Values">The values of its parameters.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Notes">What could not be judged, as sentences.</param>
/// <param name="Pins">Who typed how many PINs.</param>
internal sealed record TriedCombination(IReadOnlyDictionary<string, string> Values, IReadOnlyList<ScriptProblem> Problems, IReadOnlyList<string> Notes, IReadOnlyList<ForecastPins> Pins)
{
    // Each step takes longer than the one before, and no ceremony of a day has as many.
    internal const int MostSteps = 1000;
    private const string Record = "record";

    /// <summary>Tries it.</summary>
    public static async Task<TriedCombination> Try(Script script, IReadOnlyDictionary<string, string> values, ParameterStandIns standIns, DateTimeOffset now)
    {
        BoundScript bound;
        try
        {
            bound = ScriptBinding.Bind(script, values);
        }
        catch (ScriptBindingException unfit)
        {
            return Unbound(values, unfit, standIns);
        }

        if (bound.Steps.Count > MostSteps)
        {
            return new TriedCombination(values, [], [$"The script was not tried: it has {bound.Steps.Count} steps, and no more than {MostSteps} are held in memory."], []);
        }

        SilentEnd end = await SilentRun.Hold(bound, now);
        if (end.Step is not { } step)
        {
            return new TriedCombination(values, [], [], end.Pins);
        }

        string reason = Clause.Of(end.Says);
        return WhyUnjudged(script, step, end, standIns) is { } note
            ? new TriedCombination(values, [], [$"The step \"{step.Id}\" and those after it were not judged: {note} ({reason})."], [])
            : new TriedCombination(values, [new ScriptProblem(end.Mark, $"the step \"{step.Id}\" cannot be done: {reason}")], [], []);
    }

    private static TriedCombination Unbound(IReadOnlyDictionary<string, string> values, ScriptBindingException unfit, ParameterStandIns standIns)
    {
        ILookup<bool, ScriptProblem> problems = unfit.Problems.ToLookup(problem => standIns.MentionedIn(problem.Sentence).Any());
        return new TriedCombination(
            values,
            [.. problems[false]],
            [.. problems[true].Select(problem => $"The script was not tried: no value could be made up for {Set(standIns.MentionedIn(problem.Sentence))}; give one.")],
            []);
    }

    // What was made up may be to blame, and what people will type is not known.
    private static string? WhyUnjudged(Script script, BoundStep step, SilentEnd end, ParameterStandIns standIns)
    {
        string[] madeUp = [.. step.ParametersUsed.Where(standIns.MadeUp.ContainsKey)];
        string? recorded = step.StepsUsed.FirstOrDefault(used => script.Steps.Any(each => each.Kind.Name == Record && each.Id == used));
        return end.IsUnjudged ? "nothing could be typed there"
            : madeUp.Length > 0 ? $"its fields hold values that were made up; give {Set(madeUp)}"
            : recorded is not null ? $"its fields hold what people type in the step \"{recorded}\""
            : null;
    }

    private static string Set(IEnumerable<string> names) => string.Join(' ', names.Select(name => $"--set {name}=…"));
}
