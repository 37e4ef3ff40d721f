namespace Ceremony.Mutation;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Killer">What told it; null where it survived.</param>
internal sealed record Outcome(Mutant Mutant, string? Killer)
{
    /// <summary>Its folder.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Mutant.File)!;
}
