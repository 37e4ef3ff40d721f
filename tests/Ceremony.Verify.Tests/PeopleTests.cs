using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>Nobody acts in a seat that nobody holds: only with an exception that the officers allowed in that very step, and the verdict tells of it.</summary>
public class PeopleTests
{
    private const string Without = "nobody in the room was operator, who had to act there, and the officers had not allowed to go on without";
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];
    private static readonly AllowException NoOperator = new("somebody in the room holds each role that acts", "nobody in the room is operator", "the ceremony goes on");

    [Theory]
    [InlineData("shown")]
    [InlineData("answered")]
    [InlineData("approved")]
    public void Without_an_operator_nothing_is_shown_answered_or_approved(string kind)
    {
        string[] failures = [.. Ceremony(journal =>
        {
            Leaves(journal);
            switch (kind)
            {
                case "shown":
                    journal.Show("One");
                    break;
                case "answered":
                    journal.Ask("What", ("anything", "said"));
                    break;
                default:
                    journal.Approve(Officers, new AllowException("a", "b", "c"));
                    break;
            }
        }).Where(each => each.StartsWith("people", StringComparison.Ordinal))];
        Assert.EndsWith($"({kind}): {Without}.", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("witnessed")]
    [InlineData("clock-compared")]
    public void Without_a_witness_nothing_is_read_or_compared(string kind)
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("key", "generate-key"), ("seal", "seal-transcript"));
        journal.Begin("gather", "gather");
        journal.Enter("operator", 1, "Oda");
        journal.Enter("witness", 1, "Wim");
        journal.Done();
        journal.Line("left", new JsonMap { { "person", new JsonMap { { "role", "witness" }, { "number", 1 }, { "name", "Wim" } } } });
        if (kind == "witnessed")
        {
            journal.Witness(0);
        }
        else
        {
            journal.Line("clock-compared", new JsonMap { { "shown", JournalMaker.Time(journal.Now) } });
        }

        string[] failures = [.. Failures(journal).Where(each => each.StartsWith("people", StringComparison.Ordinal))];
        Assert.EndsWith($"({kind}): nobody in the room was witness, who had to act there, and the officers had not allowed to go on without.", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", true, true)]
    [InlineData("key", false, false)]
    [InlineData("resume", true, false)]
    public void The_officers_allow_it_in_that_step(string step, bool isApproved, bool isRight)
    {
        IReadOnlyList<string> failures = Ceremony(journal =>
        {
            Leaves(journal);
            journal.During(step, () =>
            {
                if (isApproved)
                {
                    journal.ByRoom(() => journal.Approve(Officers, NoOperator));
                }

                Record(journal, NoOperator);
            });
            journal.Show("One");
        });
        Assert.Equal(isRight, !failures.Any(each => each.StartsWith("people", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_enters_as_operator_acts()
    {
        Assert.DoesNotContain(
            Ceremony(journal =>
            {
                Leaves(journal);
                journal.Line("entered", new JsonMap { { "person", new JsonMap { { "role", "operator" }, { "number", 1 }, { "name", "Another" } } } });
                journal.Show("One");
            }),
            each => each.StartsWith("people", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_an_earlier_edition_it_is_not_asked_for()
    {
        var journal = new JournalMaker { Edition = 3 };
        Ceremonies.BeginSmall(journal, Officers);
        journal.Begin("key", "generate-key");
        Leaves(journal);
        journal.Show("One");
        Assert.DoesNotContain(Failures(journal), each => each.StartsWith("people", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Ceremony(Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, Officers);
        journal.Begin("key", "generate-key");
        act(journal);
        return Failures(journal);
    }

    private static void Leaves(JournalMaker journal) =>
        journal.Line("left", new JsonMap { { "person", new JsonMap { { "role", "operator" }, { "number", 1 }, { "name", "Oda" } } } });
}
