using System.Globalization;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The outline: acts, and the steps of the open one; all steps where there is room. Only what is seen is laid out: a ceremony may have ten thousand steps.</summary>
internal static class OutlineLines
{
    private readonly record struct Entry(StepState State, string Title, string Indent);

    public static IReadOnlyList<Line> Of(IReadOnlyList<ActView> acts, int columns, int rows)
    {
        Predicate<ActView> isOpen = act => act.State == StepState.Open;
        return Whole(Entries(acts, _ => true), columns, rows) ?? Whole(Entries(acts, isOpen), columns, rows) ?? AroundTheOpen([.. Entries(acts, isOpen)], columns, rows);
    }

    // All of it, with every title wrapped; null where it has no room.
    private static List<Line>? Whole(IEnumerable<Entry> entries, int columns, int rows)
    {
        var lines = new List<Line>();
        foreach (Entry entry in entries)
        {
            lines.AddRange(Lines(entry, columns, isWrapped: true));
            if (lines.Count > rows)
            {
                return null;
            }
        }

        return lines;
    }

    // The open entries alone are wrapped. Each takes a row at least, so that as many entries as there are rows, before it and after it, are enough.
    private static IReadOnlyList<Line> AroundTheOpen(IReadOnlyList<Entry> entries, int columns, int rows)
    {
        int open = 0;
        for (int place = 0; place < entries.Count; place++)
        {
            open = entries[place].State == StepState.Open ? place : open;
        }

        var lines = new List<Line>();
        int focus = 0;
        for (int place = Math.Max(0, open - rows); place < Math.Min(entries.Count, open + rows + 1); place++)
        {
            focus = place == open ? lines.Count : focus;
            lines.AddRange(Lines(entries[place], columns, entries[place].State == StepState.Open));
        }

        int first = Math.Clamp(focus - (rows / 2), 0, Math.Max(0, lines.Count - rows));
        return [.. lines.Skip(first).Take(rows)];
    }

    private static IEnumerable<Entry> Entries(IReadOnlyList<ActView> acts, Predicate<ActView> isUnfolded)
    {
        for (int place = 0; place < acts.Count; place++)
        {
            ActView act = acts[place];
            yield return new Entry(act.State, string.Create(CultureInfo.InvariantCulture, $"{place + 1} {act.Title}"), "");
            foreach (StepView step in isUnfolded(act) ? act.Steps : [])
            {
                yield return new Entry(step.State, step.Title, "  ");
            }
        }
    }

    private static IEnumerable<Line> Lines(Entry entry, int columns, bool isWrapped)
    {
        (string mark, Ink markInk, Ink ink) = entry.State switch
        {
            StepState.Done => (Glyphs.Done, Ink.Good, Ink.Quiet),
            StepState.Open => (Glyphs.Open, Ink.Strong, Ink.Strong),
            _ => (Glyphs.Ahead, Ink.Quiet, Ink.Plain),
        };
        int room = columns - entry.Indent.Length - 2;
        string before = $"{mark} ";
        foreach (string row in isWrapped ? Wrap.Words(entry.Title, room) : [Glyphs.CutInside(entry.Title, room)])
        {
            yield return new Line(new Span(entry.Indent), new Span(before, markInk), new Span(row, ink));
            before = "  ";
        }
    }
}
