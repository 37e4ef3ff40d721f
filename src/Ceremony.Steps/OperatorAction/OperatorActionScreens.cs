using Ceremony.Core.Desk;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What somebody is asked to do by hand.</summary>
internal static class OperatorActionScreens
{
    public static Screen Ask(OperatorActionStep step, Person person) => new(
        "Done by hand",
        new TextBlock($"{person.Name} ({person.Seat}) does this by hand and says so when it is done:"),
        new TextBlock(step.Text))
    {
        Help = "You are asked to do what it says here, outside this program, and to say that you have done it. The program cannot see it: it goes into the "
            + "record as reported by you. If it cannot be done, say why in the remark.",
    };
}
