using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Kinds of steps that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Kinds">The kinds, in the order of a ceremony.</param>
public sealed record StepGroup(string Title, params IReadOnlyList<StepKind> Kinds);
