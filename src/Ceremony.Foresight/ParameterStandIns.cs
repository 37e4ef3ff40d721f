using System.Collections.Concurrent;
using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>Values of parameters that nobody has given yet: what the script sets in rehearsals, or made up so that their patterns match.</summary>
internal sealed class ParameterStandIns(Script script)
{
    private readonly ConcurrentDictionary<string, string> _madeUp = new(StringComparer.Ordinal);

    /// <summary>The parameters whose values were made up, with these.</summary>
    public IReadOnlyDictionary<string, string> MadeUp => _madeUp;

    /// <summary>The value of a parameter without choices.</summary>
    public string ValueOf(ScriptParameter parameter) => script.Rehearsal.Set.GetValueOrDefault(parameter.Name) ?? _madeUp.GetOrAdd(parameter.Name, _ => MakeUp(parameter));

    /// <summary>Those that a text mentions by their values.</summary>
    public IEnumerable<string> MentionedIn(string text) => _madeUp.Where(each => text.Contains(each.Value, StringComparison.Ordinal)).Select(each => each.Key).Order(StringComparer.Ordinal);

    // Where nothing could be made up, the value does not fit and is refused by name.
    private string MakeUp(ScriptParameter parameter)
    {
        int place = script.Parameters.Select(each => each.Name).ToList().IndexOf(parameter.Name);
        return parameter.Pattern is null ? $"simulated-{parameter.Name}" : PatternSample.Of(parameter.Pattern, ScriptParameter.Longest, place) ?? "\u0000";
    }
}
