using System.Globalization;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>Draws the questions that stand under a step's screen.</summary>
internal static class PromptLines
{
    private const int SignColumns = 8;
    private const int MillisecondsAStep = 250;

    // Work that takes less than this, in milliseconds, would only make the screen flicker.
    private const int ShortestWork = 400;

    public static PromptRows Of(Scene scene, int columns, long now)
    {
        if (scene.Prompt is null)
        {
            return scene.Work is { } work && now - work.Since >= ShortestWork ? Work(work, columns, now) : PromptRows.None;
        }

        return (scene.Prompt, scene.Ui.Prompt) switch
        {
            (FormPrompt prompt, FormUi ui) => Form(prompt, ui, columns),
            (ChoicePrompt prompt, ChoiceUi ui) => WaysOn(prompt, ui, columns),
            (PinPrompt prompt, PinUi ui) => Pin(prompt, ui, columns),
            _ => PromptRows.None,
        };
    }

    private static PromptRows WaysOn(ChoicePrompt prompt, ChoiceUi ui, int columns)
    {
        PromptRows choices = Choices(Offered.In(prompt), ui, columns);
        return Offered.MayAbort(prompt) ? choices with { Lines = [.. choices.Lines, Line.Of("  To abort the ceremony for good: F10.", Ink.Quiet)] } : choices;
    }

    /// <summary>A list of choices.</summary>
    public static PromptRows Choices(IReadOnlyList<Choice> choices, ChoiceUi ui, int columns)
    {
        var lines = new List<Line>();
        int focus = 0;
        for (int place = 0; place < choices.Count; place++)
        {
            bool isSelected = place == ui.Selected;
            Ink ink = isSelected ? Ink.Selected : Ink.Plain;
            focus = isSelected ? lines.Count : focus;
            lines.AddRange(Line.Wrapped(choices[place].Label, columns, ink, isSelected ? $"{Glyphs.Open} " : "  ", "  "));
        }

        return new PromptRows(lines, focus);
    }

    /// <summary>What a token says about its PIN's remaining tries, in words.</summary>
    public static string Tries(PinState state) => state switch
    {
        PinState.NotSet => "no PIN is set yet",
        PinState.Set => "no wrong PIN has been typed",
        PinState.CountLow => "a wrong PIN was typed before; the token does not tell how many tries are left",
        PinState.FinalTry => "ONE TRY IS LEFT: a wrong PIN locks the token",
        PinState.Locked => "locked: it no longer takes a PIN",
        _ => "",
    };

    /// <summary>The ink for that state.</summary>
    public static Ink TriesInk(PinState state) => state is PinState.Set or PinState.NotSet ? Ink.Quiet : Ink.Warning;

    /// <summary>A dot for each character, and the place of the next one.</summary>
    public static IEnumerable<Span> Dots(PinBuffer pin, int columns, bool isFocused)
    {
        string dots = string.Concat(Enumerable.Repeat(Glyphs.Dot, Math.Min(pin.Characters, columns - 1)));
        yield return new Span(dots, Ink.Field);
        yield return new Span(isFocused ? "_" : " ", isFocused ? Ink.Cursor : Ink.Field);
        yield return new Span(new string(' ', Math.Max(0, columns - dots.Length - 1)), Ink.Field);
    }

    private static PromptRows Form(FormPrompt prompt, FormUi ui, int columns)
    {
        List<Line> trouble = prompt.Trouble is { } text && !ui.IsTouched ? [.. Line.Wrapped(text, columns, Ink.Bad, $"{Glyphs.Not} ", "  ")] : [];
        PromptRows fields = FieldLines.Of(prompt.Form, ui, columns);
        return new PromptRows([.. trouble, .. fields.Lines], fields.Focus + trouble.Count);
    }

    private static PromptRows Pin(PinPrompt prompt, PinUi ui, int columns)
    {
        var lines = new List<Line>();
        lines.AddRange(Line.Wrapped(prompt.Who, columns, Ink.Strong));
        int field = Math.Clamp(columns - Glyphs.Width(prompt.What) - 5, 0, 24);
        bool isBeside = !prompt.IsNew && field >= 9;
        if (!isBeside)
        {
            lines.AddRange(Line.Wrapped(prompt.What, columns));
            field = Math.Clamp(columns - 14, 8, 24);
        }

        if ((ui.Trouble ?? prompt.Trouble) is { } trouble)
        {
            lines.AddRange(Line.Wrapped(trouble, columns, Ink.Bad, $"{Glyphs.Not} ", "  "));
        }

        int focus = lines.Count;
        if (prompt.IsAtDevice)
        {
            lines.Add(Line.Of($"{Glyphs.Open} Enter, then type it at the device", Ink.Strong));
            lines.AddRange(prompt.State is { } tries ? Line.Wrapped(Tries(tries), columns, TriesInk(tries), "  ", "  ") : []);
            return new PromptRows(lines, focus);
        }

        lines.Add(new Line([new Span(prompt.IsNew ? "  first  " : isBeside ? $"{Glyphs.Open} {prompt.What}  " : $"{Glyphs.Open} PIN  ", Ink.Strong), .. Dots(ui.Pin, field, !ui.IsAgain)]));
        if (prompt.IsNew)
        {
            lines.Add(new Line([new Span("  again  ", Ink.Strong), .. Dots(ui.Again, field, ui.IsAgain)]));
            focus = ui.IsAgain ? lines.Count - 1 : focus;
            lines.AddRange(Line.Wrapped("6 to 64 bytes; typed twice", columns, Ink.Quiet, "  ", "  "));
        }
        else
        {
            lines.AddRange(prompt.State is { } state ? Line.Wrapped(Tries(state), columns, TriesInk(state), "  ", "  ") : []);
        }

        if (prompt.Hint is { } hint)
        {
            lines.Add(new Line(new Span("  "), new Span($"REHEARSAL: type {hint}", Ink.Rehearsal)));
        }

        return new PromptRows(lines, focus);
    }

    private static PromptRows Work(Work work, int columns, long now)
    {
        long elapsed = Math.Max(0, now - work.Since);
        int span = (SignColumns - 1) * 2;
        int at = (int)(elapsed / MillisecondsAStep % span);
        at = at < SignColumns ? at : span - at;
        string sign = new string('·', at) + "█" + new string('·', SignColumns - 1 - at);
        var time = TimeSpan.FromMilliseconds(elapsed);
        string usually = work.Usually is { } length ? $"   usually {Length(length)}" : "";
        string since = string.Create(CultureInfo.InvariantCulture, $"for {(int)time.TotalMinutes}:{time.Seconds:00}{usually}");
        return new PromptRows([.. Line.Wrapped(work.What, columns, Ink.Strong), new Line(new Span(sign, Ink.Good), new Span($"  {since}", Ink.Quiet))]);
    }

    private static string Length(TimeSpan length) => length.TotalSeconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)Math.Round(length.TotalSeconds))} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(length.TotalMinutes)} min");
}
