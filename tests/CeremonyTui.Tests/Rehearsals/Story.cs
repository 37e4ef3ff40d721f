using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Journal;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>
/// A journal as prose: a paragraph a step, in it what each line tells in words. What differs from one rehearsal to the next is masked: times,
/// hashes, serial numbers, sizes, the words of fingerprints, and what the machine's network looks like.
/// </summary>
internal static partial class Story
{
    public static string Of(Rehearsal rehearsal)
    {
        var story = new StringBuilder();
        string? step = null;
        foreach (JournalLine line in JournalReader.Read(File.ReadAllBytes(rehearsal.JournalFile)).Lines)
        {
            string words = Folds.LineText(line).Text;
            if (line.Kind == "network")
            {
                continue;
            }

            if (line.Step != step)
            {
                step = line.Step;
                story.Append('\n').Append(step ?? "—").Append('\n');
            }

            story.Append("  ").Append(line.Kind.PadRight(14)).Append(' ').Append(Masked(line, words)).Append('\n');
        }

        return story.ToString().TrimStart('\n');
    }

    private static string Masked(JournalLine line, string words)
    {
        string masked = Line().Replace(Serial().Replace(Digest().Replace(Hash().Replace(words, "<hash>"), "<n> bytes, SHA-256"), "serial number <serial>"), "line <n>");
        bool isWordsOfAFingerprint = line.Kind == "answered" && line.Json["answers"].AsMap().Any(answer => answer.Key.StartsWith("word ", StringComparison.Ordinal));
        return isWordsOfAFingerprint ? masked[..(masked.LastIndexOf(':') + 1)] + " <words>" : masked;
    }

    [GeneratedRegex("[0-9a-f]{64}|[0-9a-f]{8}…")]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9]+ bytes, SHA-256")]
    private static partial Regex Digest();

    [GeneratedRegex("serial number [0-9A-F]{2}([ :]?[0-9A-F]{2})*")]
    private static partial Regex Serial();

    [GeneratedRegex("line [0-9]+")]
    private static partial Regex Line();
}
