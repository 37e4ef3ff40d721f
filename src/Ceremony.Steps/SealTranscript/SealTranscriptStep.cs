using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Ends the ceremony.</summary>
internal sealed record SealTranscriptStep : IStep
{
    private const string Word = "SEAL";

    // Closing the transcript cannot be undone, so Enter alone does not do it.
    private static readonly Form Form = new(new FormField("seal", $"Type {Word} to close the transcript")
    {
        Pattern = Word,
        Shape = $"type {Word} in capital letters; F10 leaves the program and closes nothing",
        MaxLength = 8,
        AsShown = Word,
    });

    /// <inheritdoc/>
    public string Title => "seal the transcript";

    /// <summary>The officers sign the archive once; that is their last confirmation.</summary>
    public StepForecast Forecast() => new("seals the transcript; the officers sign the archive", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        await desk.Ask(SealTranscriptScreens.Result(desk.Registry, desk.People), Form);
        return new StepResult.Done();
    }
}
