namespace Ceremony.Tui;

/// <summary>How the room uses its terminal.</summary>
public sealed record TerminalOptions
{
    /// <summary>Draws with ASCII only, for terminals and fonts that have nothing else.</summary>
    public bool Ascii { get; init; }

    /// <summary>Sets no colours; words, marks, bold and reverse say everything that colours say.</summary>
    public bool NoColour { get; init; }

    /// <summary>The terminal's background is light.</summary>
    public bool Light { get; init; }

    /// <summary>Whether the terminal can be asked for its background, which then counts; an old one and the Linux console would show the question.</summary>
    public bool AsksGround { get; init; }

    /// <summary>The terminal is the Linux console: its font has the glyphs of code page 437.</summary>
    public bool LinuxConsole { get; init; }

    /// <summary>The clock for the frame, for work in progress and for shown secrets.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The size of a room without a terminal, for tests: keys then come through <see cref="TerminalRoom"/>'s own methods, and nothing is written.
    /// </summary>
    internal (int Width, int Height)? Headless { get; init; }

    /// <summary>
    /// What the environment says: <c>NO_COLOR</c> (no-color.org), <c>TERM</c>, <c>COLORFGBG</c> and the locale's character set.
    /// </summary>
    public static TerminalOptions FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static TerminalOptions From(Func<string, string?> variable)
    {
        string term = variable("TERM") ?? "";
        string locale = FirstOf(variable("LC_ALL"), variable("LC_CTYPE"), variable("LANG"));
        bool isUtf8 = locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
        bool isOld = term is "dumb" or "ansi" || term.StartsWith("vt", StringComparison.Ordinal);

        // The last part of COLORFGBG is the background: 7 and 9 to 15 are light.
        string ground = (variable("COLORFGBG") ?? "").Split(';')[^1];
        return new TerminalOptions
        {
            Ascii = isOld || (locale.Length > 0 && !isUtf8),
            NoColour = !string.IsNullOrEmpty(variable("NO_COLOR")) || isOld,
            Light = ground is "7" or "9" or "10" or "11" or "12" or "13" or "14" or "15",
            LinuxConsole = IsConsole(term),
            AsksGround = term.Length > 0 && !isOld && !IsConsole(term),
        };
    }

    private static bool IsConsole(string term) => term is "linux" or "linux-16color";

    private static string FirstOf(params IEnumerable<string?> values) => values.FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
}
