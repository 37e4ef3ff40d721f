namespace Ceremony.Verify;

/// <summary>A question that steps of a kind ask.</summary>
/// <param name="Name">The kind of the step, and the name of the question; <c>N</c> in it stands for a number.</param>
/// <param name="Label">The words beside it; null where the script, or the certificates at hand, say what is asked. <c>N</c> as in the name.</param>
/// <param name="Pattern">The form of an answer; null for any text, and where there are choices.</param>
/// <param name="Choices">The answers that can be chosen; empty for a text.</param>
internal sealed record KnownForm(string Name, string? Label, string? Pattern = null, params IReadOnlyList<string> Choices) : INamed
{
    /// <summary>Whether the script says what form an answer has, or what can be chosen.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether some of the choices may be left out. Elsewhere whoever could not refuse has not agreed.</summary>
    public bool MayOfferFewer { get; init; }
}
