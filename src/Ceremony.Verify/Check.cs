using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>One thing that must hold, whatever the other checks say.</summary>
/// <param name="Name">The name in the verdict.</param>
/// <param name="Holds">The sentence where nothing is wrong.</param>
/// <param name="Walks">The walks through the lines that it is made of: what is wrong by the first of them is told first.</param>
internal sealed record Check(string Name, string Holds, Func<Evidence, IEnumerable<LineWalk>> Walks)
{
    // Whoever fills a journal with mistakes is told of so many.
    internal const int MostFindings = 1000;

    /// <summary>The sentence instead of <see cref="Holds"/>, where it depends on the evidence.</summary>
    public Func<Evidence, string>? Words { get; init; }

    /// <summary>
    /// What is checked instead where a newer program made the record: what holds in every edition. Null where the check depends on rules that
    /// are not known then.
    /// </summary>
    public Check? WhereNewer { get; init; }

    /// <summary>Whether officers may go on with what it finds in a line, and the verifier then accepts just that; see docs/format.md.</summary>
    public bool MayBeAccepted { get; init; }

    private const int LongestSentence = 500;

    /// <summary>Begins the check, of a single problem or of all. If anything goes wrong in it, the check fails.</summary>
    public CheckInProgress Begin(Evidence evidence, bool ofAll) => new(this, evidence, ofAll ? MostFindings + 1 : 1);

    /// <summary>The sentence where nothing is wrong, or that it cannot be told.</summary>
    public CheckResult Passed(Evidence evidence)
    {
        string holds = Holds;
        string? trouble = Guarded(() => holds = Words?.Invoke(evidence) ?? Holds);
        return new CheckResult(Name, trouble is null, Plain(trouble ?? holds));
    }

    /// <summary>The result where it is not made, since the rules are not known.</summary>
    public CheckResult NotMade() => new(Name, false, "This check was not made: it depends on the edition, which this program does not know.") { IsMade = false };

    /// <summary>Looks at all lines one by one; what is wrong is a clause, and the line's number is put before it.</summary>
    public static IEnumerable<LineWalk> EachLine(Func<JournalLine, IEnumerable<string>> problems) => EachLine(_ => true, problems);

    /// <summary>The same with the lines of some kinds.</summary>
    public static IEnumerable<LineWalk> EachLine(string[] kinds, Func<JournalLine, IEnumerable<string>> problems) => EachLine(line => Array.IndexOf(kinds, line.Kind) >= 0, problems);

    /// <summary>The same with the lines that it is about.</summary>
    public static IEnumerable<LineWalk> EachLine(Func<JournalLine, bool> isAbout, Func<JournalLine, IEnumerable<string>> problems) =>
        [new LineWalk(isAbout, line => Clause(line, problems) is { } problem ? [$"Line {line.Seq} ({line.Kind}): {problem}."] : [], () => [])];

    /// <summary>Looks at all lines one by one; what is wrong is told in whole sentences.</summary>
    public static IEnumerable<LineWalk> Sentences(Func<JournalLine, IEnumerable<string>> sentences) => [new LineWalk(_ => true, sentences, () => [])];

    /// <summary>What is told after the last line, in whole sentences.</summary>
    public static IEnumerable<LineWalk> AtEnd(Func<IEnumerable<string>> sentences) => [new LineWalk(_ => false, _ => [], sentences)];

    /// <summary>What no further line changes, in whole sentences.</summary>
    public static IEnumerable<LineWalk> AtBeginning(Func<IEnumerable<string>> sentences)
    {
        var told = new Lazy<IReadOnlyList<string>>(() => [.. sentences()], LazyThreadSafetyMode.PublicationOnly);
        return AtEnd(() => told.Value);
    }

    /// <summary>Takes note of the lines that come after those that the evidence has now; tells nothing.</summary>
    public static IEnumerable<LineWalk> Later(Evidence evidence, Action<JournalLine> note)
    {
        long known = evidence.Lines.Count;
        return [new LineWalk(line => line.Seq > known, line => Noted(note, line), () => [])];
    }

    private static IEnumerable<string> Noted(Action<JournalLine> note, JournalLine line)
    {
        note(line);
        return [];
    }

    private static string? Clause(JournalLine line, Func<JournalLine, IEnumerable<string>> problems)
    {
        try
        {
            return problems(line).FirstOrDefault();
        }
        catch (Exception wrong) when (wrong is JsonFormatException or PkiException)
        {
            return wrong.Message;
        }
    }

    /// <summary>Does something; what goes wrong in it becomes a sentence, and null means that nothing did.</summary>
    internal static string? Guarded(Action work)
    {
        try
        {
            work();
            return null;
        }
#pragma warning disable CA1031 // Hostile input must end in a verdict, whatever exception it causes.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            return Broken(trouble);
        }
    }

    /// <summary>The sentence for what went wrong.</summary>
    internal static string Broken(Exception trouble) =>
        trouble is JsonFormatException or PkiException ? $"It cannot be checked: {trouble.Message}." : "It cannot be checked: what was found has no known form.";

    // A sentence may quote names out of the archive: they must not be able to draw lines or verdicts of their own. A backslash is left alone,
    // since what is quoted from certificates was escaped where it was read.
    internal static string Plain(string sentence)
    {
        var plain = new StringBuilder();
        int count = 0;
        for (int at = 0; at < sentence.Length;)
        {
            if (count++ == LongestSentence)
            {
                return plain.Append(" …").ToString();
            }

            int length = ShownMarks.Length(sentence, at);
            plain.Append(sentence[at] == '\\' ? "\\" : Hostile.Escape(sentence.Substring(at, length)));
            at += length;
        }

        return plain.ToString();
    }
}
