namespace Ceremony.Scripts;

/// <summary>The cases that parameters with choices make of a step.</summary>
internal sealed class ChoiceCases(IReadOnlyList<ScriptParameter> parameters)
{
    private const int MostCases = 256;

    /// <summary>
    /// Every combination of values that the choices in a step's fields and items can have while the step is done; a single empty one where
    /// there are too many to try, and the fields are judged when the parameters are known.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Of(ScriptStep step)
    {
        IEnumerable<string> used = Template.References(step.Fields).Concat((step.ForEach ?? []).SelectMany(Template.References))
            .Select(reference => reference.Part).OfType<ParameterPart>().Select(part => part.Name).Distinct();
        IReadOnlyList<IReadOnlyDictionary<string, string>> cases = [new Dictionary<string, string>()];
        foreach (ScriptParameter parameter in parameters.Where(parameter => parameter.Choices.Count > 0 && used.Contains(parameter.Name)))
        {
            IReadOnlyList<string> values = step.When.TryGetValue(parameter.Name, out string? only) ? [only] : parameter.Choices;
            cases = [.. cases.SelectMany(each => values.Select(value => new Dictionary<string, string>(each) { [parameter.Name] = value }))];
            if (cases.Count > MostCases)
            {
                return [new Dictionary<string, string>()];
            }
        }

        return cases;
    }
}
