using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>The installation as it was before this ceremony changed it.</summary>
/// <param name="Service">The service that does not come up.</param>
/// <param name="Files">The files that were changed, the last changed first.</param>
/// <param name="Certificate">The TLS certificate that proves it; null where nobody knows which it is.</param>
internal sealed record OldState(ServiceEntry Service, IReadOnlyList<ChangedFile> Files, OldCertificate? Certificate)
{
    /// <summary>
    /// Brings it back: whatever runs with the new files is stopped, the backups are put in place, the services that this ceremony stopped are started
    /// in the order in which they were stopped, and the certificate is looked at. Null where officers or operator decline: then nothing was done.
    /// </summary>
    public async Task<StepResult?> BringBack(IDesk desk)
    {
        IReadOnlyList<ServiceEntry> services = Services(desk);
        List<StopService> stops = [];
        foreach (ServiceEntry service in services)
        {
            if (!ServiceEntry.IsDown((await desk.Look(new LookAtService(service.Name))).State))
                stops.Add(new StopService(service.Name, service.Stop));
        }

        var restore = new RestoreFiles([.. Files.Select(file => file.Restored)]);
        List<StartService> starts = [.. services.Select(service => new StartService(service.Name, service.Start))];
        if (await desk.Approve(RestoreScreens.Propose(this, services), restore) is not { } byOfficers)
            return null;
        if (await desk.Approve(RestoreScreens.Services(stops, services), [.. stops, .. starts]) is not { } byOperator)
            return null;

        var notDown = new List<(string Service, ServiceReceipt Receipt)>();
        foreach (StopService stop in stops)
        {
            ServiceReceipt receipt = await desk.Perform(byOperator, stop, Results.Taken);
            if (!ServiceEntry.IsDown(receipt.State))
                notDown.Add((stop.Service, receipt));
        }

        await desk.Perform(byOfficers, restore, Results.Taken);
        return await Prove(desk, notDown, await Start(desk, byOperator, starts));
    }

    private static async Task<IReadOnlyList<(string Service, ServiceReceipt Receipt)>> Start(IDesk desk, Approval approval, IReadOnlyList<StartService> starts)
    {
        var notUp = new List<(string, ServiceReceipt)>();
        foreach (StartService start in starts)
        {
            ServiceReceipt receipt = await desk.Perform(approval, start, Results.Taken);
            if (!receipt.IsUp)
                notUp.Add((start.Service, receipt));
        }

        return notUp;
    }

    private async Task<StepResult> Prove(
        IDesk desk,
        IReadOnlyList<(string Service, ServiceReceipt Receipt)> notDown,
        IReadOnlyList<(string Service, ServiceReceipt Receipt)> notUp)
    {
        string? fault = (notDown, notUp, Certificate) switch
        {
            (_, [var first, ..], _) => $"the service {first.Service} does not come up with them either",
            ([var first, ..], _, _) => $"the service {first.Service} did not stop, so it may still work with the new ones",
            (_, _, null) => "nobody knows which certificate was presented before",
            (_, _, { } old) => await old.RefuseAbsent(desk),
        };
        await desk.Show(RestoreScreens.Restored(this, fault, [.. notDown, .. notUp]));
        return fault is null ? RestoreRefusals.Restored(Service, Certificate!.Place) : RestoreRefusals.NotProven(Service, fault);
    }

    // The services in the order in which they were stopped, and the one that does not come up, whoever stopped that.
    private IReadOnlyList<ServiceEntry> Services(IDesk desk) =>
    [
        .. desk.Registry.All<ServiceStopped>().Select(each => each.Service).Append(Service.Name).Distinct().Select(desk.Service).OfType<ServiceEntry>(),
    ];
}
