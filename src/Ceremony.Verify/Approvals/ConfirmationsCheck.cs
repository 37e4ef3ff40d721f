using System.Text;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Each confirmation is verified again, with what held at its line.</summary>
internal static class ConfirmationsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var ended = new HashSet<long>();
        return Check.EachLine(["confirmed", "approved", "expired", "refused"], line => Problem(evidence, line, ended) is { } problem ? [problem] : []);
    }

    private static string? Problem(Evidence evidence, JournalLine line, HashSet<long> ended)
    {
        if (line.Kind != "confirmed")
        {
            if (line.Json.Find("proposed") is { } proposal)
            {
                ended.Add(proposal.AsNumber());
            }

            return null;
        }

        long seq = line.Json.Number("proposed");
        if (evidence.Earlier(seq, "proposed", line) is not { } proposed)
        {
            return $"line {seq}, which it confirms, is not an earlier proposal";
        }

        return Standing(evidence, line, proposed, ended) ?? Text(evidence, line, proposed) ?? SignedLine.WhyNot(evidence, line);
    }

    private static string? Standing(Evidence evidence, JournalLine line, JournalLine proposed, HashSet<long> ended) => line switch
    {
        _ when proposed.Json.Text("authority") != "officers" => "it confirms a proposal that was put to the operator",
        _ when line.Step != proposed.Step => "it belongs to another step than what it confirms",
        _ when ended.Contains(proposed.Seq) => $"the proposal of line {proposed.Seq} had already ended",
        _ when line.Time > Evidence.ParseTime(proposed.Json.Text("until")) => $"it came after the proposal of line {proposed.Seq} had expired",
        _ => SignedLine.WhyNotBy(evidence, line, evidence.ConfirmersBefore(line, proposed)),
    };

    private static string? Text(Evidence evidence, JournalLine line, JournalLine proposed) =>
        line.Json.Text("text") == TextOf(evidence, proposed) ? null : $"the signed text is not that of the proposal of line {proposed.Seq}";

    // docs/format.md, "What an officer signs".
    private static string TextOf(Evidence evidence, JournalLine proposed)
    {
        var text = new StringBuilder("ceremony-confirmation/1\n");
        text.Append("ceremony: ").Append(evidence.Opened.Json.Text("ceremony")).Append('\n');
        text.Append("mode: ").Append(evidence.Opened.Json.Text("mode")).Append('\n');
        foreach ((string step, JsonMap proposal) in Together.All(proposed))
        {
            text.Append("step: ").Append(step).Append('\n');
            foreach (string words in proposal.Texts("text"))
            {
                text.Append("do: ").Append(words).Append('\n');
            }
        }

        return text.Append("proposed: ").Append(proposed.Hash).Append('\n').ToString();
    }
}
