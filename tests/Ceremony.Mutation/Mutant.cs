using Microsoft.CodeAnalysis.Text;

namespace Ceremony.Mutation;

/// <summary>One condition of one file, changed.</summary>
/// <param name="File">The file, from the repository's root.</param>
/// <param name="Line">Where it stands, counted from 1.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Change">Before and after, in one line.</param>
/// <param name="After">What is put in its place.</param>
internal sealed record Mutant(string File, int Line, TextSpan Span, string Change, string After)
{
    /// <summary>The line as it stands in the file, without the blanks around it; explanations are found by it when lines move.</summary>
    public required string Source { get; init; }
}
