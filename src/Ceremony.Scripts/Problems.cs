using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Collects what is wrong with a script, so that its author sees all of it at once.</summary>
public sealed class Problems
{
    private readonly List<ScriptProblem> _all = [];
    private readonly List<ScriptProblem> _warnings = [];

    /// <summary>All, in the order of the script.</summary>
    public IReadOnlyList<ScriptProblem> All => Ordered(_all);

    /// <summary>What the author should know, though the script can be carried out, in its order.</summary>
    public IReadOnlyList<ScriptProblem> Warnings => Ordered(_warnings);

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>One more.</summary>
    public void Add(ScriptMark mark, string sentence) => _all.Add(new ScriptProblem(mark, sentence));

    /// <summary>One more thing that the author should know.</summary>
    public void Warn(ScriptProblem warning) => _warnings.Add(warning);

    /// <summary>Does something and collects the problem that it throws; false where it threw one.</summary>
    public bool Try(Action check)
    {
        try
        {
            check();
            return true;
        }
        catch (ScriptProblemException trouble)
        {
            _all.Add(trouble.Problem);
            return false;
        }
    }

    private static IReadOnlyList<ScriptProblem> Ordered(IEnumerable<ScriptProblem> all) => [.. all.Distinct().OrderBy(each => each.Mark.Line).ThenBy(each => each.Mark.Column)];
}
