using Ceremony.Core.Json;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>An approval is used once, and again only after an interruption.</summary>
public class ApprovalUseTests
{
    private const string Again = "the id 0a in the token \"hsm\" is already that of the key \"Test key\".";

    [Fact]
    public void An_approval_is_used_once()
    {
        Assert.Equal(["actions: Line 23 (intended): the approval of line 20 has already been used for this action.", $"names: Line 23 (intended): {Again}"], AfterApproval((journal, approved, action) =>
        {
            journal.Perform(approved, action, Receipt());
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void After_an_interruption_an_action_is_done_again()
    {
        Assert.Empty(AfterApproval((journal, approved, action) =>
        {
            journal.Intend(approved, action);
            Resume(journal);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void Without_an_interruption_it_is_not()
    {
        Assert.Equal(["actions: Line 22 (intended): the approval of line 20 has already been used for this action."], AfterApproval((journal, approved, action) =>
        {
            journal.Intend(approved, action);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void What_was_done_before_an_interruption_is_not_done_again()
    {
        Assert.Equal(["actions: Line 26 (intended): the approval of line 20 has already been used for this action.", $"names: Line 26 (intended): {Again}"], AfterApproval((journal, approved, action) =>
        {
            journal.Perform(approved, action, Receipt());
            Resume(journal);
            journal.Perform(approved, action, Receipt());
        }));
    }

    [Fact]
    public void After_a_failing_device_the_same_intention_is_taken_up_again_but_done_once()
    {
        Assert.Equal(
        [
            "requests: Line 25 (performed): call 6 of the step had already been answered.",
            "actions: Line 25 (performed): the action that line 21 intended has already been done.",
        ],
        AfterApproval((journal, approved, action) =>
        {
            long intended = journal.Intend(approved, action);
            journal.Answer("failed", new JsonMap { { "intended", intended }, { "code", "CKR_DEVICE_ERROR" }, { "reason", "The token did not answer." } });
            journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", Receipt() } });
            journal.Answer("performed", new JsonMap { { "intended", intended }, { "receipt", Receipt() } });
        }));
    }
}
