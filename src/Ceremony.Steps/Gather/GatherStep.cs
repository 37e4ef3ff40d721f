using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Names the people in the room.</summary>
/// <param name="ConsoleKeys">Whether officers' keys are made at this console.</param>
internal sealed record GatherStep(bool ConsoleKeys) : IStep
{
    /// <summary>Letters of any script first, so that a name is no row of blanks; no invisible characters.</summary>
    internal const string NamePattern = @"\p{L}[\p{L}\p{M}\p{N} .,'’()-]{0,63}";

    /// <inheritdoc/>
    public string Title => "gather the people";

    /// <inheritdoc/>
    public StepForecast Forecast() => new(
        ConsoleKeys ? "records who is in the room and has the officers' keys made at this console" : "records who is in the room", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (ConsoleKeys && desk.Registry.All<OfficerRecognised>().Any())
            return Refusals.OfficersKnown();

        Answers answers = await desk.Ask(GatherScreens.Name(), new Form([.. desk.Seats.Select(Seat)]));
        Person[] people = [.. desk.Seats.Select(seat => Seated(seat, Tidy(answers[seat])))];
        if ((GatherRefusals.Unclear(people) ?? GatherRefusals.TwoSeats(people) ?? GatherRefusals.SeatedElsewhere(people, desk.People, desk.Seats)) is { } refusal)
            return refusal;

        foreach (Person person in people)
        {
            await desk.Enter(person);
        }

        return new StepResult.Done(ConsoleKeys ? await MakeKeys(desk, people) : []);
    }

    private static async Task<IReadOnlyList<CeremonyFact>> MakeKeys(IDesk desk, IReadOnlyList<Person> people)
    {
        await desk.Show(GatherScreens.ConsoleKeys());
        var facts = new List<CeremonyFact>();
        foreach (Person officer in people.Where(person => person.Role == "officer"))
        {
            string file = $"console-officer-{officer.Number}.p12";
            byte[] certificate = await desk.Look(new LookAtConsoleKey(file, officer.Name));
            facts.Add(new OfficerRecognised(officer.Seat, officer.Name, "console", Bootstrap: false, file, certificate));
        }

        return facts;
    }

    private static FormField Seat(string seat) => new(seat, StepWords.Capital(seat))
    {
        Pattern = NamePattern,
        Shape = "a name of 1 to 64 letters, as on the identity document",
    };

    private static Person Seated(string seat, string name)
    {
        int space = seat.LastIndexOf(' ');
        return new Person(seat[..space], long.Parse(seat[(space + 1)..], CultureInfo.InvariantCulture), name);
    }

    private static string Tidy(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
