using Ceremony.Core.Desk;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Compares script, program, modules, parameters and clock with paper. Nobody is gathered yet: the witness is named in the next step.</summary>
internal sealed record CheckRoomStep : IStep
{
    internal const string Matches = "matches";
    internal const string Differs = "differs";

    /// <inheritdoc/>
    public string Title => "check the room";

    /// <inheritdoc/>
    public StepForecast Forecast() => new("compares script, program, modules, parameters and clock with paper", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        RoomView room = await desk.Look(new LookAtRoom());
        if (!room.IsAllowed && !desk.IsRehearsal)
            return CheckRoomRefusals.NoAirGap(room);

        DateTimeOffset now = await desk.Look(new LookAtClock());
        Form form = FormOf(room, now, desk.Parameters);
        Answers answers = await desk.Ask(CheckRoomScreens.Compare(room, now, desk.Parameters), form);
        string[] differing = [.. form.Fields.Select(field => field.Name).Where(name => answers[name] == Differs)];
        return differing.Length > 0 ? CheckRoomRefusals.Differs(differing) : new StepResult.Done();
    }

    // Each question with what it is about, so that nobody looks for a value on one page and answers on another.
    private static Form FormOf(RoomView room, DateTimeOffset now, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        FormField[] fields =
        [
            Compared("script hash", "Script hash as on paper", CheckRoomScreens.Script(room)),
            Compared("program hash", "Program hash as on paper", CheckRoomScreens.Program(room)),
            // A script without tokens has no modules that could be compared.
            .. room.Modules.Count == 0 ? (FormField[])[] : [Compared("module hashes", "Module hashes as on paper", CheckRoomScreens.Modules(room))],
            Compared("parameters", "Parameters as on paper", CheckRoomScreens.Parameters(parameters)),
            Compared("clock", "Clock as on the witness's watch", CheckRoomScreens.Clock(room, now)),
        ];
        return new([.. fields.Select((field, place) => field with { Shown = [new TextBlock($"{place + 1} of {fields.Length}  {field.Label}"), .. field.Shown] })]);
    }

    private static FormField Compared(string name, string label, params Block[] shown) => new(name, label) { Choices = [Matches, Differs], AsShown = Matches, Shown = shown };
}
