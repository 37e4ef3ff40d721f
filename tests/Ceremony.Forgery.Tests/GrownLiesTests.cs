using Ceremony.Core.Judging;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Lies;
using CeremonyTui.Wiring;

namespace Ceremony.Forgery.Tests;

/// <summary>A lie is found while its journal grows just as it is found in what there is of it by then.</summary>
public sealed class GrownLiesTests
{
    private const int EverySoManyLies = 40;
    private const int EverySoManyLines = 9;

    public static TheoryData<string> Some => [.. AllLies.Names.Where((_, at) => at % EverySoManyLies == 0)];

    [Theory]
    [MemberData(nameof(Some))]
    public void It_is_found_alike(string name)
    {
        Lie lie = AllLies.Find(name);
        HonestCeremony honest = lie.Of();
        using var folder = new TemporaryFolder();
        _ = lie.Write(honest, folder["transcript"]);
        byte[] journal = File.ReadAllBytes(folder["transcript/transcript.jsonl"]);
        byte[] script = File.Exists(folder["transcript/script.yaml"]) ? File.ReadAllBytes(folder["transcript/script.yaml"]) : [];
        Dictionary<string, byte[]> artifacts = Directory.Exists(folder["transcript/artifacts"])
            ? Directory.EnumerateFiles(folder["transcript/artifacts"]).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes)
            : [];
        ScriptBinder? binder = honest.IsPrograms ? new ScriptBinder() : null;
        var judge = new RecordJudge(binder);
        var lines = new List<ReadOnlyMemory<byte>>();
        int length = 0;
        for (int end; (end = Array.IndexOf(journal, (byte)'\n', length)) >= 0; length = end + 1)
        {
            lines.Add(journal.AsMemory(length, end - length));
            IReadOnlyList<Finding> found = judge.JudgeGrown(new GrownRecord([.. lines], script, artifacts.GetValueOrDefault));
            if (lines.Count % EverySoManyLines == 0)
            {
                Assert.Equal(new RecordJudge(binder).Judge(new HeldRecord(journal[..(end + 1)], script, artifacts)), found);
            }
        }

        Assert.NotEmpty(lines);
    }
}
