namespace Ceremony.Foresight;

/// <summary>A silent rehearsal does not go on. The message is what a screen says of it, as a sentence.</summary>
/// <param name="says">What it says.</param>
/// <param name="isUnjudged">Whether nothing is wrong with the script as far as anybody knows: it could not be tried.</param>
internal sealed class StoppedException(string says, bool isUnjudged = false) : Exception(says)
{
    /// <summary>Whether it could not be tried.</summary>
    public bool IsUnjudged { get; } = isUnjudged;

    /// <summary>The id of the step that is to blame; null where it is the open one.</summary>
    public string? Step { get; init; }
}
