using System.Globalization;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>
/// Types what a real ceremony asks for and a rehearsal would tell: each PIN by the name that the screen gives its token or file, and the number of the step. Leaves the program where
/// enough was done, as the menu has it.
/// </summary>
/// <param name="terminal">Where the program runs.</param>
/// <param name="pins">PINs by the name of what they open: a file, the label of a token, or "Security officer PIN of" a label.</param>
/// <param name="steps">How many steps are done before the program is left.</param>
internal sealed partial class ProductionTypist(Tmux terminal, IDictionary<string, string> pins, int steps)
{
    private const string SecurityOfficer = "Security officer PIN of ";
    private bool _isLeaving;

    /// <summary>Does what the screen asks for; false where the robot knows it by itself.</summary>
    public bool Act(string screen)
    {
        // A wrong one is never tried again: a few of them lock a token.
        Assert.False(WrongPin().IsMatch(screen), $"a PIN was wrong:\n{screen}");
        if (Step().Match(screen) is { Success: true } step)
        {
            if (!_isLeaving && int.Parse(step.Groups[1].Value, CultureInfo.InvariantCulture) > steps)
            {
                Leave();
                return true;
            }

            if (screen.Contains("│ To do it", StringComparison.Ordinal))
            {
                terminal.Line(step.Groups[1].Value);
                return true;
            }
        }

        if (screen.Contains("┌ Parameters ", StringComparison.Ordinal))
        {
            // Where the robot would choose something else, the default is taken.
            terminal.Keys("Enter");
            return true;
        }

        if (Robot.IsForm(screen) || screen.Contains("Enter Next page", StringComparison.Ordinal) || Opened(Robot.WithoutOutline(screen)) is not { } opened)
        {
            return false;
        }

        terminal.Line(PinOf(opened));
        return true;
    }

    /// <summary>Keeps a PIN that its holder read, as its holder would.</summary>
    public void Learn(string title, string pin) => pins[title.Split(' ')[^1]] = pin;

    private void Leave()
    {
        _isLeaving = true;
        terminal.Keys("F10");
        terminal.WaitToAct("Leave now");
        for (string screen = terminal.Screen; !screen.Contains("► Leave now", StringComparison.Ordinal); screen = terminal.WaitToAct("Leave now"))
        {
            terminal.Keys("Up");
            terminal.WaitUntil(now => now != screen, "the menu did not move");
        }

        terminal.Keys("Enter");
    }

    private string PinOf(string opened)
    {
        string[] named = [.. pins.Keys.Where(name => opened.Contains(name, StringComparison.Ordinal) && name.StartsWith(SecurityOfficer, StringComparison.Ordinal) == opened.Contains(SecurityOfficer, StringComparison.Ordinal))];
        Assert.True(named.Length == 1, $"Which PIN is asked for by \"{opened}\"?\n{terminal.Screen}");
        return pins[named[0]];
    }

    // What the marked field opens: its own name says so, or, where an officer confirms, the rows above it in the same pane.
    private static string? Opened(string screen)
    {
        string[] rows = screen.Split('\n');
        int at = Array.FindIndex(rows, row => MarkedPin().IsMatch(row));
        if (at < 0)
        {
            return null;
        }

        int from = rows[at].IndexOf('►', StringComparison.Ordinal);
        int to = rows[at].IndexOf('│', from);
        string Pane(string row) => row.Length <= from ? "" : row[from..Math.Min(row.Length, to < 0 ? row.Length : to)];
        string field = Pane(rows[at]);
        return field.TrimStart('►', ' ').StartsWith("PIN  ", StringComparison.Ordinal) ? string.Join(' ', rows[Math.Max(0, at - 3)..at].Select(Pane)) : field;
    }

    [GeneratedRegex("× .*[Ww]rong")]
    private static partial Regex WrongPin();

    // Where the row has no room for words, a stroke stands between the two.
    [GeneratedRegex("^ PRODUCTION [^\n]* ([0-9]+)(?: of |/)[0-9]+ ")]
    private static partial Regex Step();

    [GeneratedRegex("► [^│\n]*PIN")]
    private static partial Regex MarkedPin();
}
