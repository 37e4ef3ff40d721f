using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>The same ceremonies for real on each module that Debian has: held to an archive that verifies, or refused before anybody confirmed.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class ConformanceTests
{
    private static readonly string[] Algorithms = ["rsa-2048", "rsa-4096", "ec-p256", "ec-p384"];

    // The rest by make test-tokens.
    private static bool IsWhole => Environment.GetEnvironmentVariable("CEREMONY_TOKENS") == "full";

    public static TheoryData<string, string> Cases => [.. RealModule.Names.Where(name => IsWhole || name is "softhsm" or "p11-kit").SelectMany(name => Algorithms.Where(each => IsWhole || each == "ec-p256").Select(algorithm => (name, algorithm)))];

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_is_reached_by_trying_again()
    {
        using var real = RealModule.Start("p11-kit");
        using var story = new TokenStory(real.Token);
        int restarts = 0;
        story.Before = (screen, _) =>
        {
            if (screen.Title == "The key is made" && restarts++ < 2)
            {
                real.Restart();
            }
        };
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.NotEmpty(story.Refusals);
        Assert.Equal([], story.Findings());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_ceremony_is_held_to_its_end_or_refused_before_anybody_confirms(string module, string algorithm)
    {
        using var real = RealModule.Start(module);
        using var story = new TokenStory(real.Token, algorithm, algorithm);
        story.Decide = _ => "abort";
        RunEnd end = await story.Begin();
        if (story.Refusals.Count > 0)
        {
            Assert.Contains("cannot make the key \"CA key\"", Assert.Single(story.Refusals), StringComparison.Ordinal);
            Assert.DoesNotContain(story.Lines, line => line.Step == "ca-key" && line.Entry is Proposed or Confirmed);
        }
        else
        {
            Assert.Equal(RunEnd.Completed, end);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{module} {algorithm}: {end}; {string.Join("; ", story.Refusals)}{string.Join("; ", story.Accepts)}");
        Assert.Equal([], story.Findings());
    }
}
