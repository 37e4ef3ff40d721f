using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>Something that is seen of a token otherwise than the journal tells.</summary>
/// <param name="Token">The token.</param>
/// <param name="Says">What differs, a sentence: the exception with which the ceremony goes on all the same has it.</param>
/// <param name="IsUnexplained">Whether it is an object that no line explains, which the officers can have removed.</param>
internal sealed record TokenDifference(TokenEntry Token, string Says, bool IsUnexplained = false);
