namespace Ceremony.Forgery.Tests;

/// <summary>No lie is called VALID, but for those that docs/security.md names as not protected.</summary>
public sealed class LiesTests
{
    private const int Fewest = 614;

    private static readonly string[] Looks =
        ["token", "clock", "random", "file", "room", "soft-token", "console-key", "config", "file-state", "copies", "medium", "tls", "service"];

    public static TheoryData<string> Refused => [.. AllLies.Names.Where(name => !NotProtected.Names.ContainsKey(name))];

    public static TheoryData<string> Never => [.. NotProtected.Names.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_lie_is_refused(string name)
    {
        Lie lie = AllLies.Find(name);
        Judgement judgement = lie.Judge();
        Assert.False(judgement.Deceives, $"It is called VALID: {name}");
        if (lie.Check is { } check)
        {
            Assert.Contains(check, judgement.Refusing);
        }
    }

    /// <summary>Where this fails, the verifier has learnt something: take the name from <c>Lies/not-protected.txt</c>, and the words from docs/security.md.</summary>
    [Theory]
    [MemberData(nameof(Never))]
    public void A_lie_that_nothing_contradicts_is_named_as_not_protected(string name)
    {
        Judgement judgement = AllLies.Find(name).Judge();
        Assert.True(judgement.Deceives, $"It is refused now by {string.Join(", ", judgement.Refusing)}: {name}");
        string document = File.ReadAllText(Repository.PathOf("docs", "security.md"));
        Assert.Contains($"**{NotProtected.Names[name]}**", document[document.IndexOf("## What is not protected", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_many_lies_and_the_list_names_no_other()
    {
        Assert.InRange(AllLies.Names.Count(), Fewest, int.MaxValue);
        Assert.Subset(AllLies.Names.ToHashSet(StringComparer.Ordinal), NotProtected.Names.Keys.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whatever a record can hold, somebody lies about it.</summary>
    [Fact]
    public void There_is_a_lie_about_every_kind_of_line_action_fact_look_and_step()
    {
        var covered = AllLies.Names.SelectMany(name => Covered.By(AllLies.Find(name))).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. VerifiersFields.Names.Concat(Looks.Select(look => $"look {look}")).Where(name => !covered.Contains(name))];
        Assert.True(missing.Length == 0, $"No lie is about {string.Join(", ", missing)}.");
    }
}
