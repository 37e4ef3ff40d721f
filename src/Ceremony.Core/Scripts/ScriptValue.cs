namespace Ceremony.Core.Scripts;

/// <summary>A place in a script, counted from 1.</summary>
public readonly record struct ScriptMark(int Line, int Column);

/// <summary>A value as it stands in a script, and where.</summary>
public abstract record ScriptValue(ScriptMark Mark);

/// <summary>A scalar.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Mark">Where it begins.</param>
public sealed record ScriptScalar(string Text, ScriptMark Mark) : ScriptValue(Mark);

/// <summary>A list.</summary>
public sealed record ScriptList(IReadOnlyList<ScriptValue> Items, ScriptMark Mark) : ScriptValue(Mark);

/// <summary>A map, in the order of the script.</summary>
public sealed record ScriptMap(IReadOnlyList<ScriptMember> Members, ScriptMark Mark) : ScriptValue(Mark)
{
    /// <summary>The value of that key, or null.</summary>
    public ScriptValue? Find(string key) => Members.FirstOrDefault(member => member.Key == key)?.Value;
}

/// <summary>A key of a map, where it stands, and its value.</summary>
public sealed record ScriptMember(string Key, ScriptMark Mark, ScriptValue Value);
