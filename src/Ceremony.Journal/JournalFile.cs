namespace Ceremony.Journal;

/// <summary>What reading a journal gave.</summary>
/// <param name="Lines">The lines that are whole and follow one another, up to the first problem.</param>
/// <param name="TornTail">The bytes after the last line feed: a last line that was not written to its end. Empty where there are none.</param>
/// <param name="Problem">What is wrong with the first line that is not in <paramref name="Lines"/>, or null.</param>
public sealed record JournalFile(IReadOnlyList<JournalLine> Lines, byte[] TornTail, JournalProblem? Problem)
{
    /// <summary>What is wrong with the first line whose fields are not those of its kind, or null; null too where lines of any kind were read. A journal with such a line cannot be continued.</summary>
    public JournalProblem? Unreadable { get; internal init; }

    /// <summary>The bytes of the whole journal; empty where only further lines were read.</summary>
    internal byte[] Bytes { get; init; } = [];
}

/// <summary>What is wrong with a journal.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Sentence">What is wrong, one sentence.</param>
public sealed record JournalProblem(long Line, string Sentence);

/// <summary>A journal that cannot be continued. The message is one sentence: which line is wrong and how, and what to do next.</summary>
public sealed class JournalBrokenException(string sentence) : Exception(sentence);
