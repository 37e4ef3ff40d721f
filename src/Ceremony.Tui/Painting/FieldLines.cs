using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>Rows to type in.</summary>
/// <param name="Lines">The rows.</param>
/// <param name="Focus">The row that must be seen, counted from 0.</param>
internal sealed record PromptRows(IReadOnlyList<Line> Lines, int Focus = 0)
{
    public static PromptRows None { get; } = new([]);
}

/// <summary>Draws the fields of a form, one below the other.</summary>
internal static class FieldLines
{
    private const int WidestLabel = 36;

    public static PromptRows Of(Form form, FormUi ui, int columns, bool isActive = true)
    {
        int labels = form.Fields.Select(field => Glyphs.Width(field.Label)).Where(width => width <= Math.Min(WidestLabel, columns / 2)).DefaultIfEmpty(0).Max();
        var lines = new List<Line>();
        int focus = 0;
        for (int place = 0; place < form.Fields.Count; place++)
        {
            bool isFocused = isActive && place == ui.Field;
            lines.AddRange(Field(form.Fields[place], ui.Lines[place], labels, columns, isFocused));
            focus = isFocused ? lines.Count - 1 : focus;
            if (isFocused)
            {
                lines.AddRange(Under(form.Fields[place], ui.Refusal, labels, columns));
            }
        }

        return new PromptRows(lines, focus);
    }

    /// <summary>The text of a line as far as it fits, with the place of the next character.</summary>
    public static IEnumerable<Span> Text(EditLine line, int columns, bool isFocused)
    {
        if (!isFocused)
        {
            yield return new Span(Glyphs.Fill(line.Text, columns), Ink.Field);
            yield break;
        }

        int start = 0;
        while (Glyphs.Width(line.Text[start..line.Cursor]) > columns - 2)
        {
            start += Math.Min(ShownMarks.Length(line.Text, start), line.Cursor - start);
        }

        int after = line.Cursor < line.Text.Length ? ShownMarks.Length(line.Text, line.Cursor) : 0;
        string before = line.Text[start..line.Cursor];
        string at = line.Cursor < line.Text.Length ? line.Text.Substring(line.Cursor, after) : "_";
        string rest = line.Cursor < line.Text.Length ? line.Text[(line.Cursor + after)..] : "";
        yield return new Span(before, Ink.Field);
        yield return new Span(at, Ink.Cursor);
        yield return new Span(Glyphs.Fill(rest, Math.Max(0, columns - Glyphs.Width(before) - Glyphs.Width(at))), Ink.Field);
    }

    private static IEnumerable<Line> Field(FormField field, EditLine line, int labels, int columns, bool isFocused)
    {
        Span mark = new(isFocused ? $"{Glyphs.Open} " : "  ", Ink.Strong);
        string label = field.Label;
        if (Glyphs.Width(label) > labels)
        {
            foreach (Line row in Line.Wrapped(label, columns - 2, Ink.Plain, "  ", "  "))
            {
                yield return row;
            }

            label = "";
        }

        int room = columns - labels - 4;
        IEnumerable<Span> value = field.Choices.Count > 0 ? Choices(field, line, room, isFocused)
            : isFocused && line.Cursor == line.Text.Length && field.Complete(line.Text) is { } whole && whole.Length > line.Text.Length
            ? [new Span(line.Text, Ink.Field), new Span("_", Ink.Cursor), new Span(whole[line.Text.Length..], Ink.Quiet)]
            : Text(line, Math.Min(room, field.MaxLength + 1), isFocused);
        yield return new Line([mark, new Span($"{Glyphs.Fill(label, labels)}  "), .. value]);
    }

    private static IEnumerable<Span> Choices(FormField field, EditLine line, int columns, bool isFocused)
    {
        Ink chosen = isFocused ? Ink.Selected : Ink.Field;
        if (field.Choices.Sum(choice => Glyphs.Width(choice) + 3) <= columns)
        {
            return field.Choices.Select(choice => choice == line.Text ? new Span($"[{choice}] ", chosen) : new Span($" {choice}  ", Ink.Quiet));
        }

        // Too many to stand side by side: the present one, and its place among them.
        int at = field.Choices.ToList().IndexOf(line.Text);
        string place = at < 0 ? $" one of {field.Choices.Count}" : $" {at + 1} of {field.Choices.Count}";
        return [new Span($"[{Glyphs.Cut(at < 0 ? "choose" : line.Text, columns - place.Length - 2)}]", chosen), new Span(place, Ink.Quiet)];
    }

    private static IEnumerable<Line> Under(FormField field, string? refusal, int labels, int columns)
    {
        string indent = new(' ', labels + 4);
        if (refusal is not null)
        {
            return Line.Wrapped(refusal, columns, Ink.Bad, $"{indent}{Glyphs.Not} ", $"{indent}  ");
        }

        return field.Shape is { } shape ? Line.Wrapped(shape, columns, Ink.Quiet, indent, indent) : [];
    }
}
