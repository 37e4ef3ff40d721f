namespace Ceremony.Tui.Painting;

/// <summary>A piece of a line in one ink.</summary>
internal readonly record struct Span(string Text, Ink Ink = Ink.Plain);

/// <summary>One row of something that may be scrolled.</summary>
internal sealed record Line(params IReadOnlyList<Span> Spans)
{
    /// <summary>An empty row.</summary>
    public static Line Empty { get; } = new();

    /// <summary>A row in one ink.</summary>
    public static Line Of(string text, Ink ink = Ink.Plain) => new(new Span(text, ink));

    /// <summary>A text broken into rows between words.</summary>
    public static IEnumerable<Line> Wrapped(string text, int columns, Ink ink = Ink.Plain, string first = "", string rest = "")
    {
        string before = first;
        foreach (string row in Wrap.Words(text, columns - Math.Max(Glyphs.Width(first), Glyphs.Width(rest))))
        {
            yield return new Line(new Span(before, ink), new Span(row, ink));
            before = rest;
        }
    }

    /// <summary>The text without its inks.</summary>
    public override string ToString() => string.Concat(Spans.Select(span => span.Text));
}
