using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>Writes the facts kind by kind, each with its line and where it holds, and at the end lists the kinds with no facts.</summary>
internal sealed class FactTopics(ReportText text, SealedTranscript transcript)
{
    private readonly List<string> _none = [];
    private readonly HashSet<DatedFact> _written = [];

    /// <summary>Writes all facts of a kind below their heading, in words that suit them.</summary>
    public void Each<T>(string topic, Action<T> write)
        where T : CeremonyFact
    {
        DatedFact[] all = [.. transcript.Facts.Where(each => each.Fact is T)];
        if (all.Length == 0)
        {
            _none.Add(topic.StartsWith("TLS", StringComparison.Ordinal) || topic.StartsWith("PIN", StringComparison.Ordinal) ? topic : char.ToLowerInvariant(topic[0]) + topic[1..]);
            return;
        }

        Write(topic, all, fact => write((T)fact));
    }

    /// <summary>Writes the facts that no special words were found for: each with its fields as they stand in the journal.</summary>
    public void Others()
    {
        DatedFact[] others = [.. transcript.Facts.Where(each => !_written.Contains(each))];
        if (others.Length == 0)
        {
            return;
        }

        text.Section("What else was recorded");
        foreach (IGrouping<string, DatedFact> topic in others.GroupBy(each => each.Fact.Topic))
        {
            Write(topic.Key, [.. topic], Fields);
        }
    }

    /// <summary>The backups that hold old PINs and are still where they were kept, as far as the record tells.</summary>
    public IReadOnlyList<PinBackup> PinBackupsLeft => PinBackup.LeftOf([.. transcript.Facts.Select(each => each.Fact)]);

    /// <summary>The line of a later fact that ended something; null, and so not written, where there is none.</summary>
    public string? Ended<T>(Func<T, bool> ends, string ended)
        where T : CeremonyFact => transcript.All<T>().Where(each => ends(each.Fact)).Select(each => $"{ended} (line {each.Line.Seq})").FirstOrDefault();

    /// <summary>What facts of a kind say of something else that is listed, each with its line.</summary>
    public IEnumerable<string> Told<T>(Func<T, bool> fits, Func<T, string> says)
        where T : CeremonyFact => transcript.All<T>().Where(each => fits(each.Fact)).Select(each => $"{says(each.Fact)} (line {each.Line.Seq})");

    /// <summary>Lists the kinds with no facts since this was last said.</summary>
    public void None()
    {
        if (_none.Count > 0)
        {
            text.Topic(ReportWords.NoneOfThese);
            text.Paragraph($"None recorded: {string.Join("; ", _none)}.");
            _none.Clear();
        }
    }

    private void Write(string topic, IReadOnlyList<DatedFact> facts, Action<CeremonyFact> write)
    {
        text.Topic(topic);
        foreach (DatedFact each in facts)
        {
            text.Blank();
            write(each.Fact);
            text.Item("holds", ReportWords.Holds(each.Fact));
            text.Item("recorded", ReportWords.Where(each.Line));
            _written.Add(each);
        }
    }

    private void Fields(CeremonyFact fact)
    {
        foreach ((string name, JsonValue value) in fact.ToJson().Without("fact"))
        {
            text.Item(name.Replace('-', ' '), value is JsonText(string words) ? words : CanonicalJson.WriteText(value));
        }
    }
}
