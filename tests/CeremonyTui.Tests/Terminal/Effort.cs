using System.Globalization;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>What a ceremony asks of the people who hold it: every key that is pressed, every PIN that is typed, every page that is only read on.</summary>
internal sealed partial class Effort
{
    private readonly Dictionary<string, int> _pins = [];

    /// <summary>Keys that were pressed: a letter, a digit and Enter are one each.</summary>
    public int Keys { get; private set; }

    /// <summary>Screens on which nothing is done but to go on to their next page.</summary>
    public int PagesReadOn { get; private set; }

    /// <summary>Screens that were acted upon, those pages among them.</summary>
    public int Screens { get; private set; }

    /// <summary>How often a PIN was typed.</summary>
    public int Pins => _pins.Values.Sum();

    /// <summary>How often which PIN was typed, a line each.</summary>
    public string Table => string.Concat(_pins.OrderByDescending(each => each.Value).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value,4}  {each.Key}\n")))
        + string.Create(CultureInfo.InvariantCulture, $"{Pins,4}  PINs\n{Keys,4}  keys\n{PagesReadOn,4}  pages that are only read on\n{Screens,4}  screens\n");

    public void Saw() => Screens++;

    public void Pressed(int keys) => Keys += keys;

    public void ReadOn() => PagesReadOn++;

    /// <summary>A PIN is typed on this screen.</summary>
    public void TypedPin(string screen)
    {
        string kind = KindOf(screen);
        _pins[kind] = _pins.GetValueOrDefault(kind) + 1;
    }

    // A PIN is asked for in an officer's pane, on a line that names it, or to be typed back by whom it was shown to.
    private static string KindOf(string screen)
    {
        if (Pane().Match(screen) is { Success: true } pane)
        {
            return $"{pane.Groups[1].Value}, to confirm";
        }

        return Asked().Match(screen) is { Success: true } asked ? asked.Groups[1].Value
            : Chosen().Match(screen) is { Success: true } chosen ? $"new {chosen.Groups[1].Value}"
            : $"{Title().Match(screen).Groups[1].Value}, typed back";
    }

    [GeneratedRegex("► ([^═┤┬]+?) ═")]
    private static partial Regex Pane();

    [GeneratedRegex(@"► (.*?PIN.*?)  ")]
    private static partial Regex Asked();

    [GeneratedRegex(@"│ ([A-Za-z ]*PIN of .+?)  .*\n.* first ")]
    private static partial Regex Chosen();

    [GeneratedRegex("(PIN of [^─┐]+?) ─")]
    private static partial Regex Title();
}
