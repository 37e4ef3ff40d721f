namespace Ceremony.Engine;

/// <summary>One row of what must be there before a ceremony begins.</summary>
/// <param name="What">What it is: "the token CM-HSM".</param>
/// <param name="Found">What was found, in a few words, escaped.</param>
/// <param name="Do">What to do where it is not as it must be, one or two sentences, escaped; null where it is.</param>
public sealed record Readiness(string What, string Found, string? Do)
{
    /// <summary>Whether it is as it must be.</summary>
    public bool IsReady => Do is null;

    /// <summary>Whether the ceremony does not begin before this is put right.</summary>
    public bool Stops { get; init; }
}
