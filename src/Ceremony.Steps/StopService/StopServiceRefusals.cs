using Ceremony.Core.Actions;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>Why a service does not count as stopped.</summary>
internal static class StopServiceRefusals
{
    public static StepResult StaysUp(ServiceEntry service, ServiceReceipt receipt) => new StepResult.Refused(
        "stays-up",
        $"The service {service.Name} did not stop within {StepWords.Count(service.WithinSeconds, "second")}: its state is {ServiceWords.State(receipt.State)}.",
        "Find out from its log what it is waiting for, then try again.");
}
