using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>What people see while the old state is brought back.</summary>
internal static class RestoreScreens
{
    public static Screen Propose(OldState old, IReadOnlyList<ServiceEntry> services) => new(
        "Restore",
        new TextBlock($"The service {old.Service.Name} does not come up. All files of the installation that this ceremony has changed will be as they were before; then {StepWords.And([.. services.Select(service => service.Name)])} will be started."),
        old.Certificate is { } certificate
            ? new FactsBlock(new Detail("proven at", certificate.Place.ToString()), new Detail("old certificate", "SHA-256 " + HexText.Groups(StepWords.Sha256(certificate.Der))))
            : new WarningBlock("Nobody knows which certificate was presented before, so it cannot be proven that the old state works again."))
    {
        Help = "You are asked to agree that the installation goes back to its old state. Keys and certificates that were made stay in the record. If you "
            + "would rather have it repaired, refuse: then you can choose again.",
    };

    public static Screen Services(IReadOnlyList<StopService> stops, IReadOnlyList<ServiceEntry> services) => new(
        "Services for the old state",
        new TextBlock("What runs with the new files is stopped, the files are brought back, and all services are started in this order."),
        new FactsBlock(
        [
            .. stops.Select(stop => new Detail("stopped", stop.Service)),
            .. services.Select(service => new Detail("started", service.Name)),
        ]))
    {
        Help = "You are the operator: let the services be stopped and started. The officers have agreed to bring the files back.",
    };

    public static Screen Restored(OldState old, string? fault, IReadOnlyList<(string Service, ServiceReceipt Receipt)> troubles)
    {
        var blocks = new List<Block> { new TextBlock($"{StepWords.Count(old.Files.Count, "file")} {(old.Files.Count == 1 ? "is" : "are")} as before this ceremony. The backups are still there.") };
        blocks.Add(fault is null
            ? new TextBlock($"The services are up, and {old.Certificate!.Place} presents the old certificate.")
            : new WarningBlock($"It is not proven that the old state works again: {fault}."));
        foreach ((string service, ServiceReceipt receipt) in troubles)
        {
            blocks.Add(new TextBlock($"The service {service} is {ServiceWords.State(receipt.State)}."));
            blocks.Add(ServiceWords.Log(receipt.Log));
        }

        return new Screen("The files are brought back", blocks)
        {
            Help = "Nothing is asked of you. Enter goes on to the refusal, which says how the ceremony can end.",
        };
    }
}
