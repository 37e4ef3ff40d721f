using System.Globalization;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The outline: acts, and the steps of the open one; all steps where there is room.</summary>
internal static class OutlineLines
{
    public static IReadOnlyList<Line> Of(IReadOnlyList<ActView> acts, int columns, int rows)
    {
        (List<Line> Lines, int Focus) built = Build(acts, columns, _ => true, _ => true);
        if (built.Lines.Count > rows)
        {
            built = Build(acts, columns, act => act.State == StepState.Open, _ => true);
        }

        if (built.Lines.Count > rows)
        {
            built = Build(acts, columns, act => act.State == StepState.Open, state => state == StepState.Open);
        }

        int first = Math.Clamp(built.Focus - (rows / 2), 0, Math.Max(0, built.Lines.Count - rows));
        return [.. built.Lines.Skip(first).Take(rows)];
    }

    // Titles are wrapped as long as there is room, the open ones always.
    private static (List<Line> Lines, int Focus) Build(IReadOnlyList<ActView> acts, int columns, Predicate<ActView> isUnfolded, Predicate<StepState> isWrapped)
    {
        var lines = new List<Line>();
        int focus = 0;
        for (int place = 0; place < acts.Count; place++)
        {
            ActView act = acts[place];
            focus = act.State == StepState.Open ? lines.Count : focus;
            lines.AddRange(Entry(act.State, string.Create(CultureInfo.InvariantCulture, $"{place + 1} {act.Title}"), "", columns, isWrapped(act.State)));
            foreach (StepView step in isUnfolded(act) ? act.Steps : [])
            {
                focus = step.State == StepState.Open ? lines.Count : focus;
                lines.AddRange(Entry(step.State, step.Title, "  ", columns, isWrapped(step.State)));
            }
        }

        return (lines, focus);
    }

    private static IEnumerable<Line> Entry(StepState state, string title, string indent, int columns, bool isWrapped)
    {
        (string mark, Ink markInk, Ink ink) = state switch
        {
            StepState.Done => (Glyphs.Done, Ink.Good, Ink.Quiet),
            StepState.Open => (Glyphs.Open, Ink.Strong, Ink.Strong),
            _ => (Glyphs.Ahead, Ink.Quiet, Ink.Plain),
        };
        int room = columns - indent.Length - 2;
        string before = $"{mark} ";
        foreach (string row in isWrapped ? Wrap.Words(title, room) : [Glyphs.CutInside(title, room)])
        {
            yield return new Line(new Span(indent), new Span(before, markInk), new Span(row, ink));
            before = "  ";
        }
    }
}
