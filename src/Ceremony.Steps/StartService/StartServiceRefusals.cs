using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>Why a service does not count as started.</summary>
internal static class StartServiceRefusals
{
    public static StepResult DidNotComeUp(ServiceEntry service, ServiceReceipt receipt) => new StepResult.Refused(
        "not-up",
        $"The service {service.Name} did not come up within {StepWords.Count(service.WithinSeconds, "second")}: its state is {ServiceWords.State(receipt.State)}.",
        "Repair what its log complains of, and try again.");
}
