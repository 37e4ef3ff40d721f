using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads <c>rehearsal:</c>, which only <c>rehearse</c> uses.</summary>
internal static class RehearsalReader
{
    /// <summary>What a rehearsal of the script needs; nothing where it says nothing.</summary>
    public static ScriptRehearsal Read(MapReader script, IReadOnlyList<ScriptParameter> parameters, Problems problems)
    {
        MapReader? rehearsal = MapReader.Of(script.Map.Find("rehearsal"), "\"rehearsal\"", problems)?.Keys([], ["laboratory", "look", "set"]);
        return rehearsal is null ? ScriptRehearsal.None : new ScriptRehearsal(Command(rehearsal, "laboratory", problems), Set(rehearsal, parameters, problems)) { Look = Command(rehearsal, "look", problems) };
    }

    private static IReadOnlyList<string> Command(MapReader rehearsal, string key, Problems problems)
    {
        IReadOnlyList<string> command = rehearsal.Command(key, "the script's folder") ?? [];
        if (command.Any(IsReference))
        {
            problems.Add(rehearsal.Map.Find(key)!.Mark, $"\"{key}\" cannot contain references; write it without ${{");
        }

        return command;
    }

    private static Dictionary<string, string> Set(MapReader rehearsal, IReadOnlyList<ScriptParameter> parameters, Problems problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (MapReader.Of(rehearsal.Map.Find("set"), "\"set\"", problems) is not { } set)
        {
            return values;
        }

        foreach (ScriptMember member in set.Map.Members)
        {
            if (set.Text(member.Key, ScriptParameter.Longest) is not { } value)
            {
                continue;
            }

            if (Refuse(member.Key, value, parameters) is { } refusal)
            {
                problems.Add(member.Mark, refusal);
            }

            values.Add(member.Key, value);
        }

        return values;
    }

    private static string? Refuse(string name, string value, IReadOnlyList<ScriptParameter> parameters) => parameters.FirstOrDefault(each => each.Name == name) switch
    {
        null => $"the parameter {Nearest.Quote(name)} is not declared{Nearest.Hint(name, parameters.Select(each => each.Name))}",
        { When.Count: > 0 } => $"the parameter \"{name}\" is not always asked for, so a rehearsal cannot always set it",
        _ when IsReference(value) => $"the value of \"{name}\" cannot contain references; write it without ${{",
        { } parameter => parameter.Refuse(value) is { } refusal ? $"the parameter {refusal}" : null,
    };

    private static bool IsReference(string text) => text.Contains("${", StringComparison.Ordinal);
}
