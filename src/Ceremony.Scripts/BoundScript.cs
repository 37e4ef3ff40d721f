using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>A script with its parameters answered: the very steps that will be done, and the very tokens that they use.</summary>
/// <param name="Script">The script.</param>
/// <param name="Parameters">Name to value, in the order of the script; parameters that were not asked are not among them.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Services">The services.</param>
/// <param name="Steps">The steps, in their order; those that a choice leaves out are not among them.</param>
public sealed record BoundScript(
    Script Script,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<TokenEntry> Tokens,
    IReadOnlyList<ServiceEntry> Services,
    IReadOnlyList<BoundStep> Steps);

/// <summary>Parameters that do not fit a script; the message has one line a problem.</summary>
public sealed class ScriptBindingException(IReadOnlyList<ScriptProblem> problems)
    : Exception(string.Join('\n', problems.Select(problem => problem.Sentence)))
{
    /// <summary>What does not fit, each with the place in the script that asks for it.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; } = problems;
}
