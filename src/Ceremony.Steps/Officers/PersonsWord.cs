using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Somebody in the room vouches for something by name, or says why not: what attest and operator-action share.</summary>
/// <param name="Question">The question, whose answer as shown is the one that counts.</param>
/// <param name="Remark">The label of the remark.</param>
/// <param name="Code">The code of the refusal that follows from the other answer.</param>
/// <param name="Denies">What that answer says, the rest of a sentence: "does not agree".</param>
/// <param name="Next">What to do then.</param>
internal sealed record PersonsWord(FormField Question, string Remark, string Code, string Denies, string Next)
{
    private const string RemarkName = "remark";

    private Form Form => new(Question, new FormField(RemarkName, Remark) { MaxLength = 200 });

    /// <summary>Asks whoever has that seat; once they vouch for the statement, it is in the journal under their name.</summary>
    /// <param name="desk">The step's desk.</param>
    /// <param name="seat">Role and number.</param>
    /// <param name="screen">What that person reads.</param>
    /// <param name="statement">What is vouched for.</param>
    /// <param name="facts">What holds once it is.</param>
    public async Task<StepResult> Ask(IDesk desk, string seat, Func<Person, Screen> screen, string statement, Func<Person, IReadOnlyList<CeremonyFact>> facts)
    {
        if (desk.InSeat(seat) is not { } person)
            return Refusals.SeatEmpty(seat);

        Answers answers = await desk.Ask(screen(person), Form);
        if (answers[Question.Name] != Question.AsShown)
            return Refuse(person, answers[RemarkName].Trim());

        await desk.Attest(person, statement);
        return new StepResult.Done(facts(person));
    }

    private StepResult Refuse(Person person, string remark) => remark.Length == 0
        ? new StepResult.Refused(
            "no-remark",
            $"{person.Name} ({person.Seat}) {Denies}, but the remark that should say why is empty.",
            "Try again and enter the reason in the remark.")
        : new StepResult.Refused(Code, $"{person.Name} ({person.Seat}) {Denies}: \"{Hostile.Escape(remark)}\"", Next);
}
