using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>Picks lines by what they tell, and writes them as a file has them.</summary>
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

    /// <summary>The lines as a file has them, each with a line feed at its end. They are gone through twice, so that nothing is copied twice.</summary>
    public static byte[] ToFile(this IEnumerable<JournalLine> lines)
    {
        byte[] file = new byte[lines.Sum(line => line.Bytes.Length + 1)];
        int at = 0;
        foreach (JournalLine line in lines)
        {
            line.Bytes.CopyTo(file.AsMemory(at));
            at += line.Bytes.Length;
            file[at++] = (byte)'\n';
        }

        return file;
    }

    /// <summary>The lines that belong to a step, in their order.</summary>
    public static IEnumerable<JournalLine> OfStep(this IEnumerable<JournalLine> lines, string step) => lines is JournalLines growing ? growing.OfStep(step) : lines.Where(line => line.Step == step);
}
