namespace Ceremony.Steps;

/// <summary>How a key that was made differs from the one that was approved.</summary>
/// <param name="Says">The rest of a sentence.</param>
internal sealed record KeyDifference(string Says)
{
    /// <summary>What the token tells otherwise of its attributes, each as the end of a sentence; empty where it is another key altogether.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether it is the key that was approved, and only less safe or for more than was demanded, or not told to be: then officers may allow it.</summary>
    public bool IsOfAttributes => Parts.Count > 0;
}
