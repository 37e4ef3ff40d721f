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
        Judgement judgement = new Lie("nothing", () => honest, Signs.Both, _ => { }, Lie.Nothing).Judge();
        Assert.Equal([], judgement.Refusing);
        Verdict verdict = Assert.Single(judgement.Verdicts);
        Assert.Equal(VerdictWord.Valid, verdict.Word);
        Assert.Equal(honest.Fingerprint, verdict.Fingerprint);
    }
}
