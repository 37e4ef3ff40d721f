using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Starts a service; where it does not come up, the officers choose between another try and the old state.</summary>
/// <param name="Service">Its name in the script.</param>
/// <param name="Probe">Where the old certificate is served after a restore; null where the script does not say.</param>
/// <param name="Certificate">The artifact that is the old certificate; empty where the script does not say.</param>
/// <param name="AsksForPin">The seat of who types a PIN at the service's own console; empty where it asks nobody.</param>
internal sealed record StartServiceStep(string Service, TlsPlace? Probe, string Certificate, string AsksForPin) : IStep
{
    internal const string Again = "try again";
    internal const string Restore = "restore";
    internal const string LeaveIt = "leave it down";

    /// <inheritdoc/>
    public string Title => $"start {Service}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"starts the service {Service}", 0);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => [Beforehand.Service(Service)];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Service(Service) is not { } service)
            return ServiceWords.Unknown(Service);

        (OldCertificate? old, StepResult? refusal) = OldCertificate.Find(Probe, Certificate, desk);
        if (refusal is not null)
            return refusal;

        IReadOnlyList<ChangedFile> files = ChangedFile.Of(desk.Registry);
        (IReadOnlyList<string> byHand, StepResult? restored) = await Standing(desk, files);
        if (restored is not null)
            return restored;

        ServiceView seen = await desk.Look(new LookAtService(Service));
        if (seen.IsUp)
        {
            await desk.Show(StartServiceScreens.UpAlready(Service, byHand));
            return new StepResult.Done(new ServiceStarted(Service));
        }

        if (AsksForPin.Length > 0 && desk.InSeat(AsksForPin) is null)
            return Refusals.SeatEmpty(AsksForPin);

        return await Start(desk, service, seen.State, byHand, new OldState(service, files, old));
    }

    // A service that is started after its files were brought back would seem to work with what this ceremony has made.
    private async Task<(IReadOnlyList<string> ByHand, StepResult? Refusal)> Standing(IDesk desk, IReadOnlyList<ChangedFile> files)
    {
        var byHand = new List<string>();
        foreach (ChangedFile file in files)
        {
            switch (await file.Stands(desk))
            {
                case FileStanding.AsBefore:
                    return ([], RestoreRefusals.RestoredBefore(Service, file.File));
                case FileStanding.Otherwise:
                    byHand.Add(file.File);
                    break;
            }
        }

        return (byHand, null);
    }

    private async Task<StepResult> Start(IDesk desk, ServiceEntry service, string state, IReadOnlyList<string> byHand, OldState old)
    {
        while (true)
        {
            var action = new StartService(Service, service.Start);
            if (await desk.Approve(StartServiceScreens.Propose(service, state, byHand, desk.InSeat(AsksForPin)), action) is not { } approval)
                return Refusals.Declined($"the starting of the service {Service}");

            ServiceReceipt receipt = await desk.Perform(approval, action, Results.Taken);
            if (receipt.IsUp)
            {
                await desk.Show(StartServiceScreens.Up(Service));
                return new StepResult.Done(new ServiceStarted(Service));
            }

            if (await Choose(desk, service, receipt, old) is { } end)
                return end;

            state = receipt.State;
        }
    }

    // Null where it is tried again. Where the officers decline the restore, they choose once more.
    private static async Task<StepResult?> Choose(IDesk desk, ServiceEntry service, ServiceReceipt receipt, OldState old)
    {
        string[] choices = old.Files.Count > 0 ? [Again, Restore] : [Again, LeaveIt];
        var form = new Form(new FormField("choice", "The officers choose") { Choices = choices });
        while (true)
        {
            Answers answers = await desk.Ask(StartServiceScreens.Failed(service, receipt, old.Files), form);
            switch (answers["choice"])
            {
                case Again:
                    return null;
                case LeaveIt:
                    return StartServiceRefusals.DidNotComeUp(service, receipt);
                case Restore when await old.BringBack(desk) is { } end:
                    return end;
            }
        }
    }
}
