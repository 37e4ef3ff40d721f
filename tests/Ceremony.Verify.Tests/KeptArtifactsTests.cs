using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>What was kept before a line, by its name where anything was kept under that, and else by its hash.</summary>
public class KeptArtifactsTests
{
    private static readonly Evidence Evidence = new Unchained()
        .Add("performed", "one", Kept("ca.cer", "h1"))
        .Add("performed", "one", Kept("ca.cer", "h2"))
        .Add("performed", "one", [("intended", 1), .. Kept("other.cer", "h9")])
        .Add("note")
        .Add("performed", "one", Kept("late.cer", "h3"))
        .Add("note")
        .Evidence();

    [Theory]
    [InlineData("ca.cer", "h1", 4, true)]
    [InlineData("ca.cer", "h2", 4, true)]
    [InlineData("ca.cer", "h2", 2, false)]
    [InlineData("ca.cer", "h1", 1, false)]
    [InlineData("ca.cer", "h3", 6, false)]
    [InlineData("late.cer", "h3", 6, true)]
    [InlineData("late.cer", "h3", 4, false)]
    [InlineData("late.cer", "h3", 5, false)]
    [InlineData("late.cer", "h1", 4, true)]
    [InlineData("late.cer", "h1", 6, false)]
    [InlineData("copy.cer", "h1", 4, true)]
    [InlineData("copy.cer", "h1", 1, false)]
    [InlineData("copy.cer", "h3", 5, false)]
    [InlineData("other.cer", "h9", 6, false)]
    public void It_was_kept_before_that_line(string name, string sha256, int before, bool isKept) => Assert.Equal(isKept, new KeptArtifacts(Evidence).Has(name, sha256, Evidence.At(before)));

    private static (string, JsonValue?)[] Kept(string name, string sha256) => [("action", new JsonMap { { "name", name } }), ("receipt", new JsonMap { { "sha256", sha256 } })];
}
