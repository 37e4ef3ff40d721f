namespace Ceremony.Core.Scripts;

/// <summary>Something in a script that cannot be carried out.</summary>
/// <param name="Mark">Where.</param>
/// <param name="Sentence">What is wrong and what to do, one sentence in lower case without a full stop.</param>
public sealed record ScriptProblem(ScriptMark Mark, string Sentence);

/// <summary>Carries a <see cref="ScriptProblem"/> out of a field's reader.</summary>
public sealed class ScriptProblemException(ScriptProblem problem) : Exception(problem.Sentence)
{
    /// <summary>Makes one from a place and a sentence.</summary>
    public ScriptProblemException(ScriptMark mark, string sentence)
        : this(new ScriptProblem(mark, sentence))
    {
    }

    /// <summary>What is wrong, and where.</summary>
    public ScriptProblem Problem { get; } = problem;
}
