using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.TestKit;

/// <summary>A ceremony in which a lot is read to the room: as many lines as are wanted, and hardly a signature.</summary>
public static class LongCeremony
{
    /// <summary>How many lines a step has.</summary>
    public const int LinesOfStep = 5;

    private static readonly string Text = string.Concat(Enumerable.Repeat("Something to read, which everybody in the room does. ", 6));

    /// <summary>One of so many steps, not sealed.</summary>
    public static JournalMaker Of(int steps)
    {
        var journal = new JournalMaker();
        journal.Open(2, [("gather", "gather"), .. Enumerable.Range(1, steps).Select(step => ($"read-{step}", "read")), ("seal", "seal-transcript")]);
        Ceremonies.GatherSmall(journal, [Cast.Original.Console1, Cast.Original.Console2]);
        for (int step = 1; step <= steps; step++)
        {
            journal.Begin($"read-{step}", "read");
            journal.Show(new Screen("Read", new TextBlock(Text)).ToJson());
            journal.Look(new JsonMap { { "look", "clock" } }, new JsonMap { { "seconds", journal.Now.ToUnixTimeSeconds() } });
            journal.Show(new Screen("Read on", new TextBlock(Text)).ToJson());
            journal.Done();
        }

        return journal;
    }
}
