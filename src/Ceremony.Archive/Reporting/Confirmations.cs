using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>What was proposed and who agreed: every confirmation with the very text that was signed.</summary>
internal static class Confirmations
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("Every confirmation");
        text.Paragraph("Each officer signed the text printed below their name. VERIFY.md says how to verify it with stock tools. The certificates "
            + "are in officers.pem.");
        foreach (JournalLine proposed in transcript.Of("proposed"))
        {
            Proposal(text, transcript, proposed);
        }

        if (!transcript.Of("proposed").Any())
        {
            text.Blank();
            text.Paragraph("Nothing was proposed, and nothing confirmed.");
        }
    }

    private static void Proposal(ReportText text, SealedTranscript transcript, JournalLine proposed)
    {
        string authority = ReportWords.Field(proposed, "authority") == "officers" ? "to the officers" : "to the operator";
        text.Topic($"Line {proposed.Seq}: proposed {authority}");
        text.Item("step", proposed.Step);
        text.Item("when", $"{ReportWords.Time(proposed)}, until {ReportWords.Time(ReportWords.Field(proposed, "until"))}");
        foreach (string action in proposed.Json.Find("text") is JsonList ? proposed.Json.Texts("text") : [])
        {
            text.Item("action", action);
        }

        foreach (JournalLine line in transcript.Of("confirmed", "approved", "refused", "expired").Where(line => About(line) == proposed.Seq))
        {
            text.Blank();
            Answer(text, line);
        }
    }

    private static long? About(JournalLine line) => (line.Json.Find("proposed") as JsonNumber)?.Value;

    private static void Answer(ReportText text, JournalLine line)
    {
        string who = $"{ReportWords.Field(line, "officer")} ({ReportWords.Field(line, "person")})";
        switch (line.Kind)
        {
            case "confirmed":
                text.Item("confirmed", $"{who}, {ReportWords.Origin(ReportWords.Field(line, "origin"))} ({ReportWords.Where(line)})");
                text.Verbatim(line.Json.Text("text"));
                break;
            case "refused":
                text.Item("REFUSED", $"{ReportWords.Field(line, "officer")}: {ReportWords.Field(line, "reason")} ({ReportWords.Where(line)})");
                break;
            default:
                text.Item(line.Kind, ReportWords.Where(line));
                break;
        }
    }
}
