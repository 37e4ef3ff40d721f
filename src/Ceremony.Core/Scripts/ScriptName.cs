namespace Ceremony.Core.Scripts;

/// <summary>A name within a field's value.</summary>
/// <param name="Written">The name as it stands in the script.</param>
/// <param name="Things">What it can stand for.</param>
public sealed record ScriptName(ScriptScalar Written, IReadOnlyList<Thing> Things);
