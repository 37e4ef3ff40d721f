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
            "requests: Line 26 (performed): it answers another request than line 20.",
            "actions: Line 26 (performed): the approval of line 19 has already been used for this action.",
        ],
        AfterApproval((journal, approved, action) =>
        {
            long first = journal.Intend(approved, action);
            Resume(journal);
            journal.Perform(approved, action, Receipt());
            journal.Answer("performed", Found(first));
        }));
    }

    [Fact]
    public void Resuming_again_and_again_makes_no_second_deed()
    {
        Assert.Equal(
        [
            "requests: Line 29 (performed): it answers another request than line 24.",
            "actions: Line 30 (performed): the approval of line 19 has already been used for this action.",
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
            ["actions: Line 21 (performed): it says that the action was found done, but nothing had interrupted what line 20 intended."],
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
    public void An_approval_is_void_once_the_step_took_another_way_before_it()
    {
        Assert.Equal(["actions: Line 21 (intended): the step took another way after the approval of line 19, which is void."], AfterApproval((journal, approved, action) =>
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
            journal.Again(5, () => journal.Show("Another"));
            journal.Perform(approved, action, Receipt());
        }));
    }

    private static JsonMap Found(long intended) => new() { { "intended", intended }, { "receipt", Receipt() }, { "inspected", true } };
}
