using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.TestKit;

namespace Ceremony.Core.Tests;

/// <summary>Whatever can stand in a journal as an action or a fact is read back as it was; what is not of the closed lists is not read.</summary>
public sealed class ClosedListsTests
{
    private static readonly IReadOnlyList<CeremonyFact> Facts = SampleFacts.All([1, 2, 3]);

    /// <summary>The kinds of actions.</summary>
    public static TheoryData<Type> Actions => new(Kinds<CeremonyAction>());

    /// <summary>The kinds of facts.</summary>
    public static TheoryData<Type> FactKinds => new(Kinds<CeremonyFact>());

    [Theory]
    [MemberData(nameof(Actions))]
    public void An_action_is_read_back_from_its_JSON(Type kind)
    {
        CeremonyAction[] samples = [.. SampleActions.All.Where(each => each.GetType() == kind)];
        Assert.True(samples.Length > 0, $"Ceremony.TestKit has no sample of the action {kind.Name}.");
        Assert.All(samples, sample =>
        {
            var read = CeremonyAction.FromJson(sample.ToJson());
            Assert.Equal((kind, sample.ToJson()), (read.GetType(), read.ToJson()));
        });
    }

    [Theory]
    [MemberData(nameof(FactKinds))]
    public void A_fact_is_read_back_from_its_JSON(Type kind)
    {
        CeremonyFact? sample = Facts.SingleOrDefault(each => each.GetType() == kind);
        Assert.True(sample is not null, $"Ceremony.TestKit has no sample of the fact {kind.Name}.");
        var read = CeremonyFact.FromJson(sample.ToJson());
        Assert.Equal((kind, sample.ToJson()), (read.GetType(), read.ToJson()));
    }

    [Fact]
    public void What_is_not_of_the_closed_lists_is_not_read()
    {
        Assert.Equal("the action \"dance\" is not known", Assert.Throws<JsonFormatException>(() => CeremonyAction.FromJson(new JsonMap { { "do", "dance" } })).Message);
        Assert.Equal("the fact \"danced\" is not known", Assert.Throws<JsonFormatException>(() => CeremonyFact.FromJson(new JsonMap { { "fact", "danced" } })).Message);
    }

    [Fact]
    public void An_algorithm_that_is_not_known_is_not_read()
    {
        JsonMap json = SampleActions.All.OfType<GenerateKeyPair>().Single().ToJson();
        Assert.Equal(
            "the key algorithm \"rsa-512\" is not known",
            Assert.Throws<JsonFormatException>(() => CeremonyAction.FromJson(json.Without("algorithm").With(new JsonMap { { "algorithm", "rsa-512" } }))).Message);
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
