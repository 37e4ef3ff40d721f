namespace Ceremony.Core.Scripts;

/// <summary>Something that a step gives to later ones.</summary>
/// <param name="Name">Its name: they refer to it by <c>${step.ID.NAME}</c>; where it is empty, by <c>${step.ID}</c>.</param>
/// <param name="Help">What it is, one sentence.</param>
public sealed record StepOutput(string Name, string Help);
