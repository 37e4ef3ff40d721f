using Ceremony.Core.Json;

namespace Ceremony.Journal.Tests;

/// <summary>Journals made by hand for the tests.</summary>
internal static class Journals
{
    public const string Dir = "/ceremony";
    public const string Path = "/ceremony/journal.jsonl";
    public static readonly string Hash = new('a', 64);

    public static JsonMap Opened() => new()
    {
        { "format", JournalReader.Format },
        { "ceremony", "test" },
        { "title", "A ceremony" },
        { "version", 1 },
        { "mode", "rehearsal" },
    };

    public static JournalWriter Begin(MemoryFiles files)
    {
        JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Dir);
        writer.Append("opened", null, null, Opened());
        return writer;
    }

    /// <summary>The same, up to the parameters: as far as a ceremony must be to be resumed.</summary>
    public static JournalWriter BeginWhole(MemoryFiles files)
    {
        JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Dir);
        writer.Begin(("opened", Opened()), ("parameters", []));
        return writer;
    }

    public static JsonMap Person(string role, long number, string name) =>
        new() { { "person", new JsonMap { { "role", role }, { "number", number }, { "name", name } } } };

    public static JsonMap Call(long call, long attempt, string? asks = null) => new()
    {
        { "call", call },
        { "attempt", attempt },
        { "asks", asks ?? Hash },
        { "look", new JsonMap { { "look", "clock" } } },
        { "seen", new JsonMap { { "seconds", call } } },
    };

    public static JsonMap Started(long attempt) => new() { { "number", 3 }, { "title", "Make a key" }, { "do", "generate-key" }, { "attempt", attempt } };

    public static JsonMap Done(JsonList facts, JsonMap outputs) => new() { { "attempt", 1 }, { "facts", facts }, { "outputs", outputs } };
}
