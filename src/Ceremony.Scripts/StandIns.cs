using System.Globalization;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Stand-ins for the values in a step's fields that are not known yet, so that the rest can be judged.</summary>
/// <param name="step">The step's fields as they are written.</param>
/// <param name="known">Gives what is filled in by now, and null for what is not.</param>
internal sealed class StandIns(ScriptMap step, Func<TemplatePart, string?> known)
{
    /// <summary>Fits free text, and nothing with a form of its own; the number differs for each reference, since two values may differ.</summary>
    public const string FreeText = "(#)";

    /// <summary>Shorter than any value.</summary>
    public const string Shortest = "x";

    private readonly string[] _unknown = [.. Unknown(step, known).Select(each => each.Part.Written).Distinct()];
    private readonly HashSet<ScriptMark> _marks = [.. Unknown(step, known).Select(each => each.Mark)];

    /// <summary>What is tried, one after the other; the last is a country, as subjects have it.</summary>
    public static IReadOnlyList<string> Forms => [FreeText, "XX"];

    /// <summary>Whether a value holds something that is not known.</summary>
    public bool IsNeededIn(ScriptValue value) => Unknown(value, known).Any();

    /// <summary>Whether there is a stand-in at that place, so that what is wrong there may be the stand-in's fault.</summary>
    public bool StandsAt(ScriptMark mark) => _marks.Contains(mark);

    /// <summary>The value with what is known, and the stand-in for the rest.</summary>
    public ScriptValue Fill(ScriptValue value, string form) => Template.Fill(value, part => known(part) ?? form.Replace("#", NumberOf(part), StringComparison.Ordinal));

    private string NumberOf(TemplatePart part) => (Array.IndexOf(_unknown, part.Written) + 1).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(TemplatePart Part, ScriptMark Mark)> Unknown(ScriptValue value, Func<TemplatePart, string?> known) =>
        Template.References(value).Where(reference => known(reference.Part) is null);
}
