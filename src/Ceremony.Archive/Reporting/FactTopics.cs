using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>Writes the facts of one kind after another, each with its line and where it holds, and at the end of which kinds there is none.</summary>
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

    /// <summary>By what line a later fact ended something; null, and so not written, where none did.</summary>
    public string? Ended<T>(Func<T, bool> ends, string ended)
        where T : CeremonyFact => transcript.All<T>().Where(each => ends(each.Fact)).Select(each => $"{ended} (line {each.Line.Seq})").FirstOrDefault();

    /// <summary>Says what there is nothing of.</summary>
    public void None()
    {
        if (_none.Count > 0)
        {
            text.Topic("Nothing to tell of");
            text.Paragraph($"None recorded: {string.Join("; ", _none)}.");
        }
    }
}
