using System.Text.Json.Nodes;

namespace CeremonyTui.Tests.Killing;

/// <summary>
/// A ceremony with elliptic curves, which are quick, killed after some lines; and the same one resumed to its end, which tells what must come
/// of every copy however it is interrupted.
/// </summary>
public abstract class HalfDone : IDisposable
{
    // A ceremony's first write holds the lines "opened", "parameters" and "inventory"; each later write holds one.
    private const int LinesOfTheFirstWrite = 3;
    private const int Tries = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly Once<Held> _held;
    private int _copies;

    protected HalfDone(string script, string answers, int lines) => _held = new(tries => Hold(script, answers, lines, tries));

    private Held Hold(string script, string answers, int lines, int triesBefore)
    {
        string quick = _folder["script.yaml"];
        File.WriteAllText(quick, File.ReadAllText(script)
            .Replace("rsa-4096", "ec-p256", StringComparison.Ordinal)
            .Replace("rsa-2048", "ec-p256", StringComparison.Ordinal)
            .Replace("sha256-rsa", "sha256-ecdsa", StringComparison.Ordinal));
        var killed = new KilledRehearsal(_folder[$"killed-{triesBefore}"], quick, answers);
        for (int tries = 1; !killed.BeginUntil("write", lines - LinesOfTheFirstWrite + 2) || killed.Lines != lines; tries++)
        {
            Assert.True(tries < Tries, $"It could not be killed after {lines} lines; the last try left {killed.Lines}.");
            Directory.Delete(killed.Rehearsal.Folder, recursive: true);
        }

        KilledRehearsal reference = Copy(killed);
        reference.Resume().Expect();
        return new Held(killed, reference, Outcome.Facts(reference.Rehearsal), reference.Rehearsal.Lines);
    }

    internal KilledRehearsal Killed => _held.Value.Killed;

    internal KilledRehearsal Reference => _held.Value.Reference;

    /// <summary>What the ceremony must come to.</summary>
    public string Facts => _held.Value.Facts;

    /// <summary>The lines of the copy that was resumed once.</summary>
    public IReadOnlyList<JsonNode> Story => _held.Value.Story;

    /// <summary>How many lines a resume of the killed ceremony writes.</summary>
    public int LinesLeft => Story.Count - Killed.Lines;

    internal KilledRehearsal Copy() => Copy(Killed);

    /// <summary>A copy that was resumed and killed as it was about to write that line, the first being 1.</summary>
    internal KilledRehearsal KillAtWrite(int number, string happened)
    {
        for (int tries = 0; tries < Tries; tries++)
        {
            KilledRehearsal copy = Copy();
            if (copy.ResumeUntil("write", number) && copy.Lines == Killed.Lines + number - 1)
            {
                return copy;
            }
        }

        throw new InvalidOperationException($"It could not be killed when {happened}.");
    }

    private KilledRehearsal Copy(KilledRehearsal killed) => killed.CopyTo(_folder[$"copy-{Interlocked.Increment(ref _copies)}"]);

    /// <summary>The number of the write, counted from the resume, by which the first such line is written.</summary>
    public int WriteOf(Func<JsonNode, bool> line) => (int)Story.First(line)["seq"]! - Killed.Lines;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed record Held(KilledRehearsal Killed, KilledRehearsal Reference, string Facts, IReadOnlyList<JsonNode> Story);
}

/// <summary>One key, killed before anybody was gathered.</summary>
public sealed class HalfDoneSingleKey() : HalfDone(Programs.SingleKeyScript, Programs.SingleKeyAnswers, lines: 4)
{
    internal static IReadOnlyDictionary<string, int> Keys { get; } = new Dictionary<string, int> { { "CM-HSM", 1 } };
}

/// <summary>The bootstrap, killed before its cards are produced.</summary>
public sealed class HalfDoneBootstrap() : HalfDone(Programs.FirstHalfScript, Programs.FirstHalfAnswers, lines: 59)
{
    internal static IReadOnlyDictionary<string, int> Keys { get; } = new Dictionary<string, int> { { "CM-HSM", 1 }, { "00004711", 2 }, { "00004712", 2 } };
}
