using Ceremony.Core.Desk;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>The statement that somebody is asked to agree to.</summary>
internal static class AttestScreens
{
    public static Screen Statement(AttestStep step, Person person) => new(
        "Attest",
        new TextBlock($"{person.Name} ({person.Seat}) is asked to attest:"),
        new TextBlock(step.Statement))
    {
        Help = "You are asked whether you saw or did what it says here. Answer for yourself alone. If you do not agree, say why in the remark: "
            + "it is recorded in your words, and the room decides how to go on.",
    };
}
