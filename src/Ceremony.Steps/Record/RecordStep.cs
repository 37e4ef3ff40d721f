using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Asks for something that belongs in the record.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Pattern">What an answer must match; empty for any text.</param>
/// <param name="Shape">What an answer looks like; empty where there is nothing to say.</param>
internal sealed record RecordStep(string Asked, string Pattern, string Shape) : IStep
{
    /// <summary>An answer is never empty: there must be something to record.</summary>
    private const string Anything = ".+";

    /// <inheritdoc/>
    public string Title => $"record: {Asked}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"records: {Asked}", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        var field = new FormField("record", Asked)
        {
            Pattern = Pattern.Length == 0 ? Anything : Pattern,
            Shape = Shape.Length == 0 ? Pattern.Length == 0 ? "something must be entered" : null : Shape,
            MaxLength = 200,
        };
        Answers answers = await desk.Ask(RecordScreens.Ask(this), new Form(field));
        return new StepResult.Done { Outputs = Registering.Named(answers["record"]) };
    }
}
