using Ceremony.Tui.Tty;

namespace Ceremony.Tui.Tests;

/// <summary>What a terminal answers when it is asked for its ground, and which terminals are asked.</summary>
public class GroundQueryTests
{
    [Theory]
    [InlineData("\e]11;rgb:ffff/ffff/dddd\e\\\e[?62;22c", true)]
    [InlineData("\e]11;rgb:ff/ff/ff\a\e[?1;2c", true)]
    [InlineData("\e]11;rgba:0000/2b2b/3636/ffff\e\\", false)]
    [InlineData("x\e]11;rgb:1e1e/1e1e/1e1e\e\\", false)]
    [InlineData("\e]11;rgb:0/0/f\e\\", false)]
    [InlineData("\e]11;rgb:0/c/0\e\\", true)]
    [InlineData("\e[?62c", null)]
    [InlineData("", null)]
    [InlineData("\e]10;rgb:ffff/ffff/ffff\e\\", null)]
    [InlineData("\e]11;rgb:fffff/0/0\e\\", null)]
    public void The_ground_is_light_or_dark_or_not_told(string answer, bool? isLight) => Assert.Equal(isLight, GroundQuery.Parse(answer));

    [Theory]
    [InlineData("\e]11;rgb:ffff/ffff/ffff\e\\", false)]
    [InlineData("\e]11;rgb:ffff/ffff/ffff\e\\\e[?62;", false)]
    [InlineData("\e[?62;22c", true)]
    public void Nobody_waits_once_the_answer_that_all_terminals_give_is_there(string answer, bool isWhole) => Assert.Equal(isWhole, GroundQuery.IsWhole(answer));

    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("tmux-256color", true)]
    [InlineData("linux", false)]
    [InlineData("vt100", false)]
    [InlineData("dumb", false)]
    [InlineData("", false)]
    public void A_console_and_an_old_terminal_are_not_asked(string term, bool asks) => Assert.Equal(asks, TerminalOptions.From(name => name == "TERM" ? term : null).AsksGround);
}
