using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests;

/// <summary>The forger's tool is good: what it makes again without a lie is as valid as the original.</summary>
public sealed class HonestCeremoniesTests
{
    public static TheoryData<int> Ceremonies => [.. Enumerable.Range(0, HonestCeremonies.All.Count)];

    [Theory]
    [MemberData(nameof(Ceremonies))]
    public void A_ceremony_that_was_chained_and_signed_again_without_a_lie_is_valid(int which)
    {
        HonestCeremony honest = HonestCeremonies.All[which].Value;
        if (Environment.GetEnvironmentVariable("CEREMONY_FORGE_DUMP") is { } dump)
        {
            File.WriteAllBytes(Path.Combine(dump, $"{honest.Name}.jsonl"), honest.Files["transcript.jsonl"]);
        }

        Verdict verdict = Assert.Single(new Lie("nothing", () => honest, Signs.Both, _ => { }).Judge().Verdicts);
        Assert.Equal([], verdict.Failures());
        Assert.Equal(VerdictWord.Valid, verdict.Word);
    }
}
