using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Judges what a module, a token or a service refers to: it exists on every path through a script, so it may refer only to parameters that are always asked for.</summary>
internal static class DeclaredReferences
{
    /// <summary>Whether there are any; those that cannot be filled in are problems.</summary>
    /// <param name="map">The keys of the module, token or service.</param>
    /// <param name="what">What it is, with its article: "a token".</param>
    /// <param name="parameters">The declared parameters.</param>
    /// <param name="problems">Where problems go.</param>
    public static bool AreIn(ScriptMap map, string what, IReadOnlyList<ScriptParameter> parameters, Problems problems)
    {
        bool any = false;
        problems.Try(() =>
        {
            foreach ((TemplatePart part, ScriptMark mark) in Template.References(map))
            {
                any = true;
                if (Refuse(part, what, parameters) is { } refusal)
                {
                    problems.Add(mark, refusal);
                }
            }
        });
        return any;
    }

    private static string? Refuse(TemplatePart part, string what, IReadOnlyList<ScriptParameter> parameters)
    {
        if (part is not ParameterPart parameter)
        {
            return $"{what} can only refer to parameters, not to {part.Written}";
        }

        return parameters.FirstOrDefault(each => each.Name == parameter.Name) switch
        {
            null => $"the parameter \"{parameter.Name}\" is not declared{Nearest.Hint(parameter.Name, parameters.Select(each => each.Name))}",
            { When.Count: > 0 } => $"the parameter \"{parameter.Name}\" is not always asked for, but {what} is always needed",
            _ => null,
        };
    }
}
