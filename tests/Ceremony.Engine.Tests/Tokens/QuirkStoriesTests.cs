using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>Whole ceremonies on tokens with one quirk each: none ends in a dead end.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class QuirkStoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Quirks => [.. QuirkModule.All.Except(["prints", "slow"]).Prepend("none")];

    [Theory]
    [MemberData(nameof(Quirks))]
    public async Task Each_ends_well_or_is_refused(string quirk)
    {
        using TokenStory story = Of(quirk);
        RunEnd end = await story.Begin();
        Assert.Equal([], story.Refusals);
        Assert.Equal(RunEnd.Completed, end);
        Assert.Equal([], story.Findings());
    }

    private TokenStory Of(string quirk) => new(new StoryToken(QuirkModule.Make(_folder.Path, SoftHsm.Module, quirk).Path, SoftHsm.NewToken(), SoftHsm.Pin));
}
