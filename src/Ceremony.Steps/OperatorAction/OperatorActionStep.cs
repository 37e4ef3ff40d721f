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

    private static readonly Form Form = new(
        new FormField("done", "This") { Choices = [IsDone, IsNot], AsShown = IsDone },
        new FormField("remark", "Remark, needed where it is not done") { MaxLength = 200 });

    /// <inheritdoc/>
    public string Title => $"{By} acts by hand";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has {By} do something by hand and say so", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.InSeat(By) is not { } person)
            return Refusals.SeatEmpty(By);

        Answers answers = await desk.Ask(OperatorActionScreens.Ask(this, person), Form);
        string remark = answers["remark"].Trim();
        if (answers["done"] != IsDone)
            return remark.Length == 0 ? OperatorActionRefusals.WithoutReason(person) : OperatorActionRefusals.NotDone(person, remark);

        await desk.Attest(person, Text);
        return new StepResult.Done(new OperatorActed(Text, person.Name));
    }
}
