using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>What people have done so far on the present screen and the engine does not know yet.</summary>
/// <param name="Prompt">How far the answer has come.</param>
internal sealed record UiState(PromptUi Prompt)
{
    /// <summary>The first row of the screen that is shown; the page, where it is confirmed.</summary>
    public int Scroll { get; init; }

    /// <summary>Whether the screen's last row has been shown.</summary>
    public bool LastRowShown { get; init; }

    /// <summary>Whether it is shown now.</summary>
    public bool IsAtEnd { get; init; }

    /// <summary>What lies over the screen, or null.</summary>
    public Overlay? Overlay { get; init; }

    /// <summary>A sentence about the last key, until the next one; or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Where a prompt begins.</summary>
    public static UiState For(Prompt? prompt) => new(PromptUi.For(prompt));
}

/// <summary>What a key led to.</summary>
/// <param name="Ui">The state after the key.</param>
/// <param name="Reply">The reply to the prompt, or null.</param>
internal readonly record struct Turn(UiState Ui, RoomReply? Reply = null);
