namespace Ceremony.Core.Scripts;

/// <summary>What the author of a script reads about a kind of step, beside its summary, its fields and its outputs.</summary>
public sealed record StepManual
{
    /// <summary>What it does to the world.</summary>
    public required string Does { get; init; }

    /// <summary>What it refuses.</summary>
    public required string Refuses { get; init; }

    /// <summary>How it is undone, or that it cannot be.</summary>
    public required string Undo { get; init; }

    /// <summary>
    /// An example as it stands under <c>steps:</c>, of one step or more. The examples of all kinds belong to one imaginary ceremony: they may refer to
    /// each other's ids.
    /// </summary>
    public required string Example { get; init; }
}
