using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>An approval counts until the step takes another way before it, and whatever stands between, what it approved is done once.</summary>
public class VoidApprovalTests
{
    [Fact]
    public void Of_two_intentions_before_and_after_an_interruption_only_one_was_done()
    {
        Assert.Equal(
        [
            "requests: Line 27 (performed): it answers another request than line 21.",
            "actions: Line 27 (performed): the approval of line 20 has already been used for this action.",
        ],
        AfterApproval((journal, approved, action) =>
        {
            long first = journal.Intend(approved, action);
            Resume(journal);
            journal.Perform(approved, action, Receipt());
            journal.Answer("performed", Found(first));
        }));
    }

    /// <summary>Attempt and call of each line of one step, which of them are void.</summary>
    public static TheoryData<(long Attempt, long Call)[], long[]> Attempts => new()
    {
        { [(1, 1), (1, 2)], [] },
        { [(1, 1), (2, 1)], [1] },
        { [(1, 1), (1, 2), (2, 1)], [1, 2] },
        { [(1, 1), (1, 2), (2, 2)], [2] },
        { [(1, 1), (1, 2), (2, 3)], [] },
        { [(1, 1), (1, 1), (2, 1), (2, 1)], [1, 2] },
        { [(1, 1), (2, 1), (3, 1)], [1, 2] },
        { [(1, 1), (2, 1), (1, 1)], [1] },
        { [(1, 0), (2, 0)], [1] },
        { [(1, -1), (2, -2)], [1] },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void What_a_new_attempt_asks_again_voids_what_was_answered((long Attempt, long Call)[] made, long[] isVoid)
    {
        var lines = new Unchained();
        foreach ((long attempt, long call) in made)
        {
            lines.Add("shown", "one", ("attempt", attempt), ("call", call));
        }

        lines.Add("shown", "two", ("attempt", 1), ("call", 1)).Add("note", "one").Add("shown", "one", ("call", 1));
        VoidLines found = VoidLines.Of(lines.Evidence());
        Assert.Equal(isVoid, lines.Lines.Select(line => line.Seq).Where(found.Contains));
    }

    [Fact]
    public void Resuming_again_and_again_makes_no_second_deed()
    {
        Assert.Equal(
        [
            "requests: Line 30 (performed): it answers another request than line 25.",
            "actions: Line 31 (performed): the approval of line 20 has already been used for this action.",
        ],
        AfterApproval((journal, approved, action) =>
        {
            long[] intentions = [Interrupted(), Interrupted(), journal.Intend(approved, action)];
            journal.Answer("performed", Found(intentions[1]));
            journal.Answer("performed", new JsonMap { { "intended", intentions[2] }, { "receipt", Receipt() } });

            long Interrupted()
            {
                long intended = journal.Intend(approved, action);
                Resume(journal);
                return intended;
            }
        }));
    }

    [Fact]
    public void An_action_is_found_done_only_after_something_interrupted_it()
    {
        Assert.Equal(
            ["actions: Line 22 (performed): it says that the action was found done, but nothing had interrupted what line 21 intended."],
            AfterApproval((journal, approved, action) => journal.Answer("performed", Found(journal.Intend(approved, action)))));
        Assert.Empty(AfterApproval((journal, approved, action) =>
        {
            long intended = journal.Intend(approved, action);
            Resume(journal);
            journal.Answer("performed", Found(intended));
        }));
        Assert.Empty(AfterApproval((journal, approved, action) =>
        {
            long intended = journal.Intend(approved, action);
            journal.Answer("failed", new JsonMap { { "intended", intended }, { "code", "CKR_DEVICE_ERROR" }, { "reason", "The token did not answer." } });
            journal.Answer("performed", Found(intended));
        }));
    }

    [Fact]
    public void What_failed_is_found_done_when_it_was_agreed_to_anew() => Assert.Empty(AfterApproval((journal, approved, action) =>
    {
        long intended = journal.Intend(approved, action);
        journal.Answer("failed", new JsonMap { { "intended", intended }, { "code", "WrongResult" }, { "reason", "The token told two things of it." } });
        long again = journal.Approve([Cast.Original.Console1, Cast.Original.Console2], action);
        journal.Answer("performed", Found(journal.Intend(again, action)));
    }));

    [Fact]
    public void An_approval_is_void_once_the_step_took_another_way_before_it()
    {
        Assert.Equal(["actions: Line 22 (intended): the step took another way after the approval of line 20, which is void."], AfterApproval((journal, approved, action) =>
        {
            journal.Again(1, () => journal.Show("Another"));
            journal.Again(2, () => journal.Perform(approved, action, Receipt()));
        }));
    }

    [Fact]
    public void An_approval_stands_where_the_step_took_another_way_after_it()
    {
        Assert.Empty(AfterApproval((journal, approved, action) =>
        {
            journal.Show("Something");
            journal.Again(6, () => journal.Show("Another"));
            journal.Perform(approved, action, Receipt());
        }));
    }

    private static JsonMap Found(long intended) => new() { { "intended", intended }, { "receipt", Receipt() }, { "inspected", true } };
}
