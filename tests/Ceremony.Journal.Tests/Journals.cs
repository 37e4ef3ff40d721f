using Ceremony.Core;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

/// <summary>Journals made by hand for the tests.</summary>
internal static class Journals
{
    public const string Dir = "/ceremony";
    public const string Path = "/ceremony/journal.jsonl";
    public static readonly string Hash = new('a', 64);

    public static Opened Opened() => new(Edition.Current, "test", "A ceremony", 1, true, Hash, "0.1.0", Hash, "a machine of the tests", [], 2, 600);

    public static Parameters Parameters(params IReadOnlyList<ListedStep> steps) => new(new Dictionary<string, string>(), steps, []);

    public static JournalWriter Begin(MemoryFiles files)
    {
        JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Dir);
        writer.Append(Opened(), null, null);
        return writer;
    }

    /// <summary>The same, up to the parameters: as far as a ceremony must be to be resumed.</summary>
    public static JournalWriter BeginWhole(MemoryFiles files)
    {
        JournalWriter writer = JournalWriter.Create(files, new FakeMachine(), Dir);
        writer.Begin(Opened(), Parameters());
        return writer;
    }

    public static Looked Looked(long seconds) => new(new JsonMap { { "look", "clock" } }, new JsonMap { { "seconds", seconds } });

    public static StepStarted Started(long attempt) => new(3, "Make a key", "generate-key", attempt, null, []);

    public static StepDone Done(params IReadOnlyList<CeremonyFact> facts) => new(1, facts, new Dictionary<string, string>());
}
