using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>Picks lines by what they tell.</summary>
public static class TypedLines
{
    /// <summary>The lines that tell such a thing, each with what it tells, in their order.</summary>
    public static IEnumerable<(JournalLine Line, T Entry)> Telling<T>(this IEnumerable<JournalLine> lines)
        where T : Entry
    {
        foreach (JournalLine line in lines is JournalLines growing ? growing.LinesTelling<T>() : lines)
        {
            if (line.As<T>() is { } entry)
            {
                yield return (line, entry);
            }
        }
    }

    /// <summary>What the lines record of such things, in their order.</summary>
    public static IEnumerable<T> Entries<T>(this IEnumerable<JournalLine> lines)
        where T : Entry => lines.Telling<T>().Select(each => each.Entry);

    /// <summary>Whether a line tells such a thing.</summary>
    public static bool Tell<T>(this IEnumerable<JournalLine> lines)
        where T : Entry => lines is JournalLines growing ? growing.LinesTelling<T>().Count > 0 : lines.Any(line => line.Tells<T>());

    /// <summary>The lines that belong to a step, in their order.</summary>
    public static IEnumerable<JournalLine> OfStep(this IEnumerable<JournalLine> lines, string step) => lines is JournalLines growing ? growing.OfStep(step) : lines.Where(line => line.Step == step);
}
