using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Archive.Verifying;

/// <summary>The whole ceremony was held by one build of the program and by one script; another build only where that was decided before.</summary>
internal static class ProgramCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        JournalLine running = evidence.Opened;
        return Check.EachLine(evidence.Of("looked", "resumed"), line =>
        {
            JournalLine before = running;
            running = line.Kind == "resumed" ? line : running;
            string? problem = line.Kind == "resumed" ? Resumed(evidence, before, line) : Looked(evidence, before, line);
            return problem is null ? [] : [problem];
        });
    }

    private static string? Resumed(Evidence evidence, JournalLine before, JournalLine line)
    {
        (string old, string now) = (before.Json.Text("program-sha256"), line.Json.Text("program-sha256"));
        return line switch
        {
            _ when line.Json.Text("script-sha256") != evidence.Opened.Json.Text("script-sha256") => "the ceremony went on with another script",
            _ when old == now => null,
            _ when !Between(evidence, before, line, "exception").Any(each => Tells(each.Json, old, now)) => "another build of the program went on, and no exception was recorded before",
            _ when evidence.ConfirmersBefore(line).Count >= evidence.Quorum && !Allowed(evidence, before, line, old, now) => "another build of the program went on, and the officers had not allowed it",
            _ => null,
        };
    }

    // What the witness compared with paper was what ran.
    private static string? Looked(Evidence evidence, JournalLine running, JournalLine line)
    {
        if (line.Json["look"].AsMap().Text("look") != "room")
        {
            return null;
        }

        JsonMap seen = line.Json["seen"].AsMap();
        return seen.Text("program-sha256") != running.Json.Text("program-sha256")
            ? $"it saw another program than the one that line {running.Seq} names"
            : seen.Text("script-sha256") != evidence.Opened.Json.Text("script-sha256") ? "it saw another script than the one that the first line names" : null;
    }

    private static bool Allowed(Evidence evidence, JournalLine before, JournalLine line, string old, string now) => Between(evidence, before, line, "approved")
        .Select(approved => evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved))
        .Any(proposed => proposed is not null && proposed.Json["actions"].AsList().Any(action => action.AsMap().Text("do") == "allow-exception" && Tells(action.AsMap(), old, now)));

    private static IEnumerable<JournalLine> Between(Evidence evidence, JournalLine before, JournalLine line, string kind) =>
        evidence.Of(kind).Where(each => each.Seq > before.Seq && each.Seq < line.Seq);

    private static bool Tells(JsonMap exception, string old, string now) =>
        exception.Text("expected").Contains(old, StringComparison.Ordinal) && exception.Text("happened").Contains(now, StringComparison.Ordinal);
}
