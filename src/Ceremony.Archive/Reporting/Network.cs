using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>The air gap, for the first page: which interfaces the script allows, and each time that others were up, with the reason and who confirmed it.</summary>
internal static class Network
{
    /// <summary>Writes this part; nothing where the script names no interface and none came up.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        IReadOnlyList<string> named = transcript.Opening.InterfacesUp;
        (JournalLine Line, string[] Up)[] changes = [.. transcript.Lines.Telling<NetworkChanged>().Select(each => (each.Line, each.Entry.Up.Except(named).ToArray()))];
        (JournalLine Line, string[] Up)[] opened = [.. changes.Where(each => each.Up.Length > 0)];
        if (named.Count == 0 && opened.Length == 0)
        {
            return;
        }

        text.Topic("The air gap");
        text.Item("by script", named.Count == 0 ? null : $"{string.Join(", ", named)} may be up");
        foreach ((JournalLine line, string[] up) in transcript.IsRehearsal ? opened : [])
        {
            text.Item("open", $"{string.Join(", ", up)} (from {ReportWords.Where(line)}). A real ceremony would have stopped there until it was down, or its reason on record and confirmed by the officers");
        }

        IReadOnlyList<AirGapOpening> openings = transcript.IsRehearsal ? [] : NetworkHistory.Of(transcript.Lines).Openings;
        foreach (AirGapOpening opening in openings)
        {
            text.Item("open", $"{string.Join(", ", opening.Up)} was up from {ReportWords.Where(opening.Line)}{(opening.Ended is { } end ? $" to {ReportWords.Where(end)}" : " to the end")}");
            text.Item("reason", opening.Reason);
            text.Item("confirmed", opening.Confirmed is { } confirmed ? $"by {confirmed.By} ({ReportWords.Where(confirmed)})" : "NOT CONFIRMED by the officers");
        }

        if (!transcript.IsRehearsal && openings.Count < opened.Length)
        {
            text.Item("", $"Interfaces came up in {ReportWords.Numbers(opened.Select(each => each.Line))}; nothing was logged into while what was up was not confirmed.");
        }
    }
}
