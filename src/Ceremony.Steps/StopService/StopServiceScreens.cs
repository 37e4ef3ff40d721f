using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>What people see while a service is stopped.</summary>
internal static class StopServiceScreens
{
    public static Screen Propose(ServiceEntry service, ServiceView seen) => new(
        "Stop a service",
        new TextBlock($"It may take {StepWords.Count(service.WithinSeconds, "second")}."),
        new FactsBlock(Detail.From("state", seen.State)))
    {
        Help = "You are the operator: make sure that nobody works with this service any more, then let it be stopped.",
    };

    public static Screen Down(string service, ServiceReceipt receipt) => new(
        "The service is down",
        new TextBlock($"The service {service} is down; its state was read back."),
        new FactsBlock(Detail.From("state", receipt.State)))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    public static Screen DownAlready(string service, ServiceView seen) => new(
        "The service is down already",
        new TextBlock($"The service {service} is down already. Nothing is done to it."),
        new FactsBlock(Detail.From("state", seen.State)))
    {
        Help = "Nothing is asked of you. If nobody in the room stopped it, make a note (F2): it may have failed before. Enter goes on.",
    };

    public static Screen StaysUp(ServiceEntry service, ServiceReceipt receipt) => new(
        "The service did not stop",
        new WarningBlock($"The service {service.Name} was told to stop, but its state is {ServiceWords.State(receipt.State)} after {StepWords.Count(service.WithinSeconds, "second")}."),
        ServiceWords.Log(receipt.Log))
    {
        Help = "Read the last lines of the service's log. Enter goes on to the refusal; then the step can be tried again.",
    };
}
