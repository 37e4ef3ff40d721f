using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>What people see, as text.</summary>
public class PaintingTests
{
    private static readonly Dictionary<string, Func<Typist>> Scenes = new()
    {
        ["go-on"] = () => new Typist(Samples.Key, new GoOnPrompt()),
        ["blocks"] = () => new Typist(Samples.Blocks, new GoOnPrompt()),
        ["diff"] = () => new Typist(Samples.Diff, new GoOnPrompt()),
        ["diff-end"] = () => new Typist(Samples.Diff, new GoOnPrompt()).Press(KeyName.PageDown),
        ["long"] = () => new Typist(Samples.Long, new GoOnPrompt()).Press(KeyName.PageDown),
        ["form"] = () => new Typist(Samples.Key, new FormPrompt(Samples.People)).Type("Alba Vega").Press(KeyName.Enter).Type("se").Press(KeyName.Enter),
        ["form-choice"] = () => new Typist(Samples.Key, new FormPrompt(Samples.People, "The names were the same.")).Press(KeyName.Tab, KeyName.Tab, KeyName.Right),
        ["choice"] = () => new Typist(Samples.Key, Samples.Ways).Press(KeyName.Up),
        ["pin"] = () => new Typist(Samples.Key, Samples.Pin).Type("123"),
        ["pin-trouble"] = () => new Typist(Samples.Key, Samples.Pin with { State = PinState.FinalTry, Trouble = "The PIN was wrong." }),
        ["pin-new"] = () => new Typist(Samples.Key, Samples.Pin with { IsNew = true, Hint = null }).Type("123456").Press(KeyName.Enter).Type("12"),
        ["word"] = () => new Typist(Samples.Key, new FormPrompt(new Form(new FormField("word 2", "Word 2") { Completions = PgpWords.At(1), Shape = "one word" }))).Type("caRe"),
        ["news"] = () => new Typist(Samples.Scene(new Screen("Start a service", new TextBlock("The service cis will be started.")), new GoOnPrompt("Do it")) with
        {
            Room = Samples.Room with { News = ["stop cis: the service is down", "place system_ca.cer: the file is in place"] },
        }),
        ["close"] = () => new Typist(new Screen("What was approved", new TextBlock("All of this was approved."), new FactsBlock([.. Enumerable.Range(1, 30).Select(number => new Detail($"fact {number}", number == 7 ? "a value that is too long to stand beside another" : "short", number == 9))])), new GoOnPrompt()),
        ["confirm"] = () => new Typist(Samples.Revoke, Samples.Confirm).Type("5678"),
        ["confirm-unread"] = () => new Typist(Samples.Deletion, Samples.Confirm).Type("1"),
        ["confirm-reading"] = () => new Typist(Samples.Deletion, Samples.Confirm).Press(KeyName.PageDown),
        ["confirm-last-page"] = () => new Typist(Samples.Deletion, Samples.Confirm with { Sentences = Samples.DeletionSentences, Until = "20:19:09Z" }).Press(KeyName.End).Type("56"),
        ["confirm-together"] = () => new Typist(Samples.Together, Samples.Confirm with { Titles = Samples.TogetherTitles, Sentences = Samples.DeletionSentences, Until = "20:19:09Z" }).Press(KeyName.PageDown),
        ["confirm-together-number"] = () => new Typist(Samples.Together, Samples.Confirm with
        {
            Panes = [.. Samples.Confirm.Panes.Select(pane => pane with { ConfirmedAt = "15:39:48Z" })],
            Titles = Samples.TogetherTitles,
            Sentences = Samples.DeletionSentences,
            StepNumber = "1237",
            Hint = "1237",
        }).Press(KeyName.PageDown, KeyName.PageDown, KeyName.PageDown, KeyName.PageDown),
        ["confirm-of-three-number"] = () => new Typist(Samples.Revoke, Samples.ConfirmOfThree with
        {
            Panes = [.. Samples.ConfirmOfThree.Panes.Select((pane, place) => pane with { ConfirmedAt = place < 2 ? "15:39:48Z" : null, Hint = "9999" })],
            StepNumber = "23",
        }),
        ["confirm-of-three"] = () => new Typist(Samples.Deletion, Samples.ConfirmOfThree),
        ["confirm-signing"] = () => new Typist(Samples.Scene(Samples.Revoke, null) with { Standing = new(Samples.Confirm, ConfirmUi.For(Samples.Confirm), 1, 0) }).Wait(2300),
        ["confirm-work"] = () => new Typist(Samples.Scene(Samples.Revoke, null) with
        {
            Standing = new(Samples.Confirm with { StepNumber = "23" }, ConfirmUi.For(Samples.Confirm), null, 0),
            Work = new Work("The token signs.", 0, TimeSpan.FromSeconds(1)),
        }).Wait(2300),
        ["confirm-number"] = () => new Typist(Samples.Revoke, Samples.Confirm with
        {
            Panes = [.. Samples.Confirm.Panes.Select(pane => pane with { ConfirmedAt = "15:39:48Z" })],
            StepNumber = "23",
            Hint = "23",
            Trouble = "24 is not the number of this step.",
        }).Type("2"),
        ["confirm-qr"] = () => new Typist(Samples.Revoke, Samples.Confirm).Press(KeyName.F7),
        ["secret-hidden"] = () => new Typist(Samples.Key with { Blocks = [] }, Samples.ShownSecret()),
        ["secret-shown"] = () => new Typist(Samples.Key with { Blocks = [] }, Samples.ShownSecret()).Type(" ").Type("02"),
        ["fingerprint"] = () => new Typist(Samples.Fingerprint, new GoOnPrompt("Hide it")),
        ["work"] = () => new Typist(Samples.Scene(Samples.Key, null) with { Work = new Work("Generating the CA key on CM-HSM", 0, TimeSpan.FromSeconds(20)) }).Wait(7300),
        ["help"] = () => new Typist(Samples.Key, Samples.Pin).Press(KeyName.F1),
        ["exception"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F3).Type("a card"),
        ["people"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F4, KeyName.Down),
        ["menu"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F10),
        ["abort"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.F10, KeyName.Up, KeyName.Enter),
        ["refuse"] = () => new Typist(Samples.Revoke, Samples.Confirm).Press(KeyName.F8),
        ["stop-key"] = () => new Typist(Samples.Key, new GoOnPrompt()).Press(KeyName.Stop),
        ["before-the-first"] = () => new Typist(new Scene(RoomState.Empty, new Screen("Welcome", new TextBlock("One moment.")), new GoOnPrompt(), null, UiState.For(null))).Wait(0),
    };

    public static TheoryData<string> Names => [.. Scenes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scene_looks_at_80_by_24_as_its_golden(string name) => Golden.Matches($"{name}-80x24", Scenes[name]().Look());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scene_looks_at_120_by_40_as_its_golden(string name) => Golden.Matches($"{name}-120x40", Scenes[name]().Look(120, 40));

    [Theory]
    [InlineData("go-on")]
    [InlineData("diff")]
    [InlineData("fingerprint")]
    [InlineData("secret-shown")]
    [InlineData("confirm")]
    public void A_scene_has_a_form_in_ascii(string name)
    {
        string text = Samples.Paint(Scenes[name]().Scene, glyphs: GlyphSet.Ascii).Canvas.ToString();
        Assert.All(text, character => Assert.True(char.IsAscii(character)));
        Golden.Matches($"{name}-ascii", text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_linux_console_is_given_only_glyphs_that_its_font_has(string name)
    {
        string text = Samples.Paint(Scenes[name]().Scene, glyphs: GlyphSet.Console).Canvas.ToString();
        Assert.DoesNotContain(text, character => !char.IsAscii(character) && !char.IsLetter(character) && !"√►·×│─═█▀▄┌┐└┘├┤┬┴┼".Contains(character));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_keys_of_the_question_are_listed_whole(string name)
    {
        Typist typist = Scenes[name]();
        string row = typist.Look().Split('\n')[23];
        Assert.All(typist.Scene.Ui.Hint is null ? KeyHelp.OfPrompt(typist.Scene, typist.IsScrolling) : [], use => Assert.Contains($" {use.Key} {use.Does}", row));
    }

    [Fact]
    public void A_terminal_that_is_too_small_is_asked_to_grow() => Golden.Matches("too-small", new Typist(Samples.Key, new GoOnPrompt()).Look(60, 20));

    [Fact]
    public void A_table_that_would_be_wrapped_beside_the_outline_takes_the_whole_width()
    {
        TableBlock table = Samples.Blocks.Blocks.OfType<TableBlock>().Single();
        string text = new Typist(new Screen("Tokens", table), new GoOnPrompt()).Look();
        Assert.DoesNotContain("Acts", text);
        Assert.Contains("CM-HSM      5f1c0a7be2d94410  SoftHSM v2  set     2 private 2 public 1 cert", text);
    }

    [Fact]
    public void What_comes_and_what_goes_is_told_in_the_first_column_and_by_its_ink()
    {
        IReadOnlyList<Line> lines = BlockLines.Of(Samples.Diff.Blocks.OfType<DiffBlock>(), 60, PaintStyle.Default);
        Assert.Equal(
            [
                "config/cm.conf",
                "    … ",
                "    8 # TLS of the Certificate Factory",
                "    9 SSL.enabled = true",
                "-  10 SSL.file=certs/tls.p12",
                "+  10 SSL.file=/opt/nexus/certificate-manager/certs/a-name-t",
                "+   > hat-is-much-longer-than-names-of-files-should-be/tls.p",
                "+   > 12",
                "-  11 SSL.pin=****",
                "+  11 SSL.pin=****",
                "   12 ",
                "    … ",
                "  118 pkcs11.1 =  /usr/lib/libhsm.so",
                "+ 119 pkcs11.2=/usr/lib/softhsm/libsofthsm2.so",
            ],
            lines.Select(line => line.ToString()));
        Assert.All(lines.Where(line => line.ToString()[0] == '+'), line => Assert.Equal((Ink.Good, Ink.Good), (line.Spans[0].Ink, line.Spans[2].Ink)));
        Assert.All(lines.Where(line => line.ToString()[0] == '-'), line => Assert.Equal((Ink.Quiet, Ink.Quiet), (line.Spans[0].Ink, line.Spans[2].Ink)));
        Assert.Equal(Ink.Plain, lines[2].Spans[2].Ink);
    }

    [Fact]
    public void A_diff_that_would_be_wrapped_beside_the_outline_takes_the_whole_width()
    {
        var narrow = new DiffBlock("a", [new DiffLine("+", 1, "b=c")]);
        Assert.Contains("Acts", new Typist(new Screen("Edit", narrow), new GoOnPrompt()).Look());
        Assert.DoesNotContain("Acts", new Typist(Samples.Diff, new GoOnPrompt()).Look());
    }

    [Fact]
    public void A_wide_character_takes_two_columns()
    {
        Canvas canvas = Samples.Paint(Samples.Scene(new Screen("日本", new TextBlock("日本|")), new GoOnPrompt())).Canvas;
        int column = Enumerable.Range(0, 80).First(each => canvas[each, 2].Rune?.Value == '日');
        Assert.Null(canvas[column + 1, 2].Rune);
        Assert.Equal('|', canvas[column + 4, 2].Rune?.Value);
        Assert.Equal('│', canvas[79, 2].Rune?.Value);
    }

    [Fact]
    public void Every_size_can_be_painted()
    {
        foreach (Func<Typist> scene in Scenes.Values)
        {
            Typist typist = scene();
            for (int width = 1; width < 170; width += 13)
            {
                for (int height = 1; height < 70; height += 7)
                {
                    Painted painted = Samples.Paint(typist.Scene, width, height);
                    Assert.Equal((width, height), (painted.Canvas.Width, painted.Canvas.Height));
                    Assert.Equal(width < 80 || height < 24, painted.Metrics.IsTooSmall);
                }
            }
        }
    }

    [Fact]
    public void The_first_row_says_rehearsal_or_production_in_words_and_in_ink()
    {
        Canvas rehearsal = Samples.Paint(Samples.Scene(Samples.Key, new GoOnPrompt())).Canvas;
        Canvas production = Samples.Paint(Samples.Scene(Samples.Key, new GoOnPrompt()) with { Room = Samples.Room with { IsRehearsal = false } }).Canvas;
        Assert.StartsWith(" REHEARSAL  ", rehearsal.ToString());
        Assert.StartsWith(" PRODUCTION  ", production.ToString());
        Assert.All(Enumerable.Range(0, 80), column => Assert.Equal((Ink.Rehearsal, Ink.Production), (rehearsal[column, 0].Ink, production[column, 0].Ink)));
    }

    [Fact]
    public void A_letter_and_the_marks_on_it_stand_in_one_cell()
    {
        var canvas = new Canvas(12, 1, GlyphSet.Full);
        Assert.Equal(5, canvas.Write(0, 0, "บริษัท."));
        Assert.Equal((new Rune('ร'), "ิ"), (canvas[1, 0].Rune!.Value, canvas[1, 0].Marks));
        Assert.Equal("บริษัท.\n", canvas.ToString());
        Assert.Equal(4, Glyphs.Width("บริษัท"));
        Assert.Equal("บริ…", Glyphs.Cut("บริษัท", 3));
        Assert.Equal(["บริ", "ษัท"], Wrap.Anywhere("บริษัท", 2));
    }

    [Theory]
    [InlineData(nameof(GlyphSet.Console))]
    [InlineData(nameof(GlyphSet.Ascii))]
    public void A_terminal_with_few_characters_gets_no_marks(string set)
    {
        var canvas = new Canvas(12, 1, Enum.Parse<GlyphSet>(set));
        canvas.Write(0, 0, "บริ");
        Assert.Equal("", canvas[1, 0].Marks);
    }

    [Fact]
    public void What_came_from_outside_brings_no_control_characters_to_the_terminal()
    {
        var hostile = new Screen("Title\u001B[2J", new TextBlock("bell\a, \u202Eright to left, e\u0301"), new FactsBlock(Detail.From("cn", "\u001B]0;x\a")));
        string text = Samples.Paint(Samples.Scene(hostile, new GoOnPrompt())).Canvas.ToString();
        Assert.DoesNotContain(text, character => character != '\n' && (char.IsControl(character) || character is '\u202E' or '\u0301'));
        Assert.Contains(@"\u{1b}]0;x\u{7}", text);
    }
}
