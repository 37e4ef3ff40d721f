using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>Something that lies over the step's screen until it is closed.</summary>
/// <param name="Title">Its title.</param>
internal abstract record Overlay(string Title);

/// <summary>Something to read: help, the fingerprint of what is signed.</summary>
internal sealed record TextOverlay(string Title, IReadOnlyList<Block> Blocks) : Overlay(Title)
{
    /// <summary>The first row that is shown.</summary>
    public int Scroll { get; init; }
}

/// <summary>What a form over the screen is for.</summary>
internal enum RoomForm
{
    Note,
    Exception,
    People,
    Break,
    Abort,
    Refuse,
}

/// <summary>Something to fill in: a note, an exception, a refusal.</summary>
internal sealed record FormOverlay(RoomForm Kind, string Title, IReadOnlyList<Block> Blocks, Form Form, FormUi Ui) : Overlay(Title);

/// <summary>The menu.</summary>
internal sealed record MenuOverlay(string Title, IReadOnlyList<Choice> Choices, ChoiceUi Ui) : Overlay(Title);
