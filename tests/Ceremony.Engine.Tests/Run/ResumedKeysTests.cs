using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Secret keys and destroyed keys after an interruption, and in what an aborted ceremony leaves.</summary>
public sealed class ResumedKeysTests
{
    private const string Second = "      - { id: second, do: generate-key";
    private static readonly string WithSecret = Scripts.TwoKeys.Replace(Second, "      - { id: list, do: list-token, token: hsm, login: 'yes' }\n      - { id: kek, do: act, what: make-secret }\n" + Second, StringComparison.Ordinal);
    private static readonly string WithEnd = Scripts.TwoKeys.Replace(Second, "      - { id: end, do: act, what: destroy-first }\n" + Second, StringComparison.Ordinal);

    [Fact]
    public async Task A_secret_key_that_is_missing_goes_to_the_officers_at_the_next_login()
    {
        using Stage stage = await LeftAtDone(WithSecret);
        string id = stage.Tokens["HSM"].Objects.Single(each => each.Class == "secret").Id;
        stage.Tokens["HSM"].Objects.RemoveAll(each => each.Class == "secret");

        await Resumed(stage, $"HSM holds no secret key with the id {id}, but the journal says that one was made.");
    }

    [Fact]
    public async Task A_secret_key_that_was_made_is_explained()
    {
        using Stage stage = await LeftAtDone(WithSecret);

        await Resumed(stage);
    }

    [Fact]
    public async Task A_secret_key_that_no_line_explains_goes_to_the_officers_at_the_next_login_where_a_step_had_looked()
    {
        using Stage stage = await LeftAtDone(WithSecret);
        stage.Tokens["HSM"].Objects.Add(new TokenObject("secret", "Smuggled", "beef", "aes-256", null, null, []));

        await Resumed(stage, "HSM holds a secret key with the id beef that no line of the journal explains.");
    }

    [Fact]
    public async Task A_destroyed_key_that_is_missing_is_right()
    {
        using Stage stage = await LeftAtDone(WithEnd);

        await Resumed(stage);
    }

    [Fact]
    public async Task A_destroyed_key_that_is_there_goes_to_the_officers()
    {
        using var stage = new Stage(WithEnd, null, new ActingKind());
        TokenObject[] first = [];
        stage.Room.Instead = (screen, _) =>
        {
            first = first.Length > 0 ? first : [.. stage.Tokens["HSM"].Objects];
            return screen.Title == "It is done" ? new Interrupted(new LeaveWanted()) : null;
        };
        await stage.Begin();
        stage.Tokens["HSM"].Objects.AddRange(first);

        await Resumed(
            stage,
            $"HSM holds a public object with the id {first[0].Id}, but the journal says that it was destroyed.",
            $"HSM holds a private key with the id {first[0].Id}, but the journal says that it was destroyed.");
    }

    [Fact]
    public async Task Stopped_between_both_halves_a_destruction_is_brought_to_its_end()
    {
        using var stage = new Stage(WithEnd, null, new ActingKind());
        MemoryToken token = stage.Tokens["HSM"];
        token.AfterDeed = () =>
        {
            if (token.Keys is [{ PrivateIsGone: true }])
            {
                token.AfterDeed = () => { };
                throw new StoppedException();
            }
        };
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        token.LoggedIn = null;

        await Resumed(stage);
        Assert.Equal("Second key", Assert.Single(token.Keys).Label);
    }

    [Fact]
    public async Task Aborted_it_tells_what_becomes_of_secret_and_of_destroyed_keys()
    {
        using Stage secret = await LeftAtDone(WithSecret);
        await secret.Abort("given up");
        Assert.Equal(
            ["First key: it stays on the token, unused; destroy it before the token serves another ceremony", "KEK: it stays on the token; destroy it before the token serves another ceremony"],
            Fates(secret));

        using Stage destroyed = await LeftAtDone(WithEnd);
        await destroyed.Abort("given up");
        Assert.Equal(["First key: it was destroyed, and its absence seen"], Fates(destroyed));
    }

    private static async Task<Stage> LeftAtDone(string script)
    {
        var stage = new Stage(script, null, new ActingKind());
        stage.Room.Instead = (screen, _) => screen.Title == "It is done" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        return stage;
    }

    private static async Task Resumed(Stage stage, params string[] told)
    {
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        int before = stage.Room.Screens.Count;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal(
            told,
            stage.Room.Screens.Skip(before).Where(screen => screen.Title == "Something is not as it should be").Select(screen => screen.Blocks.OfType<WarningBlock>().Single().Text).Distinct());
    }

    private static IEnumerable<string> Fates(Stage stage) => stage.Lines.Single(line => line.Kind == "aborted").Json["keys"].AsList()
        .Select(key => $"{key.AsMap().Text("key")}: {key.AsMap().Text("fate")}");
}
