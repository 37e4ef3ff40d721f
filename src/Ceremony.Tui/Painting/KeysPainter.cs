using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>The last row: the keys that work now, and none before people can have seen what they act on. A sentence about the last key stands on the edge above it.</summary>
internal static class KeysPainter
{
    public static void Paint(Canvas canvas, Scene scene, bool isScrolling)
    {
        if (scene.Ui.Hint is { } hint)
        {
            canvas.Rule(0, canvas.Height - 2, canvas.Width, '└', '┘', hint, Ink.Warning);
        }

        if (!scene.TakesKeys)
        {
            return;
        }

        IReadOnlyList<KeyUse> right = KeyHelp.OfPrompt(scene, isScrolling);
        int room = canvas.Width - 2 - Width(right, 2);
        (IReadOnlyList<KeyUse> left, int gap) = Ways(scene).FirstOrDefault(way => Width(way.Uses, way.Gap) + way.Gap <= room, Ways(scene)[^1]);
        Write(canvas, 1, left, gap);
        Write(canvas, Math.Max(1, canvas.Width - 1 - Width(right, 2)), right, 2);
    }

    private static IReadOnlyList<(IReadOnlyList<KeyUse> Uses, int Gap)> Ways(Scene scene) =>
    [
        (KeyHelp.OfRoom(scene), 2), (KeyHelp.OfRoom(scene), 1), (KeyHelp.OfRoomInShort(scene), 2), (KeyHelp.OfRoomInBrief(scene), 2),
    ];

    private static int Width(IReadOnlyList<KeyUse> uses, int gap) => uses.Sum(use => Glyphs.Width(use.Key) + 1 + Glyphs.Width(use.Does) + gap) - (uses.Count > 0 ? gap : 0);

    private static void Write(Canvas canvas, int column, IReadOnlyList<KeyUse> uses, int gap)
    {
        foreach (KeyUse use in uses)
        {
            column = canvas.Write(column, canvas.Height - 1, use.Key, Ink.Key);
            column = canvas.Write(column + 1, canvas.Height - 1, use.Does) + gap;
        }
    }
}
