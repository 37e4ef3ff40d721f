using Ceremony.Core.Room;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Keys;

/// <summary>
/// The sentences about the last key, which stand on the frame's lower edge. Each fits the smallest terminal: names of people and tokens may be
/// cut, but never what to do.
/// </summary>
internal static class Hints
{
    /// <summary>The columns that the edge has for a sentence at the smallest width.</summary>
    public const int Columns = Painter.SmallestWidth - 4;

    public const string Stopped = "Nothing was stopped. F10 leaves the program or aborts the ceremony.";
    public const string NotNow = "Not now: wait for the next question.";
    public const string SecretFirst = "Finish the secret first: type it back, or F8 if somebody else saw it.";
    public const string SecretUnread = "Type the secret without looking at it, then press Enter.";
    public const string NotBegun = "Nothing is recorded before the ceremony begins. F10 leaves the program.";
    public const string NumberFirst = "First type the step's number: Enter alone does nothing irreversible.";
    public const string ReadFirst = "First read to the last page: Enter or PgDn.";
    public const string NothingUnlocked = "No token stays unlocked now: each login ends with its step.";
    public const string TooEarly = "That key was too early: read first.";
    public const string TokenLocked = "This token is locked. F3 records an exception, F10 leaves or aborts.";

    public const string LeaveWork = "F10 again leaves at once; a resume finds out what was done.";
    public const string TypedAtDevice = "This PIN is typed at the device, not here: press Enter first.";

    /// <summary>Every sentence that names nobody.</summary>
    public static IReadOnlyList<string> Fixed => [Stopped, NotNow, SecretFirst, SecretUnread, NotBegun, NumberFirst, ReadFirst, NothingUnlocked, TooEarly, TokenLocked, TypedAtDevice, LeaveWork];

    public static string PinFirst(ConfirmPane pane) => About(pane.Person, " types the PIN first.");

    public static string HasConfirmed(ConfirmPrompt prompt, ConfirmPane pane) => About(pane.Person, $" has {(prompt.IsProposal ? "confirmed" : "signed")} already; Tab goes to the other pane.");

    public static string CardLocked(ConfirmPane pane) => About(pane.Token, " is locked. F8 refuses, F3 records an exception.");

    private static string About(string name, string sentence) => Glyphs.Cut(name, Columns - Glyphs.Width(sentence)) + sentence;
}
