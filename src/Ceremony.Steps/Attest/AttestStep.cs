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

    private static readonly Form Form = new(
        new FormField("attest", "This statement") { Choices = [Agrees, DoesNot], AsShown = Agrees },
        new FormField("remark", "Remark, needed where you do not agree") { MaxLength = 200 });

    /// <inheritdoc/>
    public string Title => $"{By} attests";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has {By} attest a statement", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.InSeat(By) is not { } person)
            return Refusals.SeatEmpty(By);

        Answers answers = await desk.Ask(AttestScreens.Statement(this, person), Form);
        string remark = answers["remark"].Trim();
        if (answers["attest"] != Agrees)
            return remark.Length == 0 ? AttestRefusals.WithoutReason(person) : AttestRefusals.DoesNotAgree(person, remark);

        await desk.Attest(person, Statement);
        return About.Length == 0 ? new StepResult.Done() : new StepResult.Done(new Attested(About, person.Name));
    }
}
