using System.Globalization;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Painting;

/// <summary>What is told of each officer who confirms: in one line while all read, in a pane where they sign.</summary>
internal static class PaneLines
{
    private const int LongestPin = 16;

    /// <summary>Who it is, the token, and how far it has come, in so many columns.</summary>
    public static Line Reading(ConfirmPane pane, bool hasRead, int columns)
    {
        (string mark, string state, Ink ink) = pane.ConfirmedAt is { } at ? (Glyphs.Done, $"signed {at}", Ink.Good) : (Glyphs.Ahead, hasRead ? "has read" : "reading", Ink.Plain);
        int room = columns - Glyphs.Width(state) - 4;
        string name = Glyphs.Cut(pane.Person, room);
        int token = room - Glyphs.Width(name) - 2;
        string what = token >= Glyphs.Width(pane.Token) ? $"  {pane.Token}" : "";
        return new Line(new Span($"{mark} ", ink), new Span(name), new Span(what, Ink.Foreign), new Span($"  {state}", ink));
    }

    /// <summary>What stands in an officer's pane.</summary>
    public static IReadOnlyList<Line> Of(ConfirmPane pane, Pane now, int columns) =>
    [
        Line.Of(Glyphs.Cut(pane.Token, columns), now.IsActive ? Ink.Foreign : Ink.Quiet),
        State(pane, now, columns),
        .. pane is { ConfirmedAt: null, State: { } state } && PromptLines.TriesInk(state) == Ink.Warning ? Line.Wrapped(PromptLines.Tries(state), columns, Ink.Warning) : [],
        .. pane is { ConfirmedAt: null, Hint: { } hint } ? [now.SigningFor is null && now.IsNeeded ? Line.Of($"REHEARSAL: type {hint}", now.IsActive ? Ink.Rehearsal : Ink.Quiet) : Line.Empty] : Array.Empty<Line>(),
    ];

    /// <summary>Whose pane it is: the person, and where there is room the officer that the installation knows them as.</summary>
    public static string Whose(ConfirmPane pane, int columns)
    {
        string both = pane.Officer == pane.Person ? pane.Person : $"{pane.Person}, {pane.Officer}";
        return Glyphs.Width(both) <= columns ? both : Glyphs.Cut(pane.Person, columns);
    }

    private static Line State(ConfirmPane pane, Pane now, int columns) => (pane, now) switch
    {
        ({ ConfirmedAt: { } at }, _) => Line.Of($"{Glyphs.Done} signed {at}", Ink.Good),
        (_, { SigningFor: { } time }) => Line.Of(string.Create(CultureInfo.InvariantCulture, $"{Glyphs.Open} signing {Glyphs.More} {(int)time.TotalMinutes}:{time.Seconds:00}"), Ink.Strong),
        (_, { IsNeeded: false }) => Line.Of("  not needed any more", Ink.Quiet),
        (_, { IsActive: false }) => Line.Of("  PIN   Tab to type here", Ink.Quiet),
        ({ IsAtDevice: true }, _) => Line.Of(Glyphs.Cut($"{Glyphs.Open} Enter, then PIN at the device", columns), Ink.Strong),
        _ => new Line([new Span($"{Glyphs.Open} PIN  ", Ink.Strong), .. PromptLines.Dots(now.Typed, Math.Min(LongestPin, columns - 8), isFocused: true)]),
    };

    /// <summary>What goes on in a pane.</summary>
    /// <param name="IsActive">Whether it has the keyboard.</param>
    /// <param name="Typed">What was typed in the active one.</param>
    /// <param name="SigningFor">How long its token has been signing; null where it does not.</param>
    /// <param name="IsNeeded">Whether its officer can still confirm: not once enough others have.</param>
    internal readonly record struct Pane(bool IsActive, PinBuffer Typed, TimeSpan? SigningFor, bool IsNeeded = true);
}
