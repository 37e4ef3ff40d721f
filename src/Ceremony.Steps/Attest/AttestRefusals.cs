using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why a statement does not stand.</summary>
internal static class AttestRefusals
{
    public static StepResult DoesNotAgree(Person person, string remark) => new StepResult.Refused(
        "not-agreed",
        $"{person.Name} ({person.Seat}) does not agree: \"{remark}\"",
        "Settle it and try again, or end the step with an exception that says how the room goes on.");

    public static StepResult WithoutReason(Person person) => new StepResult.Refused(
        "no-remark",
        $"{person.Name} ({person.Seat}) does not agree, but the remark that says why is empty.",
        "Try again and enter the reason in the remark.");
}
