namespace Ceremony.Archive;

/// <summary>
/// The report for an auditor who was not there and reads it in ten years. It says nothing that the journal does not say, and gives the line
/// for everything.
/// </summary>
internal static class Report
{
    /// <summary>The text: UTF-8, 80 columns, a form feed between pages.</summary>
    public static string Text(SealedTranscript transcript)
    {
        var text = new ReportText();
        FrontPage.Write(text, transcript);
        text.NewPage();
        var topics = new FactTopics(text, transcript);
        Holdings.Write(text, transcript, topics);
        text.NewPage();
        Systems.Write(text, topics);
        text.NewPage();
        topics.Others();
        text.NewPage();
        Steps.Write(text, transcript);
        text.NewPage();
        Confirmations.Write(text, transcript);
        text.NewPage();
        Deviations.Write(text, transcript);
        text.NewPage();
        AuditAnswers.Write(text, transcript);
        return text.Render(transcript.IsRehearsal ? "REHEARSAL" : "PRODUCTION", transcript.Title);
    }
}
