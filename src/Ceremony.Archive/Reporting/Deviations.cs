using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>What did not go as written, and what people wrote down on the way.</summary>
internal static class Deviations
{
    private static readonly (string Topic, string[] Kinds)[] Topics =
    [
        ("Exceptions", ["exception"]),
        ("Refusals", ["refused", "expired"]),
        ("Device faults", ["failed"]),
        ("Failed sign-ins", ["sign-in-failed"]),
        ("Interruptions", ["resumed", "recovered", "aborted"]),
        ("Clock jumps", ["clock"]),
        ("Tokens inserted and removed", ["token-inserted", "token-removed"]),
        ("Breaks", ["break"]),
        ("Notes", ["note"]),
        ("Statements", ["attested"]),
    ];

    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("Deviations, interruptions and notes");
        var none = new List<string>();
        foreach ((string topic, string[] kinds) in Topics)
        {
            JournalLine[] lines = [.. transcript.Of(kinds), .. topic == "Exceptions" ? Allowed(transcript).Concat(Ended(transcript)) : []];
            if (lines.Length == 0)
            {
                none.Add(char.ToLowerInvariant(topic[0]) + topic[1..]);
                continue;
            }

            text.Topic(topic);
            foreach (JournalLine line in lines.OrderBy(line => line.Seq))
            {
                text.Bullet($"{Sentence(line)} ({ReportWords.Where(line)}{(line.By is null ? "" : $", by {line.By}")}{(line.Step is null ? "" : $", step {line.Step}")})");
            }
        }

        if (none.Count > 0)
        {
            text.Topic(ReportWords.NoneOfThese);
            text.Paragraph($"None recorded: {string.Join("; ", none)}.");
        }
    }

    /// <summary>The <c>intended</c> lines by which officers answered for an exception that a step met.</summary>
    public static IEnumerable<JournalLine> Allowed(SealedTranscript transcript) =>
        transcript.Of("intended").Where(line => line.Json["action"].AsMap().Find("do") is JsonText("allow-exception"));

    /// <summary>The <c>step-done</c> lines of steps that an exception ended.</summary>
    public static IEnumerable<JournalLine> Ended(SealedTranscript transcript) => transcript.Of("step-done").Where(line => line.Json.Find("exception") is not null);

    private static string Sentence(JournalLine line) => line.Kind switch
    {
        "exception" => Exception(line.Json),
        "step-done" => $"The exception in line {ReportWords.Field(line, "exception")} ended the step, which was not done.",
        "intended" => $"The officers allowed: {Exception(line.Json["action"].AsMap())}",
        "refused" when line.Json.Find("officer") is null => $"{ReportWords.Field(line, "reason")} [{ReportWords.Field(line, "code")}]",
        "refused" => $"{ReportWords.Field(line, "officer")} refused line {ReportWords.Field(line, "proposed")}: {ReportWords.Field(line, "reason")}",
        "expired" => $"The proposal in line {ReportWords.Field(line, "proposed")} was not confirmed in time.",
        "failed" => $"{ReportWords.Field(line, "reason")} [{ReportWords.Field(line, "code")}]",
        "sign-in-failed" => $"{ReportWords.Field(line, "person")} at {ReportWords.Field(line, "token")}: {ReportWords.Field(line, "code")}",
        "resumed" => $"The ceremony was resumed with the program {ReportWords.Field(line, "program-version")}, SHA-256 {ReportWords.Field(line, "program-sha256")}{Modules(line)}.",
        "recovered" => $"A torn last line of {ReportWords.Field(line, "size")} bytes was set aside in {ReportWords.Field(line, "kept")}.",
        "aborted" => $"The ceremony was aborted: {ReportWords.Field(line, "reason")}{Fates(line)}",
        "clock" => $"The clock jumped by {ReportWords.Field(line, "jumped")} ms relative to the time since the machine started.",
        "token-inserted" or "token-removed" => $"{ReportWords.Field(line, "token")} was {line.Kind["token-".Length..]}.",
        "break" => $"A break {ReportWords.Field(line, "state")}: {ReportWords.Field(line, "reason")}",
        "attested" => $"{ReportWords.Field(line, "person")}: {ReportWords.Field(line, "statement")}",
        _ => ReportWords.Field(line, "text"),
    };

    private static string Exception(JsonMap json) =>
        $"expected: {ReportWords.Field(json, "expected")}; happened: {ReportWords.Field(json, "happened")}; decided: {ReportWords.Field(json, "decided")}";

    private static string Modules(JournalLine line) => string.Concat((line.Json.Find("modules") as JsonList ?? []).Select(module => module.AsMap())
        .Select(module => $"; module {ReportWords.Field(module, "module")}, SHA-256 {ReportWords.Field(module, "sha256")}"));

    private static string Fates(JournalLine line) => string.Concat((line.Json.Find("keys") as JsonList ?? []).Select(key => key.AsMap())
        .Select(key => $"; key {ReportWords.Field(key, "key")} on {ReportWords.Field(key, "token")}: {ReportWords.Field(key, "fate")}"));
}
