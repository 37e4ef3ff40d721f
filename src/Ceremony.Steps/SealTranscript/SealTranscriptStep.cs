using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.SealTranscript;

/// <summary>Ends the ceremony.</summary>
internal sealed record SealTranscriptStep : IStep
{
    /// <inheritdoc/>
    public string Title => "seal the transcript";

    /// <summary>The officers sign the archive once; that is their last confirmation.</summary>
    public StepForecast Forecast() => new("seals the transcript; the officers sign the archive", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        await desk.Show(SealTranscriptScreens.Result(desk.Registry, desk.People));
        return new StepResult.Done();
    }
}
