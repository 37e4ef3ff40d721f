using System.Text.RegularExpressions;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>A hint is read whole at the smallest width, whatever people and tokens are called.</summary>
public partial class HintTests
{
    private const string LongName = "Maria Magdalena von und zu Hohenstein-Wittelsbach und Nassau-Oran";
    private const string WideName = "\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce";

    public static TheoryData<string> Fixed => [.. Hints.Fixed];

    public static TheoryData<string> Names => [LongName, WideName, "Bo"];

    [Theory]
    [MemberData(nameof(Fixed))]
    public void A_hint_that_names_nobody_fits(string hint)
    {
        Scene scene = Samples.Scene(Samples.Key, new GoOnPrompt());
        Assert.Contains($"\u2514 {hint} ", Samples.Paint(scene with { Ui = scene.Ui with { Hint = hint } }).Canvas.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_cut_and_what_to_do_is_not(string name)
    {
        AssertSays("has confirmed already; Tab goes to the other pane.", Pane(name) with { ConfirmedAt = "15:39:48Z" }, KeyPress.Of('1'));
        AssertSays("is locked. F8 refuses, F3 records an exception.", Pane(name) with { State = PinState.Locked }, KeyPress.Of('1'));
        AssertSays("types the PIN first.", Pane(name), new KeyPress(KeyName.Enter));
    }

    [Fact]
    public void No_hint_is_made_up_elsewhere()
    {
        string keys = Path.Combine(Path.GetDirectoryName(Golden.Folder())!, "..", "..", "src", "Ceremony.Tui");
        Assert.DoesNotContain(Directory.EnumerateFiles(keys, "*.cs", SearchOption.AllDirectories), file => HintOfItsOwn().IsMatch(File.ReadAllText(file)));
    }

    private static ConfirmPane Pane(string name) => new("Officer 1", name, $"card {name}", PinState.Set, null, null);

    private static void AssertSays(string sentence, ConfirmPane pane, KeyPress key)
    {
        Scene scene = Samples.Scene(Samples.Revoke, Samples.Confirm with { Panes = [pane] });
        scene = scene with { Ui = Reducer.Painted(scene.Ui, Samples.Paint(scene).Metrics) };
        Turn turn = Reducer.Press(scene, Samples.Paint(scene).Metrics, key, 0);
        string edge = Samples.Paint(scene with { Ui = turn.Ui }).Canvas.ToString().Split('\n')[22];
        Assert.Contains($" {sentence} ", edge);
        Assert.InRange(Glyphs.Width(turn.Ui.Hint!), 1, Hints.Columns);
    }

    [GeneratedRegex("Hint = \\$?\"")]
    private static partial Regex HintOfItsOwn();
}
