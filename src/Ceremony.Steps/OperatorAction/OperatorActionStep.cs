using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has somebody do something by hand.</summary>
/// <param name="Text">What is done.</param>
/// <param name="By">Role and number of who does it.</param>
internal sealed record OperatorActionStep(string Text, string By) : IStep
{
    internal const string IsDone = "done";
    internal const string IsNot = "not done";

    private static readonly PersonsWord Word = new(
        new FormField("done", "This") { Choices = [IsDone, IsNot], AsShown = IsDone },
        "Remark, needed if it is not done",
        "not-done",
        "says that it is not done",
        "Have it done and try again, or abort.");

    /// <inheritdoc/>
    public string Title => $"{By} acts by hand";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has {By} do something by hand and say so", 0);

    /// <inheritdoc/>
    public Task<StepResult> Run(IDesk desk) =>
        Word.Ask(desk, By, person => OperatorActionScreens.Ask(this, person), Text, person => [new OperatorActed(Text, person.Name)]);
}
