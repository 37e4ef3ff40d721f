using Ceremony.Core.Scripts;
using Ceremony.Engine.Scripts;

namespace Ceremony.Engine.Answers;

/// <summary>A file of answers does not fit the ceremony. The message is <c>file:line:column: sentence</c>.</summary>
public sealed class AnswersException(string file, ScriptProblem problem) : Exception(problem.At(file))
{
    /// <summary>What does not fit, and where.</summary>
    public ScriptProblem Problem { get; } = problem;
}
