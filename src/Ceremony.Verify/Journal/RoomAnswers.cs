using System.Globalization;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The room was checked only where a witness compared with paper what had been looked at, all of it, and found that it matches.</summary>
internal static class RoomAnswers
{
    private const string Matches = "matches";

    /// <summary>What is wrong, as a clause, or null.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="step">What was asked and looked at in the step.</param>
    /// <param name="running">The line that names the program that ran then; once the ceremony was resumed, it may go on at another machine.</param>
    public static string? Problem(Evidence evidence, StepAnswers step, JournalLine? running)
    {
        if (step is not { Room: { } room, Clock: { } clock, Answered: { } answered } || room.Seq > answered.Seq || clock.Seq > answered.Seq)
        {
            return "the room is checked, but nobody looked at it and its clock, and compared both with paper";
        }

        JsonMap seen = room.Json["seen"].AsMap();
        JsonMap answers = answered.Json["answers"].AsMap();
        return Compared(seen).FirstOrDefault(item => answers.Find(item) is not JsonText { Value: Matches }) is { } item
            ? $"nobody found that the {item} matches the paper"
            : Shown(evidence, seen, clock, answered) ?? Network(evidence, seen) ?? Machine(evidence, seen, running);
    }

    private static IEnumerable<string> Compared(JsonMap seen) =>
        ["script hash", "program hash", .. seen["modules"].AsList().Count == 0 ? Array.Empty<string>() : ["module hashes"], "parameters", "clock"];

    // The screen that was compared holds what was looked at, and the parameters.
    private static string? Shown(Evidence evidence, JsonMap seen, JournalLine clock, JournalLine answered)
    {
        HashSet<(string Name, string Value)> shown = [.. answered.Json["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap())
            .Where(block => block.Text("block") == "facts").SelectMany(block => block["facts"].AsList())
            .Select(fact => (fact.AsMap().Text("name"), fact.AsMap().Text("value")))];
        return Wanted(evidence, seen, clock).FirstOrDefault(each => !shown.Contains((each.Name, evidence.Rules.Words(each.Value)))).Name is { } missing ? $"the screen that was compared with paper does not show the {missing} that was found" : null;
    }

    private static IEnumerable<(string Name, string Value)> Wanted(Evidence evidence, JsonMap seen, JournalLine clock) =>
    [
        ("clock", DateTimeOffset.FromUnixTimeSeconds(clock.Json["seen"].AsMap().Number("seconds")).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"),
        ("machine", Hostile.Escape(seen.Text("machine"))),
        ("interfaces", Interfaces(seen)),
        .. OpenAirGap.Named(evidence.Opened.Json) is { Count: > 0 } named ? [("interfaces that may be up", Hostile.Escape(string.Join(", ", named)))] : Array.Empty<(string, string)>(),
        ("program", Hostile.Escape(seen.Text("program-version"))),
        ("script, SHA-256", HexText.Groups(seen.Text("script-sha256"))),
        ("program, SHA-256", HexText.Groups(seen.Text("program-sha256"))),
        .. RecordedModules.Shown(seen).Select(each => (each.Name, each.IsHash ? HexText.Groups(each.Value.AsText()) : Hostile.Escape(each.Value.AsText()))),
        .. (evidence.Of("parameters").FirstOrDefault()?.Json["values"].AsMap() ?? []).Select(value => (value.Key, Hostile.Escape(value.Value.AsText()))),
    ];

    private static string Interfaces(JsonMap seen) => seen["interfaces"].AsList() is { Count: > 0 } interfaces
        ? Hostile.Escape(string.Join("; ", interfaces.Select(each => each.AsMap()).Select(each => $"{each.Text("name")} {(each["up"].AsBool() ? "up" : "down")}{(each["carrier"].AsBool() ? ", connected" : "")}")))
        : "none";

    private static string? Network(Evidence evidence, JsonMap seen)
    {
        HashSet<string> accepted = [.. seen.Find("accepted") is null ? [] : seen.Texts("accepted"), .. OpenAirGap.Named(evidence.Opened.Json)];
        JsonMap? up = seen["interfaces"].AsList().Select(each => each.AsMap()).FirstOrDefault(each => each["up"].AsBool() && !accepted.Contains(each.Text("name")));
        return up is not null && evidence.Opened.Json.Text("mode") == "production" ? $"the network interface {up.Text("name")} was up, and no exception had accepted it" : null;
    }

    private static string? Machine(Evidence evidence, JsonMap seen, JournalLine? running) => seen switch
    {
        _ when running is not null && seen.Text("program-version") != running.Json.Text("program-version") => "another version of the program was found than the one that ran",
        _ when running?.Kind == "opened" && seen.Text("machine") != evidence.Opened.Json.Text("machine") => "another machine was found than the one on which the ceremony began",
        _ => null,
    };
}
