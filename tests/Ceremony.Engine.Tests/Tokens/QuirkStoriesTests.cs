using Ceremony.Core.Room;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>Whole ceremonies for real on tokens with one quirk each: each ends well, or is refused before anybody confirmed, or by an exception that the officers confirm; none ends in a dead end.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class QuirkStoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What the token tells of its keys goes to the officers.
    private static readonly string[] Accepted = ["extractable", "no-usage", "not-told", "recovers", "told-false"];

    // Each with what the step says.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["id-fixed"] = "it gives its keys ids of its own, and takes no other",
        ["no-ec"] = "it does not know CKM_EC_KEY_PAIR_GEN",
        ["read-only"] = "it cannot be written to",
        ["signs-wrongly"] = "it signs wrongly: a signature of a key that was made for this trial does not verify",
        ["small-only"] = "it makes keys of at most 2048 bits",
    };

    // Each has a test of its own, here or where drivers print.
    private static readonly string[] Others = ["dies-once", "hangs", "hangs-after", "id-own-hangs", "lost", "needs-environment", "needs-parameters", "prints", "slow", "user-password", "vendor-user"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Harmless => [.. QuirkModule.All.Except([.. Accepted, .. Refused.Keys, .. Others]).Prepend("none")];

    public static TheoryData<string> NotAsDemanded => [.. Accepted];

    public static TheoryData<string, string> Impossible => [.. Refused.Select(each => (each.Key, each.Value))];

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task It_is_held_as_on_any_other_token(string quirk)
    {
        using TokenStory story = Of(quirk);
        RunEnd end = await story.Begin();
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Accepts);
        Assert.Equal(RunEnd.Completed, end);
        Assert.Equal([], story.Findings());
    }

    [Theory]
    [MemberData(nameof(NotAsDemanded))]
    public async Task A_key_that_its_token_does_not_tell_to_be_as_demanded_stands_by_an_exception(string quirk)
    {
        using TokenStory story = Of(quirk);
        RunEnd end = await story.Begin();
        Assert.Equal([], story.Refusals);
        Assert.Equal(RunEnd.Completed, end);
        Assert.Equal(3, story.Accepts.Count);
        Assert.Equal(3, story.Lines.Entries<ExceptionDecided>().Count());
        Assert.Equal([], story.Findings());
    }

    [Theory]
    [MemberData(nameof(NotAsDemanded))]
    public async Task Or_it_is_destroyed_and_nothing_is_left_of_it(string quirk)
    {
        using TokenStory story = Of(quirk);
        story.AcceptsKeys = false;
        story.Decide = _ => "abort";
        Assert.Equal(RunEnd.Aborted, await story.Begin());
        Assert.EndsWith("The token was told to remove it, and no half of it is there any more.", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.Equal([], story.Findings());
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_a_token_cannot_do_is_refused_before_anybody_confirms(string quirk, string why)
    {
        using TokenStory story = Of(quirk, quirk == "small-only" ? "rsa-4096" : "ec-p256");
        story.Decide = _ => "abort";
        Assert.Equal(RunEnd.Aborted, await story.Begin());
        Assert.EndsWith($"cannot make the key \"CA key\": {why}.", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.DoesNotContain(story.Lines, line => line.Step == "ca-key" && line.Entry is Proposed or Confirmed);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task A_session_that_dies_is_survived_by_trying_again()
    {
        using TokenStory story = Of("dies-once");
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.StartsWith("The token", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task A_device_that_is_lost_and_comes_back_is_reached_by_trying_again()
    {
        QuirkModule module = QuirkModule.Make(_folder.Path, SoftHsm.Module, "lost");
        using var story = new TokenStory(new StoryToken(module.Path, SoftHsm.NewToken(), SoftHsm.Pin));
        bool wasLost = false;
        story.Before = (screen, _) =>
        {
            if (!wasLost && screen.Title == "The key is made")
            {
                wasLost = true;
                module.Begin();
            }
        };
        story.Decide = _ =>
        {
            module.End();
            return "again";
        };
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.EndsWith("reports an error of its own: look at the device and its log before trying again.", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.Equal([], story.Findings());
    }

    [Theory]
    [InlineData("hangs", "Generate a key", false)]
    [InlineData("hangs", "The key is made", false)]
    [InlineData("hangs-after", "Generate a key", true)]
    public async Task A_driver_that_hangs_is_left_at_once_and_the_resume_finds_out_what_was_done(string quirk, string title, bool wasDone)
    {
        QuirkModule module = QuirkModule.Make(_folder.Path, SoftHsm.Module, quirk);
        using var story = new TokenStory(new StoryToken(module.Path, SoftHsm.NewToken(), SoftHsm.Pin));
        bool hung = false;
        story.Before = (screen, prompt) =>
        {
            if (!hung && screen.Title == title && prompt is not ConfirmPrompt { StepNumber: null })
            {
                hung = true;
                module.Begin();
            }
        };
        story.WhenSlow = _ => story.GiveUp.Cancel();
        Assert.Equal(RunEnd.Left, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.NotEmpty(story.Works);
        JournalLine begun = story.Lines[^1];
        Assert.Equal("intended", begun.Kind);
        story.WhenSlow = _ => { };
        module.End();
        Assert.Equal(RunEnd.Completed, await story.Resume());
        Assert.Equal(wasDone, Assert.Single(story.Lines, line => line.Entry is ActionPerformed each && each.Intention == begun.Seq).Entry is ActionPerformed { IsInspected: true });
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task A_key_that_got_an_id_of_the_tokens_own_is_found_after_a_crash_by_what_no_line_explains()
    {
        QuirkModule module = QuirkModule.Make(_folder.Path, SoftHsm.Module, "id-own-hangs");
        using var story = new TokenStory(new StoryToken(module.Path, SoftHsm.NewToken(), SoftHsm.Pin));
        bool hung = false;
        story.Before = (screen, prompt) =>
        {
            if (!hung && screen.Title == "Generate a key" && prompt is not ConfirmPrompt { StepNumber: null })
            {
                hung = true;
                module.Begin();
            }
        };
        story.WhenSlow = _ => story.GiveUp.Cancel();
        Assert.Equal(RunEnd.Left, await story.Begin());
        story.WhenSlow = _ => { };
        module.End();
        var found = new List<string>();
        story.Differs = (says, choices) =>
        {
            found.Add(says);
            Assert.Contains("remove", choices);
            return "remove";
        };
        Assert.Equal(RunEnd.Completed, await story.Resume());
        Assert.EndsWith("holds a public object with the id 02 that no line of the journal explains.", Assert.Single(found), StringComparison.Ordinal);
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Findings());
    }

    private TokenStory Of(string quirk, string algorithm = "ec-p256") => new(new StoryToken(QuirkModule.Make(_folder.Path, SoftHsm.Module, quirk).Path, SoftHsm.NewToken(), SoftHsm.Pin), algorithm);
}
