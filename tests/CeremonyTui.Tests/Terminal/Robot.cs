using System.Globalization;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>
/// Somebody who knows nothing of the program: reads the screen, waits until it says which keys it takes, and does what it says. It makes up
/// names, agrees where it may choose, types what "REHEARSAL: type" tells, and notes the words of a fingerprint as a witness would.
/// </summary>
internal sealed partial class Robot(Tmux terminal)
{
    private const int MostScreens = 600;
    private const string NextPage = "Enter Next page";
    private const string MoreBelow = "Enter Read on";
    private const char Dot = '∙';
    private const int MostLooks = 4000;
    private const int LooksASecond = 20;
    private static readonly string[] Names = ["Olga Berg", "Ada Vega", "Bo Lind", "Wim Zorn", "Cia Norén", "Dan Ek"];
    private readonly Dictionary<int, string> _sheet = [];
    private int _named;
    private string _typed = "";

    /// <summary>Acts in place of the robot, at screens of which it says true.</summary>
    public Func<string, bool> Instead { get; init; } = _ => false;

    /// <summary>Told each secret that was read, with the title of its screen.</summary>
    public Action<string, string> Read { get; init; } = (_, _) => { };

    /// <summary>What it took so far.</summary>
    public Effort Effort { get; } = new();

    /// <summary>Titles of the screens that were met, in their order.</summary>
    public List<string> Met { get; } = [];

    /// <summary>Goes on until the shell says that the program has ended.</summary>
    public string WalkToTheEnd(Action<int, string>? meanwhile = null)
    {
        string acted = "";
        for (int screens = 0; screens < MostScreens; screens++)
        {
            string screen = WaitForNext(acted);
            if (Ended().IsMatch(screen))
            {
                return screen;
            }

            _typed = "";
            Met.Add(Title().Match(screen).Groups[1].Value);
            Effort.Saw();
            meanwhile?.Invoke(screens, screen);
            acted = terminal.Screen;
            if (!Instead(screen))
            {
                Act(screen);
            }
        }

        Assert.Fail($"It has no end:\n{terminal.Screen}");
        return "";
    }

    private void Act(string whole)
    {
        string keys = Tmux.LastRow(whole);
        string screen = WithoutOutline(whole);
        if (keys.Contains("Space Show it", StringComparison.Ordinal))
        {
            ReadSecret();
        }
        else if (keys.Contains(NextPage, StringComparison.Ordinal))
        {
            Effort.ReadOn();
            Press("NPage");
        }
        else if (screen.Contains("Tab to type here", StringComparison.Ordinal) && !screen.Contains("► PIN", StringComparison.Ordinal))
        {
            Press("Tab");
        }
        else if (screen.Contains("Word ", StringComparison.Ordinal) && keys.Contains("Enter", StringComparison.Ordinal) && Word().Match(screen) is { Success: true } word)
        {
            EnterWord(_sheet[int.Parse(word.Groups[1].Value, CultureInfo.InvariantCulture)]);
        }
        else if (WordToType().Match(screen) is { Success: true } demanded)
        {
            Enter(demanded.Groups[1].Value);
        }
        else if (Hint(screen) is { } hint)
        {
            if (AsksForPin().IsMatch(screen))
            {
                Effort.TypedPin(screen);
            }

            Enter(hint);
        }
        else if (keys.Contains("Left/Right Choose", StringComparison.Ordinal))
        {
            Press("Right", "Enter");
        }
        else if (Field().Match(screen) is { Success: true } field && IsForm(whole))
        {
            Enter(field.Groups[1].Value != "_" ? "" : screen.Contains(" Who is here ", StringComparison.Ordinal) ? Names[_named++ % Names.Length] : "done");
        }
        else
        {
            Note(screen);
            if (keys.Contains(MoreBelow, StringComparison.Ordinal))
            {
                Effort.ReadOn();
            }

            Press("Enter");
        }
    }

    /// <summary>Whether the screen has fields to be filled in.</summary>
    internal static bool IsForm(string screen) => Tmux.LastRow(screen) is var keys && (keys.Contains("Enter Next", StringComparison.Ordinal) || keys.Contains("Enter Answer", StringComparison.Ordinal));

    private void Enter(string text)
    {
        _typed = text;
        Effort.Pressed(text.Length + 1);
        terminal.Line(text);
    }

    // As many letters as it takes until the screen shows the rest of the word behind the cursor, or all of them.
    private void EnterWord(string word)
    {
        for (int letters = 1; letters <= word.Length; letters++)
        {
            Effort.Pressed(1);
            terminal.Keys("-l", word[letters - 1].ToString());
            string screen = terminal.WaitUntil(shown => shown.Contains($" {word[..letters]}_", StringComparison.Ordinal), "The letter is not there");
            if (letters == word.Length || screen.Contains($" {word[..letters]}_{word[letters..]}", StringComparison.Ordinal))
            {
                break;
            }
        }

        Press("Enter");
    }

    private void Press(params string[] keys)
    {
        Effort.Pressed(keys.Length);
        terminal.Keys(keys);
    }

    // A fingerprint shows each of its words behind a number of its own.
    private void Note(string screen)
    {
        if (!screen.Contains("in words", StringComparison.Ordinal))
        {
            return;
        }

        string words = screen[screen.IndexOf("in words", StringComparison.Ordinal)..];
        foreach (Match word in NumberedWord().Matches(words.Split('├')[0]))
        {
            _sheet[int.Parse(word.Groups[1].Value, CultureInfo.InvariantCulture)] = word.Groups[2].Value;
        }
    }

    private void ReadSecret()
    {
        string read = "";
        for (int looks = 0; read.Length == 0; looks++)
        {
            Assert.True(looks < MostLooks, $"No digits were shown:\n{terminal.Screen}");
            // They are shown for a second; whoever was slower asks again.
            if (looks % LooksASecond == 0)
            {
                Press("Space");
            }

            Thread.Sleep(50);
            read = BigDigits.Read(terminal.Screen);
        }

        Read(Met[^1], read);
        Effort.TypedPin(terminal.Screen);
        Enter(read);
    }

    // The pane that waits for a PIN is marked; the hint stands below in the same pane.
    private static string? Hint(string screen)
    {
        string[] rows = screen.Split('\n');
        int[] marked = [.. rows.SelectMany(row => new[] { row.IndexOf("► PIN", StringComparison.Ordinal) }).Where(at => at >= 0)];
        foreach (string row in rows)
        {
            Match[] hints = [.. TypeHint().Matches(row).Cast<Match>()];
            if (hints.Length > 0)
            {
                Match nearest = marked.Length == 0 ? hints[0] : hints.OrderBy(hint => Math.Abs(hint.Index - marked[0])).First();
                return nearest.Groups[1].Value;
            }
        }

        return null;
    }

    // What was typed has been taken when it no longer stands before the cursor, and the screen asks again, or for something else.
    private string WaitForNext(string acted)
    {
        const int QuietLooks = 2;
        string before = "";
        int quiet = 0;
        return terminal.WaitUntil(
            screen =>
            {
                string still = Tmux.WithoutClock(screen);
                bool asks = (Tmux.TakesKeys(screen) && !IsBeingTyped(screen)) || Ended().IsMatch(screen);
                quiet = asks && still == before && still != Tmux.WithoutClock(acted) ? quiet + 1 : 0;
                before = still;
                return quiet >= QuietLooks;
            },
            "Nothing came of what was typed");
    }

    private bool IsBeingTyped(string screen) => _typed.Length > 0
        && (screen.Contains($"{Dot}_", StringComparison.Ordinal) || Enumerable.Range(1, _typed.Length).Any(length => screen.Contains($" {_typed[..length]}_", StringComparison.Ordinal)));

    // Acts and steps stand on the left, marked like the field that is typed in.
    internal static string WithoutOutline(string screen)
    {
        string[] rows = screen.Split('\n');
        int border = rows.Length > 1 ? rows[1].IndexOf("┐┌", StringComparison.Ordinal) : -1;
        return border < 0 ? screen : string.Join('\n', rows.Select(row => row.Length > border ? row[(border + 1)..] : row));
    }

    [GeneratedRegex(@"REHEARSAL: type (\S+)")]
    private static partial Regex TypeHint();

    [GeneratedRegex(@"► [^│═]*PIN|═┤|typed twice")]
    private static partial Regex AsksForPin();

    [GeneratedRegex(@"► Type ([A-Z]+) to ")]
    private static partial Regex WordToType();

    [GeneratedRegex(@"► +Word ([0-9]+)")]
    private static partial Regex Word();

    // A caption that is too long for its row stands above its field.
    [GeneratedRegex(@"(?m)► (?:.+? )? +(\S.*?) *│")]
    private static partial Regex Field();

    [GeneratedRegex(" ([0-9]{1,2}) ([A-Za-z]+)(?= )")]
    private static partial Regex NumberedWord();

    [GeneratedRegex("code=[0-9]")]
    private static partial Regex Ended();

    [GeneratedRegex(@"(?m)^┌.*?┌? ?([^┌─┐│·]+?)(?: · [^┌─┐│]+)? ─+(?: page [0-9]+ of [0-9]+ ─+)?┐$")]
    private static partial Regex Title();
}
