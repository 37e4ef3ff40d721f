namespace Ceremony.Core.Scripts;

/// <summary>Something that a step brings into being, as the script tells of it.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Name">Its name; with references in it where they are not known yet, null where the text does not tell it at all.</param>
/// <param name="Mark">Where the script names it.</param>
/// <param name="Output">The step's output that refers to it; null where none does.</param>
public sealed record MadeThing(Thing Thing, string? Name, ScriptMark Mark, string? Output = null);

/// <summary>A thing, and the step that brings it into being.</summary>
/// <param name="Thing">The thing.</param>
/// <param name="Name">Its name; with references in it where it is not known yet.</param>
/// <param name="Mark">Where the script names it.</param>
/// <param name="By">The step.</param>
public sealed record ToldThing(Thing Thing, string Name, ScriptMark Mark, ToldStep By);
