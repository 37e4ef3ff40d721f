using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A step that is refused where the result of something it did is not as agreed.</summary>
internal sealed record RefusableStep(IStep Step) : IStep
{
    public string Title => Step.Title;

    public StepForecast Forecast() => Step.Forecast();

    public async Task<StepResult> Run(IDesk desk)
    {
        try
        {
            return await Step.Run(desk);
        }
        catch (WrongResult wrong)
        {
            return wrong.Refused;
        }
    }
}
