namespace Ceremony.Scripts;

/// <summary>The cases that parameters with choices make of a step.</summary>
internal sealed class ChoiceCases(IReadOnlyList<ScriptParameter> parameters)
{
    private const int MostCases = 256;

    /// <summary>
    /// Every combination of values that the choices in a step's fields and items can have while the step is done; a single empty one where
    /// there are too many to try, and the fields are judged when the parameters are known.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="behind">The parameters that earlier steps bring in through what this one refers to.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Of(ScriptStep step, IReadOnlySet<string> behind)
    {
        IReadOnlySet<string> used = UsedIn(step);
        return All(parameters.Where(parameter => parameter.Choices.Count > 0 && (used.Contains(parameter.Name) || behind.Contains(parameter.Name))), step.When)
            ?? [new Dictionary<string, string>()];
    }

    /// <summary>The parameters that a step's fields and items name.</summary>
    public static IReadOnlySet<string> UsedIn(ScriptStep step) => Template.References(step.Fields).Concat((step.ForEach ?? []).SelectMany(Template.References))
        .Select(reference => reference.Part).OfType<ParameterPart>().Select(part => part.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Answers that go with these and with none of the others, so that something is missing under them; null where every answer goes with one of the others, or there are
    /// too many to try.
    /// </summary>
    /// <param name="under">The answers under which something is needed.</param>
    /// <param name="provided">The answers under which it is there.</param>
    public IReadOnlyDictionary<string, string>? Uncovered(IReadOnlyDictionary<string, string> under, IReadOnlyList<IReadOnlyDictionary<string, string>> provided)
    {
        if (provided.Any(each => IsMet(each, under)))
        {
            return null;
        }

        HashSet<string> names = [.. provided.SelectMany(each => each.Keys)];
        foreach (IReadOnlyDictionary<string, string> each in All(parameters.Where(parameter => names.Contains(parameter.Name)), under) ?? [])
        {
            var answers = under.Concat(each).DistinctBy(answer => answer.Key).ToDictionary(answer => answer.Key, answer => answer.Value);
            if (!provided.Any(other => IsMet(other, answers)))
            {
                return each;
            }
        }

        return null;
    }

    /// <summary>Answers in words: "tls-token is hardware and kar is no".</summary>
    public static string Told(IReadOnlyDictionary<string, string> answers) => string.Join(" and ", answers.Select(answer => $"{answer.Key} is {answer.Value}"));

    // Null where there are too many.
    private static IReadOnlyList<IReadOnlyDictionary<string, string>>? All(IEnumerable<ScriptParameter> varied, IReadOnlyDictionary<string, string> given)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> cases = [new Dictionary<string, string>()];
        foreach (ScriptParameter parameter in varied)
        {
            IReadOnlyList<string> values = given.TryGetValue(parameter.Name, out string? only) ? [only] : parameter.Choices;
            cases = [.. cases.SelectMany(each => values.Select(value => new Dictionary<string, string>(each) { [parameter.Name] = value }))];
            if (cases.Count > MostCases)
            {
                return null;
            }
        }

        return cases;
    }

    private static bool IsMet(IReadOnlyDictionary<string, string> needed, IReadOnlyDictionary<string, string> answers) =>
        needed.All(each => answers.TryGetValue(each.Key, out string? value) && value == each.Value);
}
