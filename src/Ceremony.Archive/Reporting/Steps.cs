using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>The steps in the order in which they were begun, and what was done to the world in each.</summary>
internal static class Steps
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("What was done, step by step");
        foreach (JournalLine line in transcript.Of("step-started", "performed", "failed", "secret-shown", "step-done"))
        {
            if (line.Kind == "step-started")
            {
                Begin(text, line);
            }
            else
            {
                text.Item(line.Kind, $"{What(transcript, line)} ({ReportWords.Where(line)})");
            }
        }

        NotReached(text, transcript);
    }

    private static void Begin(ReportText text, JournalLine line)
    {
        text.Topic($"{line.Json.Number("number")} {line.Json.Text("title")}");
        text.Item("step", $"{line.Step}, {ReportWords.Field(line, "do")}, attempt {line.Attempt}");
        text.Item("begun", ReportWords.Where(line));
        text.Item("network", line.Json.Find("air-gap") switch
        {
            JsonBool(true) => "no interface is up (air gap)",
            JsonBool(false) => "AN INTERFACE IS UP: NO AIR GAP",
            _ => "not reported by the kernel",
        });
    }

    private static string What(SealedTranscript transcript, JournalLine line) => line.Kind switch
    {
        "performed" => Action(line.Json.Find("action")?.AsMap() ?? transcript.Line(line.Json.Number("intended")).Json["action"].AsMap())
            + (line.Json.Find("inspected") is JsonBool(true) ? ", found done after an interruption" : ""),
        "failed" => $"{ReportWords.Field(line, "reason")} [{ReportWords.Field(line, "code")}]",
        "secret-shown" => $"{ReportWords.Field(line, "secret")} to {ReportWords.Field(line, "holder")}, {ReportWords.Count(line.Json.Number("times"), "time", "times")}, "
            + $"{ReportWords.Field(line, "milliseconds")} ms in all; the secret itself was not recorded",
        _ when line.Json.Find("exception") is JsonNumber(long exception) => $"NOT DONE: the exception in line {exception} ended the step",
        _ => "the step is done",
    };

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

    private static void NotReached(ReportText text, SealedTranscript transcript)
    {
        HashSet<string?> done = [.. transcript.Of("step-done").Select(line => line.Step)];
        JsonMap[] open = [.. transcript.Of("parameters").TakeLast(1).SelectMany(line => line.Json["steps"].AsList()).Select(step => step.AsMap())
            .Where(step => !done.Contains(step.Text("id")))];
        if (open.Length == 0)
        {
            return;
        }

        text.Topic("Steps that were not done");
        foreach (JsonMap step in open)
        {
            text.Bullet($"{step.Text("title")} ({step.Text("id")})");
        }
    }
}
