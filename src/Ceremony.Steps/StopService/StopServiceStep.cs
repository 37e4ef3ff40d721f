using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Stops a service.</summary>
/// <param name="Service">Its name in the script.</param>
internal sealed record StopServiceStep(string Service) : IStep
{
    /// <inheritdoc/>
    public string Title => $"stop {Service}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"stops the service {Service}", 0);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => [Beforehand.Service(Service)];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Service(Service) is not { } service)
            return ServiceWords.Unknown(Service);

        ServiceView seen = await desk.Look(new LookAtService(Service));
        if (ServiceEntry.IsDown(seen.State))
        {
            await desk.Show(StopServiceScreens.DownAlready(Service, seen));
            return new StepResult.Done(new ServiceStopped(Service));
        }

        var action = new StopService(Service, service.Stop);
        if (await desk.Approve(StopServiceScreens.Propose(service, seen), action) is not { } approval)
            return Refusals.Declined($"the stopping of the service {Service}");

        ServiceReceipt receipt = await desk.Perform(approval, action, Results.Taken);
        if (!ServiceEntry.IsDown(receipt.State))
        {
            await desk.Show(StopServiceScreens.StaysUp(service, receipt));
            return StopServiceRefusals.StaysUp(service, receipt);
        }

        await desk.Show(StopServiceScreens.Down(Service, receipt));
        return new StepResult.Done(new ServiceStopped(Service));
    }
}
