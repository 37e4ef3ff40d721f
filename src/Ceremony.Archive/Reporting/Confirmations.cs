using Ceremony.Core.Actions;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

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
        ILookup<long, JournalLine> answers = transcript.Of<Confirmed>().Concat(transcript.Of<Approved>()).Concat(transcript.Of<ConfirmationRefused>()).Concat(transcript.Of<Expired>())
            .OrderBy(line => line.Seq).ToLookup(line => About(line.Entry));
        foreach ((JournalLine line, Proposed proposed) in transcript.Telling<Proposed>())
        {
            Proposal(text, answers, line, proposed);
        }

        if (!transcript.Lines.Tell<Proposed>())
        {
            text.Blank();
            text.Paragraph("Nothing was proposed, and nothing confirmed.");
        }
    }

    private static void Proposal(ReportText text, ILookup<long, JournalLine> answers, JournalLine line, Proposed proposed)
    {
        string authority = proposed.Authority == Authority.Officers ? "to the officers" : "to the operator";
        text.Topic($"Line {line.Seq}: proposed {authority}");
        text.Item("step", line.Step);
        text.Item("when", $"{ReportWords.Time(line)}, until {ReportWords.Time(JournalTime.Write(proposed.Until))}");
        foreach (string action in proposed.Text)
        {
            text.Item("action", action);
        }

        foreach (ProposedPart part in proposed.Together)
        {
            text.Item("and step", part.Step);
            foreach (string action in part.Text)
            {
                text.Item("action", action);
            }
        }

        foreach (JournalLine answer in answers[line.Seq])
        {
            text.Blank();
            Answer(text, answer);
        }
    }

    private static long About(Entry entry) => entry switch
    {
        Confirmed confirmed => confirmed.Proposal,
        Approved approved => approved.Proposal,
        ConfirmationRefused refused => refused.Proposal,
        Expired expired => expired.Proposal,
        _ => throw new ArgumentException($"A line of the kind {entry.Kind} answers no proposal.", nameof(entry)),
    };

    private static void Answer(ReportText text, JournalLine line)
    {
        switch (line.Entry)
        {
            case Confirmed confirmed:
                text.Item(line.Kind, $"{confirmed.Officer} ({confirmed.Person}), {ReportWords.Origin(confirmed.Origin)} ({ReportWords.Where(line)})");
                text.Verbatim(confirmed.Text);
                break;
            case ConfirmationRefused refused:
                text.Item("REFUSED", $"{refused.Officer}: {refused.Reason} ({ReportWords.Where(line)})");
                break;
            default:
                text.Item(line.Kind, ReportWords.Where(line));
                break;
        }
    }
}
