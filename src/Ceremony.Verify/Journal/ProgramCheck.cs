using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// The whole ceremony was held with one script, one build of the program and the same PKCS#11 modules and configuration files; another build or file only where that was
/// decided first, another script never.
/// </summary>
internal static class ProgramCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        JournalLine running = evidence.Opened;
        var versions = new Dictionary<string, string>(StringComparer.Ordinal) { [running.Json.Text("program-sha256")] = running.Json.Text("program-version") };
        return Check.EachLine(["looked", "resumed", "sealed"], line =>
        {
            JournalLine before = running;
            running = line.Kind == "resumed" ? line : running;
            string? problem = line.Kind switch
            {
                "resumed" => Resumed(evidence, before, line),
                "sealed" => Sealed(evidence, before, line),
                _ => Looked(before, line),
            };
            problem ??= Told(line) is { } told ? Versioned(versions, told) : null;
            return problem is null ? [] : [problem];
        });
    }

    /// <summary>Lines that tell of another script than the one that the ceremony began with.</summary>
    public static IEnumerable<LineWalk> OtherScripts(Evidence evidence)
    {
        string script = evidence.Opened.Json.Text("script-sha256");
        return Check.EachLine(["looked", "resumed"], line => line switch
        {
            { Kind: "resumed" } when line.Json.Text("script-sha256") != script => ["the ceremony continued with another script"],
            { Kind: "looked" } when LooksAtRoom(line) && line.Json["seen"].AsMap().Text("script-sha256") != script => ["it found another script than the one that the first line names"],
            _ => [],
        });
    }

    // Any build can abort, since an abort does nothing; what is completed was closed by the build that ran. Editions before the third do not tell.
    private static string? Sealed(Evidence evidence, JournalLine running, JournalLine line)
    {
        (string, string)? by = line.Json.Find("program-sha256") is JsonText(var sha256) ? (sha256, line.Json.Text("program-version")) : null;
        bool isRunning = by is null || by == (running.Json.Text("program-sha256"), running.Json.Text("program-version"));
        return isRunning || evidence.Of("aborted").Any(aborted => aborted.Seq < line.Seq) ? null : $"another program closed the transcript than the one that line {running.Seq} names";
    }

    private static bool LooksAtRoom(JournalLine line) => line.Json["look"].AsMap().Text("look") == "room";

    private static string? Resumed(Evidence evidence, JournalLine before, JournalLine line)
    {
        Dictionary<string, string> files = RecordedModules.Files(before.Json);
        Dictionary<string, string> now = RecordedModules.Files(line.Json);
        return now.Select(each => (What: $"another {each.Key}", Old: files.GetValueOrDefault(each.Key) ?? "", Now: each.Value))
            .Prepend((What: "another build of the program", Old: before.Json.Text("program-sha256"), Now: line.Json.Text("program-sha256")))
            .Select(each => each.Old == each.Now ? null : Exchanged(evidence, before, line, each.What, each.Old, each.Now))
            .FirstOrDefault(problem => problem is not null)
            ?? (files.Keys.Except(now.Keys).FirstOrDefault() is { } left ? $"the {left}, which line {before.Seq} names, is not named any more" : Regiven(before, line));
    }

    // The script stays the same, and so does what it gives a module.
    private static string? Regiven(JournalLine before, JournalLine line)
    {
        Dictionary<string, JsonMap> given = RecordedModules.Given(before.Json);
        return RecordedModules.Given(line.Json).FirstOrDefault(each => given.TryGetValue(each.Key, out JsonMap? old) && !old.Equals(each.Value)).Key is { } module
            ? $"the module {module} was given other variables, configuration files or parameters than in line {before.Seq}"
            : null;
    }

    // Where a line tells of the program that ran.
    private static JsonMap? Told(JournalLine line) => line.Kind == "looked" ? LooksAtRoom(line) ? line.Json["seen"].AsMap() : null : line.Json.Find("program-sha256") is null ? null : line.Json;

    // One build has one version.
    private static string? Versioned(Dictionary<string, string> versions, JsonMap json)
    {
        (string sha256, string version) = (json.Text("program-sha256"), json.Text("program-version"));
        return versions.TryAdd(sha256, version) || versions[sha256] == version ? null : $"the program with the SHA-256 {sha256} is version {version} here, and version {versions[sha256]} before";
    }

    private static string? Exchanged(Evidence evidence, JournalLine before, JournalLine line, string what, string old, string now) => line switch
    {
        _ when !evidence.Between(before, line, "exception").Any(each => Tells(each.Json, old, now)) => $"{what} was used, and no exception had been recorded",
        _ when evidence.ConfirmersBefore(line).Count >= evidence.Quorum && !Allowed(evidence, before, line, old, now) => $"{what} was used, and the officers had not allowed it",
        _ => null,
    };

    // The program that the witness compared with paper is the one that ran.
    private static string? Looked(JournalLine running, JournalLine line)
    {
        if (!LooksAtRoom(line))
        {
            return null;
        }

        JsonMap seen = line.Json["seen"].AsMap();
        return seen switch
        {
            _ when seen.Text("program-sha256") != running.Json.Text("program-sha256") => $"it found another program than the one that line {running.Seq} names",
            _ when seen["modules"] != running.Json["modules"] => $"it found other PKCS#11 modules than those that line {running.Seq} names",
            _ => null,
        };
    }

    private static bool Allowed(Evidence evidence, JournalLine before, JournalLine line, string old, string now) => evidence.Between(before, line, "approved")
        .Select(approved => evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved))
        .Any(proposed => proposed is not null && proposed.Json["actions"].AsList().Any(action => action.AsMap().Text("do") == "allow-exception" && Tells(action.AsMap(), old, now)));

    private static bool Tells(JsonMap exception, string old, string now) =>
        exception.Text("expected").Contains(old, StringComparison.Ordinal) && exception.Text("happened").Contains(now, StringComparison.Ordinal);
}
