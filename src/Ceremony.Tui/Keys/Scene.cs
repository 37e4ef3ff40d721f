using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>All that is painted, except the time and the size.</summary>
/// <param name="Room">What surrounds the screen.</param>
/// <param name="Screen">The screen, or null before the first.</param>
/// <param name="Prompt">What is asked, or null between two questions.</param>
/// <param name="Work">What is being done, or null.</param>
/// <param name="Ui">What people have done so far.</param>
internal sealed record Scene(RoomState Room, Screen? Screen, Prompt? Prompt, Work? Work, UiState Ui)
{
    /// <summary>Whether keys act on it yet; no keys are named before they do.</summary>
    public bool TakesKeys { get; init; } = true;

    /// <summary>The confirmation that was answered last and stands until the program asks again; null for other questions.</summary>
    public StandingConfirmation? Standing { get; init; }
}

/// <summary>A confirmation while the program does what came of it.</summary>
/// <param name="Prompt">What was asked.</param>
/// <param name="Ui">How far the officers had come; its PIN is gone.</param>
/// <param name="Signing">The pane whose token signs, counted from 0; null where none does.</param>
/// <param name="Since">When it was answered, in milliseconds of the room's clock.</param>
internal sealed record StandingConfirmation(ConfirmPrompt Prompt, ConfirmUi Ui, int? Signing, long Since);

/// <summary>Something that is being done.</summary>
/// <param name="What">What is being done, in words.</param>
/// <param name="Since">When it began, in milliseconds of the room's clock.</param>
/// <param name="Usually">How long it usually takes; null where that is not known.</param>
internal sealed record Work(string What, long Since, TimeSpan? Usually);

/// <summary>The measures of the last painting that keys need.</summary>
/// <param name="Rows">How many rows the screen, or the overlay, has.</param>
/// <param name="Visible">How many of them are shown.</param>
/// <param name="First">The first row that is shown, counted from 0.</param>
/// <param name="IsTooSmall">Whether the terminal is too small for anything but a sentence.</param>
internal sealed record Metrics(int Rows, int Visible, int First, bool IsTooSmall = false)
{
    /// <summary>Whether the last row is shown.</summary>
    public bool IsAtEnd => First + Visible >= Rows;

    /// <summary>Whether there is more than is shown.</summary>
    public bool IsScrolling => Visible < Rows;

    /// <summary>The measures of something that is shown in pages: rows are pages, and one of them is seen.</summary>
    /// <param name="count">How many pages there are.</param>
    /// <param name="page">The page that is shown, counted from 0.</param>
    public static Metrics OfPages(int count, int page) => new(count, 1, page);

    /// <summary>The first row after a key, or null where the key does not scroll.</summary>
    public int? Scroll(KeyPress key)
    {
        int? wanted = key.Name switch
        {
            KeyName.Up => First - 1,
            KeyName.Down => First + 1,
            KeyName.PageUp => First - Math.Max(1, Visible - 1),
            KeyName.PageDown => First + Math.Max(1, Visible - 1),
            KeyName.Home => 0,
            KeyName.End => Rows,
            _ => null,
        };
        return wanted is { } first ? Math.Clamp(first, 0, Math.Max(0, Rows - Visible)) : null;
    }
}
