using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>Writes the facts kind by kind, each with its line and where it holds, and at the end lists the kinds with no facts.</summary>
internal sealed class FactTopics(ReportText text, SealedTranscript transcript)
{
    private readonly List<string> _none = [];

    /// <summary>Writes all facts of a kind below a heading.</summary>
    public void Each<T>(string topic, Action<T> write)
        where T : CeremonyFact
    {
        (T Fact, JournalLine Line)[] all = [.. transcript.All<T>()];
        if (all.Length == 0)
        {
            _none.Add(topic.StartsWith("TLS", StringComparison.Ordinal) ? topic : char.ToLowerInvariant(topic[0]) + topic[1..]);
            return;
        }

        text.Topic(topic);
        foreach ((T fact, JournalLine line) in all)
        {
            text.Blank();
            write(fact);
            text.Item("holds", ReportWords.Holds(fact));
            text.Item("recorded", ReportWords.Where(line));
        }
    }

    /// <summary>The line of a later fact that ended something; null, and so not written, where there is none.</summary>
    public string? Ended<T>(Func<T, bool> ends, string ended)
        where T : CeremonyFact => transcript.All<T>().Where(each => ends(each.Fact)).Select(each => $"{ended} (line {each.Line.Seq})").FirstOrDefault();

    /// <summary>Says which kinds have no facts.</summary>
    public void None()
    {
        if (_none.Count > 0)
        {
            text.Topic("Nothing to report");
            text.Paragraph($"None recorded: {string.Join("; ", _none)}.");
        }
    }
}
