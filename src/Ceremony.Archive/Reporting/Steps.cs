using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>The steps in the order in which they were begun, and what was done to the world in each.</summary>
internal static class Steps
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("What was done, step by step");
        foreach (JournalLine line in Told(transcript))
        {
            if (line.Entry is StepStarted started)
            {
                Begin(text, line, started);
            }
            else
            {
                text.Item(line.Kind, $"{What(transcript, line.Entry)} ({ReportWords.Where(line)})");
            }
        }

        NotReached(text, transcript);
    }

    private static void Begin(ReportText text, JournalLine line, StepStarted started)
    {
        text.Topic($"{started.Number} {started.Title}");
        text.Item("step", $"{line.Step}, {started.Do}, attempt {started.Attempt}");
        text.Item("begun", ReportWords.Where(line));
        text.Item("network", started.AirGap switch
        {
            true => "no interface is up (air gap)",
            false => "AN INTERFACE IS UP: NO AIR GAP",
            null => "not reported by the kernel",
        });
    }

    private static string What(SealedTranscript transcript, Entry entry) => entry switch
    {
        ArtifactKept kept => $"keep artifact, {kept.Name}",
        ActionPerformed performed => Deed(transcript, performed.Intention) + (performed.IsInspected ? ", found done after an interruption" : ""),
        Failed failed => $"{failed.Reason} [{failed.Code}]",
        SecretShown shown => $"{shown.Secret} to {shown.Holder}, {ReportWords.Count(shown.Times, "time", "times")}, {shown.Milliseconds} ms in all; the secret itself was not recorded",
        Corrected corrected => $"the answer in line {corrected.Answer} is typed again: its step and those after it are begun once more",
        StepDone { Exception: { } exception } => $"NOT DONE: the exception in line {exception} ended the step",
        _ => "the step is done",
    };

    private static string Deed(SealedTranscript transcript, long intention) =>
        transcript.Told(intention) is Intended intended ? Action(intended.Action.ToJson()) : $"not known: line {intention}, which should say what was done, does not";

    // The lists of bytes are in the transcript; here their names are enough.
    private static string Action(JsonMap action)
    {
        string[] named = ["label", "key-label", "token", "name", "file", "service", "holder", "happened"];
        IEnumerable<string> values = named.Select(name => action.Find(name)).OfType<JsonText>().Select(value => value.Value);
        JsonMap? entry = action.Find("entry") as JsonMap;
        return string.Join(", ", [action.Text("do").Replace('-', ' '), .. values, .. entry is null ? [] : (string[])[Entered(entry)]]);
    }

    private static string Entered(JsonMap entry)
    {
        JsonValue? name = entry.Find("officer") ?? entry.Find("procedure") ?? entry.Find("profile") ?? entry.Find("ca") ?? entry.Find("subject");
        return $"{entry.Text("fact").Replace('-', ' ')}{(name is JsonText(string value) ? $" \"{value}\"" : "")}";
    }

    private static IEnumerable<JournalLine> Told(SealedTranscript t) =>
        t.Of<StepStarted>().Concat(t.Of<Performed>()).Concat(t.Of<Failed>()).Concat(t.Of<SecretShown>()).Concat(t.Of<StepDone>()).Concat(t.Of<Corrected>()).OrderBy(line => line.Seq);

    private static void NotReached(ReportText text, SealedTranscript transcript)
    {
        HashSet<string?> done = [.. Corrections.Standing(transcript.Lines).Telling<StepDone>().Select(done => done.Line.Step)];
        ListedStep[] open = [.. transcript.Lines.Entries<Parameters>().TakeLast(1).SelectMany(parameters => parameters.Steps).Where(step => !done.Contains(step.Id))];
        if (open.Length == 0)
        {
            return;
        }

        text.Topic("Steps that were not done");
        foreach (ListedStep step in open)
        {
            text.Bullet($"{step.Title} ({step.Id})");
        }
    }
}
