using System.Text;
using Ceremony.Core.Desk;

namespace Ceremony.Tui.Keys;

/// <summary>What keys do in a form.</summary>
internal static class FormKeys
{
    /// <summary>What a key led to.</summary>
    /// <param name="Ui">The state after the key.</param>
    /// <param name="Filled">The answers, once Enter was pressed in the last field and every answer fits.</param>
    internal readonly record struct FormTurn(FormUi Ui, Answers? Filled = null);

    /// <summary>The form after a key, or null where the key means nothing to it.</summary>
    public static FormTurn? Press(Form form, FormUi ui, KeyPress key) => key.Name switch
    {
        KeyName.Enter => Enter(form, ui),
        KeyName.Tab when form.Fields.Count > 1 => Go(form, ui, (ui.Field + 1) % form.Fields.Count),
        KeyName.BackTab when form.Fields.Count > 1 => Go(form, ui, (ui.Field + form.Fields.Count - 1) % form.Fields.Count),
        KeyName.Down when ui.Field + 1 < form.Fields.Count => Go(form, ui, ui.Field + 1),
        KeyName.Up when ui.Field > 0 => Go(form, ui, ui.Field - 1),
        _ => Type(form, ui, key),
    };

    /// <summary>The text of a field, without the blanks around it that nobody sees.</summary>
    public static string Value(FormUi ui, int field) => ui.Lines[field].Text.Trim();

    private static FormTurn Go(Form form, FormUi ui, int field) =>
        new(ui with { Field = field, Refusal = null, Lines = Put(ui, field, new EditLine(form.Fields[field].Choices.Count > 0 ? Value(ui, field) : ui.Lines[field].Text)) });

    private static FormTurn Enter(Form form, FormUi begun)
    {
        FormUi ui = form.Fields[begun.Field].Complete(Value(begun, begun.Field)) is { } whole ? begun with { Lines = Put(begun, begun.Field, new EditLine(whole)) } : begun;
        if (form.Fields[ui.Field].Refuse(Value(ui, ui.Field)) is { } refusal)
        {
            return new(ui with { Refusal = refusal });
        }

        if (ui.Field + 1 < form.Fields.Count)
        {
            return Go(form, ui, ui.Field + 1);
        }

        for (int field = 0; field < form.Fields.Count; field++)
        {
            if (form.Fields[field].Refuse(Value(ui, field)) is { } earlier)
            {
                return new(ui with { Field = field, Refusal = earlier });
            }
        }

        return new(ui, new Answers(form.Fields.Select((field, place) => (field.Name, Value: Value(ui, place))).ToDictionary(pair => pair.Name, pair => pair.Value)));
    }

    private static FormTurn? Type(Form form, FormUi ui, KeyPress key)
    {
        FormField field = form.Fields[ui.Field];
        EditLine? line = field.Choices.Count > 0 ? Choose(field, ui.Lines[ui.Field], key) : ui.Lines[ui.Field].Press(key, field.MaxLength);
        string? full = key.Name == KeyName.Character && ReferenceEquals(line, ui.Lines[ui.Field]) && field.Choices.Count == 0 && line.Text.Length > 0
            ? $"{field.Label}: at most {field.MaxLength} characters fit; the last one was not taken."
            : null;
        return line is null ? null : new(ui with { Lines = Put(ui, ui.Field, line), Refusal = full, IsTouched = true });
    }

    private static EditLine? Choose(FormField field, EditLine line, KeyPress key)
    {
        int count = field.Choices.Count;
        int at = field.Choices.ToList().IndexOf(line.Text);
        switch (key.Name)
        {
            case KeyName.Right:
                return new EditLine(field.Choices[(at + 1) % count]);
            case KeyName.Left:
                return new EditLine(field.Choices[(Math.Max(at, 0) + count - 1) % count]);
            case KeyName.Character:
                // The next choice that begins with this letter, counted from the present one.
                string? next = Enumerable.Range(1, count).Select(step => field.Choices[(at + step + count) % count]).FirstOrDefault(choice => BeginsWith(choice, key.Rune));
                return next is null ? line : new EditLine(next);
            default:
                return null;
        }
    }

    private static bool BeginsWith(string choice, Rune rune) => choice.Length > 0 && Rune.ToUpperInvariant(Rune.GetRuneAt(choice, 0)) == Rune.ToUpperInvariant(rune);

    private static IReadOnlyList<EditLine> Put(FormUi ui, int field, EditLine line) => [.. ui.Lines.Select((old, place) => place == field ? line : old)];
}
