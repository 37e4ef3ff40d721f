namespace Ceremony.Core.Scripts;

/// <summary>A soft token that a step will issue.</summary>
/// <param name="File">Its file.</param>
/// <param name="Seat">The seat of who learns its PIN, such as <c>officer 1</c>.</param>
public sealed record SoftTokenOf(string File, string Seat);
