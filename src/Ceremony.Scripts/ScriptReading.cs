using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>What reading a script gave.</summary>
/// <param name="Script">The script, or null where it has problems.</param>
/// <param name="Problems">All that could be found, in the order of the script.</param>
public sealed record ScriptReading(Script? Script, IReadOnlyList<ScriptProblem> Problems)
{
    /// <summary>The problems as compilers write them: <c>file:line:column: message</c>.</summary>
    public IEnumerable<string> Lines(string file) => Problems.Select(problem => problem.At(file));
}

/// <summary>How a problem is written down.</summary>
public static class ScriptProblemText
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public static string At(this ScriptProblem problem, string file) => $"{file}:{problem.Mark.Line}:{problem.Mark.Column}: {problem.Sentence}";
}
