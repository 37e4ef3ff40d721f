using Ceremony.Core;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;
using Ceremony.Steps;
using Ceremony.TestKit;

namespace Ceremony.Verify.Tests;

/// <summary>
/// What is written down twice on purpose is the same in both places: the program's lists and the verifier's. Whoever adds an action, a fact or a kind of
/// step runs these first; each failure names the place where a line is missing.
/// </summary>
public sealed class OneDefinitionTests
{
    private const string OfCore = "src/Ceremony.Core/ClosedLists.cs";
    private const string Samples = "tests/Ceremony.TestKit/Samples";
    private static readonly Rules Rules = CurrentEdition.Rules;
    private static readonly byte[] Certificate = Cast.Original.Card1.Certificate;

    [Fact]
    public void The_edition_has_one_number() => Assert.Equal(Edition.Current, CurrentEdition.Number);

    [Fact]
    public void The_actions_are_those_of_the_program()
    {
        Lists.AreSame("actions", Kinds<CeremonyAction>(), "Ceremony.Core.Actions", SampleActions.All.Select(action => action.GetType().Name), $"{Samples}/SampleActions.cs");
        Lists.AreSame("actions", SampleActions.All.Select(action => action.Name), OfCore, Rules.Actions.Names, Lists.OfVerifier);
    }

    [Fact]
    public void An_action_needs_the_same_agreement() => Assert.All(
        SampleActions.All,
        action => Assert.True(Known(action).NeedsOfficers == (action.Authority == Authority.Officers), $"{Lists.OfVerifier} has another authority for \"{action.Name}\" than its class in Ceremony.Core."));

    [Fact]
    public void An_action_has_the_same_fields()
    {
        foreach (IGrouping<string, CeremonyAction> samples in SampleActions.All.GroupBy(action => action.Name))
        {
            FieldsAreSame($"the action \"{samples.Key}\"", Known(samples.First()).Fields, [.. samples.Select(action => action.ToJson().Without("do"))]);
            Assert.All(samples, action => Assert.Null(Rules.ActionProblem(action.ToJson())));
        }
    }

    [Fact]
    public void A_receipt_has_the_same_fields()
    {
        Lists.AreSame("receipts", Kinds<Receipt>(), "Ceremony.Core.Actions", SampleReceipts.All.Select(receipt => receipt.GetType().Name), $"{Samples}/SampleReceipts.cs");
        foreach (CeremonyAction action in SampleActions.All)
        {
            Type type = action.GetType().BaseType!.GenericTypeArguments[0];
            FieldsAreSame($"the receipt of \"{action.Name}\"", Known(action).Receipt, [.. SampleReceipts.All.Where(receipt => receipt.GetType() == type).Select(receipt => receipt.ToJson())]);
        }
    }

    [Fact]
    public void An_action_has_the_same_sentence()
    {
        var sentences = new ActionSentences(Rules, new Dictionary<string, string> { ["hsm"] = "CM\u202e", ["card-1"] = "00004711" });
        IEnumerable<CeremonyAction> entries = SampleFacts.All(Certificate).Where(fact => Rules.Facts.Find(fact.Name)?.Entry is not null).Select(fact => new EnterInRegistry(fact));
        Assert.All(
            SampleActions.All.Concat(entries).Concat(Signing()),
            action => Assert.True(
                sentences.Of(action.ToJson()) == action.Sentence(new Words()),
                $"{Lists.OfVerifier} has \"{sentences.Of(action.ToJson())}\", the action in Ceremony.Core \"{action.Sentence(new Words())}\""));
    }

    [Fact]
    public void What_comes_or_goes_for_good_with_an_action_is_the_same()
    {
        var sentences = new ActionSentences(Rules, new Dictionary<string, string> { ["hsm"] = "CM", ["card-1"] = "00004711" });
        CeremonyAction[] actions =
        [
            .. SampleActions.All,
            .. SampleFacts.All(Certificate).Select(fact => new EnterInRegistry(fact)),
            .. Signing(),
            new Sign(new TokenRef("hsm"), "0a", "A key", SignatureAlgorithm.Sha256Rsa, Ceremonies.Parts(Cast.Original.Ca.Certificate).Tbs),
            new Sign(new TokenRef("hsm"), "0a", "A key", SignatureAlgorithm.Sha256Rsa, [1, 2, 3]),
        ];
        Assert.All(actions, action => Assert.Equal(action.Lasting(new Words()), sentences.Lasting(action.ToJson())));
        Assert.Equal(
            ["A CA is created", "A CA is revoked", "A CRL is issued", "A PIN is changed", "A PIN is set", "A key is destroyed", "A key is made", "A token is initialised", "An object of a token is removed"],
            actions.Select(action => action.Lasting(new Words())).OfType<string>().Where(what => !what.EndsWith("deleted", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_facts_are_those_of_the_program()
    {
        CeremonyFact[] samples = [.. SampleFacts.All(Certificate)];
        Lists.AreSame("facts", Kinds<CeremonyFact>(), "Ceremony.Core.Facts", samples.Select(fact => fact.GetType().Name), $"{Samples}/SampleFacts.cs");
        Lists.AreSame("facts", samples.Select(fact => fact.Name), OfCore, Rules.Facts.Names, Lists.OfVerifier);
        Lists.AreSame("facts with words of their own", samples.Where(fact => fact.Entry != fact.Name).Select(fact => fact.Name), "Ceremony.Core.Facts", Rules.Facts.All.Where(fact => fact.Entry is not null).Select(fact => fact.Name), Lists.OfVerifier);
    }

    [Fact]
    public void A_fact_has_the_same_fields()
    {
        foreach (IGrouping<string, CeremonyFact> samples in SampleFacts.All(Certificate).Concat(SampleFacts.Least(Certificate)).GroupBy(fact => fact.Name))
        {
            FieldsAreSame($"the fact \"{samples.Key}\"", Rules.Facts.Find(samples.Key)!.Fields, [.. samples.Select(fact => fact.ToJson().Without("fact"))]);
            Assert.All(samples, fact => Assert.True(Rules.Facts.Find(fact.Name)!.Fits(fact.ToJson())));
        }
    }

    [Fact]
    public void The_kinds_of_steps_are_those_of_the_program()
    {
        Lists.AreSame("kinds of steps", StepKinds.All.Select(kind => kind.Name), "src/Ceremony.Steps/StepKinds.cs", Rules.Steps.Names, Lists.OfVerifier);
        Lists.AreSame(
            "kinds of steps that an exception can end",
            StepKinds.All.Where(kind => kind.MayEndByException).Select(kind => kind.Name),
            "src/Ceremony.Steps (MayEndByException)",
            Rules.Steps.All.Where(step => step.CanEndByException).Select(step => step.Name),
            $"{Lists.OfVerifier} (CanEndByException)");
        Lists.AreSame(
            "kinds of steps in which a witness acts",
            StepKinds.All.Where(kind => kind.ActingRoles.Contains("witness")).Select(kind => kind.Name),
            "src/Ceremony.Steps (ActingRoles)",
            Rules.Steps.All.Where(step => step.NeedsWitness).Select(step => step.Name),
            $"{Lists.OfVerifier} (NeedsWitness)");
        Assert.All(StepKinds.All.SelectMany(kind => kind.ActingRoles), role => Assert.Equal("witness", role));
        Assert.Subset(Rules.Facts.Names.ToHashSet(), Rules.Steps.All.SelectMany(step => step.Needs).SelectMany(names => names.Split('|')).ToHashSet());
    }

    [Fact]
    public void The_kinds_of_lines_are_those_that_the_journal_reads() => Lists.AreSame(
        "kinds of lines", JournalKinds.All, "src/Ceremony.Journal/JournalKinds.cs", Rules.Lines.Names, Lists.OfVerifier);

    private static KnownAction Known(CeremonyAction action) => Rules.Actions.Find(action.Name)!;

    private static void FieldsAreSame(string what, FieldList known, params JsonMap[] samples)
    {
        Lists.AreSame($"fields of {what}", samples.SelectMany(sample => sample.Names), "Ceremony.Core", known.Possible, Lists.OfVerifier);
        Lists.AreSame($"fields that {what} always has", samples.Select(sample => sample.Names).Aggregate((some, others) => some.Intersect(others)), "Ceremony.Core", known.Required, Lists.OfVerifier);
    }

    private static IEnumerable<CeremonyAction> Signing() => new[] { SecondHalf.Request, SecondHalf.Crl(7, Cast.Original.Bootstrap1), Certificate }
        .Select(signed => new Sign(new TokenRef("hsm"), "0a", "A key", SignatureAlgorithm.Sha256Rsa, Ceremonies.Parts(signed).Tbs));

    private static IEnumerable<string> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name);

    private sealed class Words : IActionWords
    {
        public string Token(TokenRef token) => Hostile.Escape(token.Name == "hsm" ? "CM\u202e" : "00004711");

        public string? Signed(byte[] bytes) => SignedBytes.Sentence(bytes);

        public string? Lasting(byte[] bytes) => SignedBytes.Lasting(bytes);

        public IReadOnlyList<Detail> InFull(byte[] bytes) => SignedBytes.Describe(bytes);
    }
}
