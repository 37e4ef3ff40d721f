using Ceremony.Tui.Painting;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Ceremony.Tui.Tty;

/// <summary>The colours of the inks. The background is the terminal's own, so that the room suits light and dark terminals. No two meanings have one colour, and none needs it: a sign or a word says the same.</summary>
internal sealed class Palette(bool noColour, bool light)
{
    private readonly Dictionary<Ink, Attribute> _attributes = Enum.GetValues<Ink>().ToDictionary(ink => ink, ink => noColour ? WithoutColour(ink) : WithColour(ink, light));

    public Attribute this[Ink ink] => _attributes[ink];

    private static Attribute WithColour(Ink ink, bool light) => ink switch
    {
        Ink.Plain => On(Color.None),
        Ink.Quiet => On(Of(light ? ColorName16.DarkGray : ColorName16.Gray)),
        Ink.Strong => On(Color.None, TextStyle.Bold),
        Ink.Frame => On(Of(light ? ColorName16.Gray : ColorName16.DarkGray)),
        Ink.Title => On(Of(light ? ColorName16.Blue : ColorName16.BrightCyan)),
        Ink.Rehearsal => new Attribute(Of(ColorName16.Black), Of(ColorName16.Yellow)),
        Ink.Production => new Attribute(Of(ColorName16.White), Of(ColorName16.Red), TextStyle.Bold),
        Ink.Warning => On(Of(light ? ColorName16.Magenta : ColorName16.BrightYellow), TextStyle.Bold),
        Ink.Good => On(Of(light ? ColorName16.Green : ColorName16.BrightGreen)),
        Ink.Bad => On(Of(light ? ColorName16.Red : ColorName16.BrightRed), TextStyle.Bold),
        Ink.Foreign => On(Of(ColorName16.Cyan)),
        Ink.Key => new Attribute(Color.None, Color.None, TextStyle.Reverse),
        Ink.Field => On(Color.None, TextStyle.Underline),
        Ink.Cursor => new Attribute(Color.None, Color.None, TextStyle.Reverse),
        Ink.Selected => new Attribute(Color.None, Color.None, TextStyle.Reverse),
        Ink.Qr => new Attribute(Of(ColorName16.White), Of(ColorName16.Black)),
        Ink.Secret => On(Color.None, TextStyle.Bold),
        _ => On(Color.None),
    };

    private static Attribute WithoutColour(Ink ink) => ink switch
    {
        Ink.Rehearsal or Ink.Production or Ink.Key or Ink.Cursor or Ink.Selected => On(Color.None, TextStyle.Reverse),
        Ink.Strong or Ink.Title or Ink.Warning or Ink.Bad or Ink.Secret => On(Color.None, TextStyle.Bold),
        Ink.Field => On(Color.None, TextStyle.Underline),
        _ => On(Color.None),
    };

    private static Color Of(ColorName16 name) => new(name);

    private static Attribute On(Color foreground, TextStyle style = TextStyle.None) => new(foreground, Color.None, style);
}
