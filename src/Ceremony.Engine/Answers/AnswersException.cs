using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>A file of answers does not fit the ceremony. The message is <c>file:line:column: sentence</c>.</summary>
/// <param name="file">The file's name.</param>
/// <param name="problem">What does not fit, and where.</param>
/// <param name="isFault">Whether a device that failed asked the question that has no answer.</param>
public sealed class AnswersException(string file, ScriptProblem problem, bool isFault) : Exception(problem.At(file))
{
    /// <summary>What does not fit, and where.</summary>
    public ScriptProblem Problem { get; } = problem;

    /// <summary>Whether a device that failed asked the question that has no answer.</summary>
    public bool IsFault { get; } = isFault;
}
