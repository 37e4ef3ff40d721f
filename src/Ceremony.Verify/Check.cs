using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>One thing that must hold, whatever the other checks say.</summary>
/// <param name="Name">The name in the verdict.</param>
/// <param name="Holds">The sentence where nothing is wrong.</param>
/// <param name="Problems">What is wrong, one sentence for each problem.</param>
internal sealed record Check(string Name, string Holds, Func<Evidence, IEnumerable<string>> Problems)
{
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

    // Whoever fills a journal with mistakes is told of so many.
    private const int MostFindings = 1000;

    /// <summary>Makes the check. If anything goes wrong in it, the check fails.</summary>
    public CheckResult Run(Evidence evidence)
    {
        string holds = Holds;
        string? problem = Guarded(() =>
        {
            string? first = Unaccepted(evidence).FirstOrDefault();
            holds = first is null && Words is not null ? Words(evidence) : Holds;
            return first;
        });
        return new CheckResult(Name, problem is null, Plain(problem ?? holds));
    }

    /// <summary>Everything that is wrong, one sentence for each problem.</summary>
    public IReadOnlyList<string> All(Evidence evidence)
    {
        var all = new List<string>();
        string? broken = Guarded(() =>
        {
            string[] found = [.. Unaccepted(evidence).Take(MostFindings + 1).Select(Plain)];
            all.AddRange(found.Length <= MostFindings ? found : [.. found[..MostFindings], $"More than {MostFindings} things are wrong; the others are not named."]);
            return null;
        });
        return broken is null ? all : [.. all, Plain(broken)];
    }

    /// <summary>The result where it is not made, since the rules are not known.</summary>
    public CheckResult NotMade() => new(Name, false, "This check was not made: it depends on the edition, which this program does not know.") { IsMade = false };

    /// <summary>Looks at lines one by one; what is wrong is a clause, and the line's number is put before it.</summary>
    public static IEnumerable<string> EachLine(IEnumerable<JournalLine> lines, Func<JournalLine, IEnumerable<string>> problems)
    {
        foreach (JournalLine line in lines)
        {
            List<string> found;
            try
            {
                found = [.. problems(line).Take(1)];
            }
            catch (Exception wrong) when (wrong is JsonFormatException or PkiException)
            {
                found = [wrong.Message];
            }

            foreach (string problem in found)
            {
                yield return $"Line {line.Seq} ({line.Kind}): {problem}.";
            }
        }
    }

    private IEnumerable<string> Unaccepted(Evidence evidence) => !MayBeAccepted ? Problems(evidence) : Problems(evidence).Where(problem => !evidence.Accepted.Has(Name, RecordJudge.LineOf(problem)));

    private static string? Guarded(Func<string?> problem)
    {
        try
        {
            return problem();
        }
#pragma warning disable CA1031 // Hostile input must end in a verdict, whatever exception it causes.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            return trouble is JsonFormatException or PkiException ? $"It cannot be checked: {trouble.Message}." : "It cannot be checked: what was found has no known form.";
        }
    }

    // A sentence may quote names out of the archive: they must not be able to draw lines or verdicts of their own. A backslash is left alone,
    // since what is quoted from certificates was escaped where it was read.
    private static string Plain(string sentence)
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
