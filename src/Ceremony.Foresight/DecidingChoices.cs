using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>Says under which choices a problem occurs, where it does not occur under all.</summary>
/// <param name="script">The script.</param>
/// <param name="all">All combinations that were tried.</param>
internal sealed class DecidingChoices(Script script, IReadOnlyList<IReadOnlyDictionary<string, string>> all)
{
    /// <summary>The problem, with the choices that all combinations have in common in which it occurs, and not all others.</summary>
    public ScriptProblem Told(ScriptProblem problem, IReadOnlyList<TriedCombination> tried)
    {
        IReadOnlyDictionary<string, string>[] with = [.. tried.Where(each => each.Problems.Contains(problem)).Select(each => each.Values)];
        string[] common = [.. ChoiceCombinations.Deciding(script).Select(parameter => parameter.Name)
            .Where(name => with[0].ContainsKey(name) && IsCommon(with, name, with[0][name]) && !IsCommon(all, name, with[0][name]))
            .Select(name => $"{name}={with[0][name]}")];
        return with.Length == all.Count || common.Length == 0 ? problem : problem with { Sentence = $"{problem.Sentence} (with {string.Join(", ", common)})" };
    }

    private static bool IsCommon(IReadOnlyList<IReadOnlyDictionary<string, string>> combinations, string name, string value) =>
        combinations.All(each => each.GetValueOrDefault(name) == value);
}
