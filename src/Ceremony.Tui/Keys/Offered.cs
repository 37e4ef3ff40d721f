using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>
/// Which ways on are offered at the terminal: all but the abort, which ends a ceremony for good. That is reached by F10 alone, where the word must be typed; no list has it where one key too many would take it.
/// </summary>
internal static class Offered
{
    /// <summary>The key of the way on that is not offered, and of the menu's entry.</summary>
    public const string Abort = "abort";

    /// <summary>The choices as they stand on the screen; the last is the safe one.</summary>
    public static IReadOnlyList<Choice> In(ChoicePrompt prompt) => [.. prompt.Choices.Where(choice => choice.Key != Abort)];

    /// <summary>Whether the people may abort here.</summary>
    public static bool MayAbort(ChoicePrompt prompt) => prompt.Choices.Any(choice => choice.Key == Abort);
}
