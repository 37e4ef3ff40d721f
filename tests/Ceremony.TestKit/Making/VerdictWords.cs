using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>Verdicts, as short as tests want them.</summary>
public static class VerdictWords
{
    /// <summary>The verdict on a journal alone in a folder of its own.</summary>
    public static Verdict VerifyAlone(this JournalMaker journal, VerifyOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("journal.jsonl", journal.Bytes);
        return Verifier.Verify(folder.Path, options ?? new VerifyOptions());
    }

    /// <summary>The failed checks as "name: sentence".</summary>
    public static IReadOnlyList<string> Failures(this Verdict verdict) => [.. verdict.Checks.Where(check => !check.Passed).Select(check => $"{check.Name}: {check.Sentence}")];
}
