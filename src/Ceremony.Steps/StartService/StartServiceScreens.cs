using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>What people see while a service is started.</summary>
internal static class StartServiceScreens
{
    public static Screen Propose(ServiceEntry service, string state, IReadOnlyList<string> byHand, Person? asked) => new(
        "Start a service",
        [
            new TextBlock($"It may take {StepWords.Count(service.WithinSeconds, "second")}."),
            new FactsBlock(Detail.From("state", state)),
            .. ByPin(service, asked),
            .. ByHand(byHand),
        ])
    {
        Help = "You are the operator: let the service be started. Its state is read back; where it does not come up, its log is shown, and the officers "
            + "choose how to go on.",
    };

    public static Screen Up(string service) => new(
        "The service is up",
        new TextBlock($"The service {service} is up; its state was read back."))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    public static Screen UpAlready(string service, IReadOnlyList<string> byHand) => new(
        "The service is up already",
        [new TextBlock($"The service {service} is up already. Nothing is done to it."), .. ByHand(byHand)])
    {
        Help = "Nothing is asked of you. If this ceremony has changed its files since it came up, it knows nothing of them yet: make a note (F2) and have it "
            + "restarted. Enter goes on.",
    };

    public static Screen Failed(ServiceEntry service, ServiceReceipt receipt, IReadOnlyList<ChangedFile> files) => new(
        "The service did not come up",
        [
            new WarningBlock($"The service {service.Name} did not come up within {StepWords.Count(service.WithinSeconds, "second")}: its state is {ServiceWords.State(receipt.State)}."),
            ServiceWords.Log(receipt.Log),
            new TextBlock(files.Count > 0
                ? $"\"{StartServiceStep.Again}\": what the log complains of was repaired.\n\"{StartServiceStep.Restore}\": the {StepWords.Count(files.Count, "file")} that this ceremony has changed will be as before, the services are started with them, and it is proven that the old TLS certificate is presented."
                : $"\"{StartServiceStep.Again}\": what the log complains of was repaired.\n\"{StartServiceStep.LeaveIt}\": this ceremony has changed no file that could be brought back."),
        ])
    {
        Help = "You are the officers: read the last lines of the log, and choose together. Whatever is repaired by hand, take a note of it (F2). Nothing is "
            + "brought back before you have agreed to it with your tokens.",
    };

    private static IEnumerable<Block> ByPin(ServiceEntry service, Person? asked) => asked is null
        ? []
        : [new WarningBlock($"Once it starts, the service {service.Name} asks {asked.Name} ({asked.Seat}) for the PIN of its token at its own console, and is waited for no longer than {StepWords.Count(service.WithinSeconds, "second")}. Be at that console first. The PIN is typed there alone, never here.")];

    private static IEnumerable<Block> ByHand(IReadOnlyList<string> files) => files.Count == 0
        ? []
        : [new WarningBlock("Somebody has changed these files since this ceremony did. Say in a note (F2) what was changed, and why."), new FactsBlock([.. files.Select(file => Detail.From("file", file))])];
}
