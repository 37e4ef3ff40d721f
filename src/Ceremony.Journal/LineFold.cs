namespace Ceremony.Journal;

/// <summary>What lines come to, brought up to date line by line. It holds no more than it tells.</summary>
public abstract class LineFold
{
    /// <summary>Whether only the lines count that stand: not those of steps that a correction superseded.</summary>
    public virtual bool IsOfStanding => false;

    /// <summary>
    /// What lines tell that it is about, none of which is the other: lines that grow give it only those that tell such a thing, since reading what a line tells takes the longest. Null where it is about every line.
    /// </summary>
    public abstract IReadOnlyList<Type>? About { get; }

    /// <summary>Takes the next line, which may also be one that it is not about.</summary>
    public abstract void Take(JournalLine line);

    /// <summary>The fold over these lines: the one that they keep where they grow, else a new one.</summary>
    public static T Of<T>(IEnumerable<JournalLine> lines)
        where T : LineFold, new()
    {
        if (lines is JournalLines growing)
        {
            return growing.Fold<T>();
        }

        var fold = new T();
        foreach (JournalLine line in fold.IsOfStanding ? Corrections.Standing(lines) : lines)
        {
            fold.Take(line);
        }

        return fold;
    }
}
