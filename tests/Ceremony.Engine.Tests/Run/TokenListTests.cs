using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The list of tokens that F5 shows.</summary>
public sealed class TokenListTests
{
    [Fact]
    public async Task It_tells_both_PINs_the_objects_by_class_and_what_else_the_modules_show()
    {
        Screen list = await LookWhen("The key is made");

        TableBlock[] tables = [.. list.Blocks.OfType<TableBlock>()];
        Assert.Equal(["HSM", "serial-HSM", "Memory token", "set", "set", "1 private 1 public"], Assert.Single(tables[0].Rows));
        Assert.Equal("not in the script", tables[1].Columns[0]);
        Assert.Equal(
            [
                "STRANGER serial-STRANGER Memory token not set set",
                "(no token) reader \"right\" – – –",
                "(blank token) reader \"left\" – – –",
            ],
            tables[1].Rows.Select(row => string.Join(' ', row)));
        Assert.DoesNotContain(new TextBlock(TokenWords.Unseen), list.Blocks);
    }

    [Fact]
    public async Task Before_a_login_it_says_that_private_objects_cannot_be_seen()
    {
        Screen list = await LookWhen("The boot kit is open");

        Assert.Equal("? private 0 public", list.Blocks.OfType<TableBlock>().First().Rows[0][^1]);
        Assert.Contains(new TextBlock(TokenWords.Unseen), list.Blocks);
    }

    [Fact]
    public async Task A_token_that_was_taken_out_is_not_there()
    {
        Screen list = await LookWhen("The boot kit is open", takesOut: true);

        Assert.Equal(["HSM", "–", "–", "–", "–", "not there"], list.Blocks.OfType<TableBlock>().First().Rows[0]);
    }

    // The list as it is when the first screen of that title is shown; the first question of it is answered by F5.
    private static async Task<Screen> LookWhen(string title, bool takesOut = false)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens.Add("STRANGER", "so", null);
        bool asked = false;
        stage.Room.Instead = (screen, _) =>
        {
            bool isMoment = !asked && screen.Title == title;
            asked |= isMoment;
            stage.Tokens["HSM"].IsThere = !(isMoment && takesOut);
            return isMoment ? new Interrupted(new TokensWanted()) : null;
        };

        await stage.Begin();

        return stage.Room.Screens.First(screen => screen.Title == "HSM slots and cards");
    }
}
