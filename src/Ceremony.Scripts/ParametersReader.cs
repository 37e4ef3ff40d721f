using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads <c>parameters:</c> and every <c>when:</c>.</summary>
internal static class ParametersReader
{
    private const int LongestPattern = 256;
    private const int LongestShape = 96;
    private static readonly IReadOnlyDictionary<string, string> Always = new Dictionary<string, string>();

    /// <summary>What is asked, in the order of the script.</summary>
    public static IReadOnlyList<ScriptParameter> Read(MapReader script, Problems problems)
    {
        var parameters = new List<ScriptParameter>();
        foreach (ScriptMember member in (MapReader.Of(script.Map.Find("parameters"), "\"parameters\"", problems)?.Map.Members) ?? [])
        {
            if (!Patterns.MatchesOwn(MapReader.NamePattern, member.Key))
            {
                problems.Add(member.Mark, $"the name of the parameter {Nearest.Quote(member.Key)} must be lower-case letters, digits and hyphens");
            }

            MapReader? keys = MapReader.Of(member.Value, $"the parameter {Nearest.Quote(member.Key)}", problems)?.Keys(["ask"], ["pattern", "shape", "choices", "default", "when"]);
            if (keys is not null)
            {
                parameters.Add(One(member, keys, parameters, problems));
            }
        }

        return parameters;
    }

    /// <summary>Reads a <c>when:</c>: each name an earlier parameter with choices, each value one of these. Empty where there is none.</summary>
    public static IReadOnlyDictionary<string, string> When(ScriptMap map, IReadOnlyList<ScriptParameter> earlier, Problems problems)
    {
        if (MapReader.Of(map.Find("when"), "\"when\"", problems) is not { } when)
        {
            return Always;
        }

        var conditions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ScriptMember member in when.Map.Members)
        {
            ScriptParameter? parameter = earlier.FirstOrDefault(each => each.Name == member.Key);
            if (parameter is null)
            {
                problems.Add(member.Mark, $"\"when\" names {Nearest.Quote(member.Key)}, which is not a parameter declared earlier{Nearest.Hint(member.Key, earlier.Select(each => each.Name))}");
            }
            else if (parameter.Choices.Count == 0)
            {
                problems.Add(member.Mark, $"\"when\" can only test a parameter with choices; \"{member.Key}\" has none");
            }
            else if (when.Text(member.Key, 256) is { } value)
            {
                if (!parameter.Choices.Contains(value))
                {
                    problems.Add(member.Value.Mark, $"\"{member.Key}\" can never be {Nearest.Quote(value)}{Nearest.Hint(value, parameter.Choices)}");
                }

                conditions.Add(member.Key, value);
            }
        }

        return conditions;
    }

    private static ScriptParameter One(ScriptMember member, MapReader keys, IReadOnlyList<ScriptParameter> earlier, Problems problems)
    {
        string? pattern = keys.Text("pattern", LongestPattern);
        IReadOnlyList<ScriptScalar> choices = keys.Texts("choices") ?? [];
        if (pattern is not null && !Patterns.IsUsable(pattern))
        {
            problems.Add(keys.Map.Find("pattern")!.Mark, "\"pattern\" is not a regular expression that can be matched without backtracking");
            pattern = null;
        }

        if (keys.Map.Find("pattern") is null && keys.Map.Find("shape") is { } shape)
        {
            problems.Add(shape.Mark, "\"shape\" says in words what \"pattern\" demands, but there is no \"pattern\"");
        }

        if (pattern is not null && choices.Count > 0)
        {
            problems.Add(keys.Map.Find("pattern")!.Mark, "a parameter can have a pattern or choices, but not both");
        }

        var parameter = new ScriptParameter(
            member.Key,
            member.Mark,
            keys.Title("ask") ?? member.Key,
            pattern,
            pattern is null ? null : keys.Text("shape", LongestShape),
            [.. choices.Select(each => each.Text)],
            keys.Text("default", ScriptParameter.Longest),
            When(keys.Map, earlier, problems));
        if (parameter.Default is { } value && parameter.Refuse(value) is { } refusal)
        {
            problems.Add(keys.Map.Find("default")!.Mark, $"the default does not fit: {refusal}");
        }

        return parameter;
    }
}
