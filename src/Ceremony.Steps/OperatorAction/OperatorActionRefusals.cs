using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why something does not count as done by hand.</summary>
internal static class OperatorActionRefusals
{
    public static StepResult NotDone(Person person, string remark) => new StepResult.Refused(
        "not-done",
        $"{person.Name} ({person.Seat}) says that it is not done: \"{Hostile.Escape(remark)}\"",
        "Have it done and try again, or abort.");

    public static StepResult WithoutReason(Person person) => new StepResult.Refused(
        "no-remark",
        $"{person.Name} ({person.Seat}) says that it is not done, but the remark that says why is empty.",
        "Try again and enter the reason in the remark.");
}
