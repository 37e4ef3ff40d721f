using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What people see while they are named.</summary>
internal static class GatherScreens
{
    public static Screen Name() => new(
        "Who is here",
        new TextBlock("Everybody who takes part is named now. Each shows an identity document to the others; the operator enters the name as it is written there."))
    {
        Help = "You are the operator: ask for the identity document of the person in each seat, let a second person look at it too, and enter the "
            + "name letter by letter. Nobody can sit in two seats. Whoever comes or goes later is recorded with F4.",
    };

    public static Screen ConsoleKeys() => new(
        "Keys for the officers",
        new WarningBlock("The officers bring no tokens, so their keys are made at this console. That is no dual control: whoever holds the machine holds "
            + "the keys. The record and the archive say so, and the archive is accepted only by those who allow it."),
        new TextBlock("Each officer in turn chooses a PIN and types it twice, unseen by the others."))
    {
        Help = "Each officer in turn is asked for a PIN of their own. Only that officer looks at the screen and the keyboard. The PIN is "
            + "needed for every confirmation, and nobody can recover it.",
    };
}
