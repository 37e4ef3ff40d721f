using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Shows a fingerprint, to be written down.</summary>
/// <param name="Of">The artifact's name.</param>
/// <param name="Called">What it is called on the screen; empty for its name.</param>
internal sealed record ShowFingerprintStep(string Of, string Called) : IStep
{
    /// <inheritdoc/>
    public string Title => Called.Length == 0 ? "show a fingerprint" : $"show fingerprint of {Called}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new("shows a fingerprint, to be written down", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Artifact(Of) is not { } artifact)
            return Artifacts.Missing(Of);

        await desk.Show(FingerprintScreens.New(Called.Length == 0 ? Of : Called, StepWords.Sha256(artifact), isAsked: false));
        return new StepResult.Done();
    }
}
