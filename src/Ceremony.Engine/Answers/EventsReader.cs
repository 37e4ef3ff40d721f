using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>Something that happens in the room while a step is open.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Before">The question before which it happens; null for the step's first.</param>
/// <param name="Mark">Where it stands.</param>
internal sealed record AnswerEvent(RoomEvent Event, string? Before, ScriptMark Mark);

/// <summary>Reads the events of a step: a list of maps, each with one event and, where it is not at the step's first question, <c>before</c>.</summary>
internal static class EventsReader
{
    private static readonly IReadOnlyList<string> Names = ["note", "exception", "break", "enters", "leaves", "tokens", "lock", "registry", "correct", "abort", "leave"];

    /// <summary>The events, in their order.</summary>
    public static IReadOnlyList<AnswerEvent> Read(ScriptValue? value, Problems problems)
    {
        if (value is null)
        {
            return [];
        }

        if (value is not ScriptList list)
        {
            problems.Add(value.Mark, "\"events\" must be a list");
            return [];
        }

        return [.. list.Items.Select(item => One(item, problems)).OfType<AnswerEvent>()];
    }

    private static AnswerEvent? One(ScriptValue item, Problems problems)
    {
        if (MapReader.Of(item, "an event", problems)?.Keys([], [.. Names, "before"]) is not { } map)
        {
            return null;
        }

        ScriptMember[] events = [.. map.Map.Members.Where(member => Names.Contains(member.Key))];
        if (events.Length != 1)
        {
            problems.Add(item.Mark, $"an event is one of {string.Join(", ", Names)}");
            return null;
        }

        RoomEvent? happened = Happened(events[0], map, problems);
        return happened is null ? null : new AnswerEvent(happened, map.Text("before"), item.Mark);
    }

    private static RoomEvent? Happened(ScriptMember member, MapReader map, Problems problems) => member.Key switch
    {
        "note" => map.Text("note", 256) is { } text ? new NoteTaken(text) : null,
        "break" => map.Text("break", 256) is { } reason ? new BreakTaken(reason) : null,
        "abort" => map.Text("abort", 256) is { } reason ? new AbortWanted(reason) : null,
        "exception" => Exceptional(member, problems),
        "enters" => Moved(member, true, problems),
        "leaves" => Moved(member, false, problems),
        "tokens" => IsTrue(map, "tokens") ? new TokensWanted() : null,
        "lock" => IsTrue(map, "lock") ? new LockWanted() : null,
        "registry" => IsTrue(map, "registry") ? new RegistryWanted() : null,
        "correct" => map.Choice("correct", "true", "earlier") is { } which ? new CorrectionWanted(Earlier: which == "earlier") : null,
        _ => IsTrue(map, "leave") ? new LeaveWanted() : null,
    };

    private static bool IsTrue(MapReader map, string key) => map.Choice(key, "true") is not null;

    private static ExceptionTaken? Exceptional(ScriptMember member, Problems problems)
    {
        MapReader? map = MapReader.Of(member.Value, "\"exception\"", problems)?.Keys(["expected", "happened", "decided", "by"], []);
        return map?.Text("expected", 256) is { } expected && map.Text("happened", 256) is { } happened && map.Text("decided", 256) is { } decided && map.Text("by") is { } by
            ? new ExceptionTaken(expected, happened, decided, by)
            : null;
    }

    private static PersonMoved? Moved(ScriptMember member, bool enters, Problems problems)
    {
        MapReader? map = MapReader.Of(member.Value, $"\"{member.Key}\"", problems)?.Keys(["role", "name"], []);
        return map?.Choice("role", ScriptRole.All) is { } role && map.Text("name") is { } name ? new PersonMoved(enters, role, name) : null;
    }
}
