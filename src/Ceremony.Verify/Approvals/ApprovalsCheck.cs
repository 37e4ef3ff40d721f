using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Behind each approval are as many officers as must agree: different officers, people and keys.</summary>
internal static class ApprovalsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var confirmations = new Dictionary<long, List<JournalLine>>();
        foreach (JournalLine line in evidence.Of("confirmed"))
        {
            Confirm(confirmations, line);
        }

        var ended = new HashSet<(long Proposal, string? Step)>();
        return Check.Later(evidence, line => Confirm(confirmations, line))
            .Concat(Check.EachLine(["approved", "expired", "refused"], line => Problem(evidence, line, confirmations, ended) is { } problem ? [problem] : []))
            .Concat(AllowedExceptionLines.Problems(evidence))
            .Concat(TogetherCheck.Problems(evidence));
    }

    private static void Confirm(Dictionary<long, List<JournalLine>> confirmations, JournalLine line)
    {
        if (line.Kind == "confirmed")
        {
            long proposed = line.Json.Number("proposed");
            if (!confirmations.TryGetValue(proposed, out List<JournalLine>? there))
            {
                confirmations.Add(proposed, there = []);
            }

            there.Add(line);
        }
    }

    private static string? Problem(Evidence evidence, JournalLine line, Dictionary<long, List<JournalLine>> confirmations, HashSet<(long Proposal, string? Step)> ended)
    {
        // A step's own refusal names no proposal.
        if (line.Json.Find("proposed") is null && line.Kind == "refused")
        {
            return null;
        }

        long seq = line.Json.Number("proposed");
        return evidence.Earlier(seq, "proposed", line) switch
        {
            null => $"line {seq}, which it answers, is not an earlier proposal",
            var proposed when proposed.Step != line.Step && (line.Kind != "approved" || Together.Of(proposed, line.Step) is null) => "it belongs to another step than its proposal",
            _ when !ended.Add((seq, line.Step)) && line.Kind == "approved" => $"the proposal of line {seq} had already ended",
            _ when line.Kind != "approved" => null,
            var proposed when proposed.Json.Text("authority") == "officers" => Agreement(evidence, [.. confirmations.GetValueOrDefault(seq, []).Where(each => each.Seq < line.Seq)]),
            _ => null,
        };
    }

    private static string? Agreement(Evidence evidence, JournalLine[] confirmed)
    {
        if (confirmed.Length < evidence.Quorum)
        {
            return $"{evidence.Quorum} officers had to confirm, but {confirmed.Length} did";
        }

        return ArchiveSigner.Clash([.. confirmed.Select(line => ArchiveSigner.Of(evidence, line.Json))], "confirmed twice");
    }

    /// <summary>The first text that occurs twice, or null.</summary>
    public static string? Repeats(IEnumerable<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return texts.FirstOrDefault(text => !seen.Add(text));
    }
}
