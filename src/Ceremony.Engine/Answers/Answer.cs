using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>One question's answer: a text that is given whenever the question is asked afresh, or a list with one text per try.</summary>
/// <param name="key">The question.</param>
/// <param name="mark">Where it stands.</param>
/// <param name="tries">The text, or the list's.</param>
/// <param name="isList">Whether it is a list.</param>
internal sealed class Answer(string key, ScriptMark mark, IReadOnlyList<ScriptScalar> tries, bool isList)
{
    /// <summary>The word for whatever the rehearsal's screen shows.</summary>
    public const string AsShown = "as-shown";

    private const int MostRepeats = 3;
    private int _used;
    private string? _lastTrouble;
    private int _repeats;

    /// <summary>The question.</summary>
    public string Key => key;

    /// <summary>Where it stands.</summary>
    public ScriptMark Mark => mark;

    /// <summary>Whether it was given at least once.</summary>
    public bool WasUsed => _used > 0;

    /// <summary>Whether a list has a further text.</summary>
    public bool HasNext => isList && _used < tries.Count;

    /// <summary>Whether the same text may be given once more: it is not a list, and means what is shown.</summary>
    public bool IsAsShown => !isList && tries[0].Text == AsShown;

    /// <summary>The first text of a list that was never given, or null.</summary>
    public ScriptScalar? FirstUnused => isList && _used < tries.Count ? tries[_used] : null;

    /// <summary>
    /// The text for this time. Throws <see cref="ScriptProblemException"/> where there is none left, or where the only one was not taken.
    /// </summary>
    /// <param name="trouble">Why the last one was not taken, or null where the question is asked afresh.</param>
    public string Next(string? trouble)
    {
        if (isList)
        {
            return _used < tries.Count
                ? tries[_used++].Text
                : throw new ScriptProblemException(mark, $"{Nearest.Quote(key)} is asked once more, but all of its {tries.Count} answers have been used{Because(trouble)}");
        }

        if (trouble is not null && !IsAsShown)
        {
            throw new ScriptProblemException(tries[0].Mark, $"the answer to {Nearest.Quote(key)} was not taken, and there is no list with an answer for another try{Because(trouble)}");
        }

        _repeats = trouble is not null && trouble == _lastTrouble ? _repeats + 1 : 0;
        _lastTrouble = trouble;
        if (_repeats >= MostRepeats)
        {
            throw new ScriptProblemException(tries[0].Mark, $"{Nearest.Quote(key)} is asked again and again{Because(trouble)}");
        }

        _used++;
        return tries[0].Text;
    }

    private static string Because(string? trouble) => trouble is null ? "" : $": {trouble.TrimEnd('.')}";
}
