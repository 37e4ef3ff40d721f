using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a text read to the room.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Heading">A few words above it.</param>
internal sealed record ReadStep(string Text, string Heading) : IStep
{
    /// <inheritdoc/>
    public string Title => char.ToLowerInvariant(Heading[0]) + Heading[1..];

    /// <inheritdoc/>
    public StepForecast Forecast() => new("has a text read to the room", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        await desk.Show(ReadScreens.Read(this));
        return new StepResult.Done();
    }
}
