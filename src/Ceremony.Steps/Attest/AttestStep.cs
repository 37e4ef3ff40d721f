using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has somebody agree to a statement.</summary>
/// <param name="By">Role and number of who attests.</param>
/// <param name="Statement">What is attested.</param>
/// <param name="About">What later steps know it by; empty where none rests on it.</param>
internal sealed record AttestStep(string By, string Statement, string About) : IStep
{
    internal const string Agrees = "agree";
    internal const string DoesNot = "do not agree";

    private static readonly PersonsWord Word = new(
        new FormField("attest", "This statement") { Choices = [Agrees, DoesNot], AsShown = Agrees },
        "Remark, needed if you do not agree",
        "not-agreed",
        "does not agree",
        "Settle it and try again, or end the step with an exception that says how the ceremony goes on.");

    /// <inheritdoc/>
    public string Title => $"{By} attests";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has {By} attest a statement", 0);

    /// <inheritdoc/>
    public Task<StepResult> Run(IDesk desk) => Word.Ask(
        desk,
        By,
        person => AttestScreens.Statement(this, person),
        Statement,
        person => About.Length == 0 ? [] : [new Attested(About, person.Name)]);
}
