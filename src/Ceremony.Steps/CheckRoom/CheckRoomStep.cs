using Ceremony.Core.Desk;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Compares script, program, modules, parameters and clock with paper. Nobody is gathered yet: the witness is named in the next step.</summary>
internal sealed record CheckRoomStep : IStep
{
    internal const string Matches = "matches";
    internal const string Differs = "differs";

    private static readonly FormField Modules = Compared("module hashes", "Module hashes as on paper");

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
        Form form = FormOf(room);
        Answers answers = await desk.Ask(CheckRoomScreens.Compare(room, now, desk.Parameters), form);
        string[] differing = [.. form.Fields.Select(field => field.Name).Where(name => answers[name] == Differs)];
        return differing.Length > 0 ? CheckRoomRefusals.Differs(differing) : new StepResult.Done();
    }

    // A script without tokens has no modules that could be compared.
    private static Form FormOf(RoomView room) => new(
    [
        Compared("script hash", "Script hash as on paper"),
        Compared("program hash", "Program hash as on paper"),
        .. room.Modules.Count == 0 ? (FormField[])[] : [Modules],
        Compared("parameters", "Parameters as on paper"),
        Compared("clock", "Clock as on the witness's watch"),
    ]);

    private static FormField Compared(string name, string label) => new(name, label) { Choices = [Matches, Differs], AsShown = Matches };
}
