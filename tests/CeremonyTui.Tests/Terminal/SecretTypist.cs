using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>
/// Types PINs at the prompts of a real ceremony, one of them wrong. Looks through the memory of the program before each is handed over, when it must be found, and at least a second
/// after, when none may be.
/// </summary>
/// <param name="terminal">Where the program runs.</param>
/// <param name="isPasted">Whether each comes in one stroke, as from a scanner, and not key by key.</param>
internal sealed partial class SecretTypist(Tmux terminal, bool isPasted)
{
    /// <summary>The PIN of the officers' keys, that of the token, and one that is not.</summary>
    public const string Officers = "qX7zK29vTmPw", Token = "Jd4sYb61RkUh", Wrong = "w8NgCf35ZpLe";

    private const char Dot = '∙';
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _typed = [];
    private bool _isTyped;

    /// <summary>The titles of the screens at which PINs were looked for, a second after one was handed over.</summary>
    public List<string> Looked { get; } = [];

    /// <summary>Types the PIN that a screen asks for; false where it asks for none.</summary>
    public bool Act(string screen)
    {
        LookForAll(screen);
        if (screen.Contains("│ To do it", StringComparison.Ordinal))
        {
            // A rehearsal would say it below; the first row does in any case.
            terminal.Line(StepNumber().Match(screen).Groups[1].Value);
            return true;
        }

        bool isNew = screen.Contains("typed twice", StringComparison.Ordinal);
        if (!isNew && (screen.Split('►')[^1].Split('\n')[0] is not { } marked || !marked.Contains("PIN", StringComparison.Ordinal)))
        {
            return false;
        }

        bool isToken = screen.Contains("► User PIN of CM-HSM", StringComparison.Ordinal);
        Type(!isToken ? Officers : _typed.Contains(Wrong) ? Token : Wrong);
        if (isNew)
        {
            Type(Officers);
        }

        return true;
    }

    /// <summary>While it is typed it is in memory, and the search finds it.</summary>
    private void Type(string pin)
    {
        int dots = terminal.Screen.Count(letter => letter == Dot);
        foreach (string part in isPasted ? [pin] : pin.Select(letter => $"{letter}"))
        {
            terminal.Keys("-l", part);
            dots += part.Length;
            terminal.WaitUntil(screen => screen.Count(letter => letter == Dot) >= dots, "a key was not taken");
        }

        Assert.NotEmpty(MemoryScan.Find(terminal.Program, pin));
        _typed.Add(pin);
        _isTyped = true;
        terminal.Keys("Enter");
        terminal.WaitUntil(screen => !screen.Contains($"{Dot}_", StringComparison.Ordinal), "Enter was not taken");
    }

    [GeneratedRegex("^.* ([0-9]+) of [0-9]+ ")]
    private static partial Regex StepNumber();

    private void LookForAll(string screen)
    {
        if (!_isTyped)
        {
            return;
        }

        _isTyped = false;
        Thread.Sleep(Least);
        string process = terminal.Program;
        Assert.All(_typed, pin => Assert.Equal([], MemoryScan.Find(process, pin)));
        Looked.Add(screen.Split('\n')[1].Trim('┌', '┐', '─', ' '));
    }
}
