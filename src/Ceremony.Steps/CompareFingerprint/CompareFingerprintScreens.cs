using Ceremony.Core.Desk;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the witness sees while the fingerprint is hidden, and afterwards.</summary>
internal static class CompareFingerprintScreens
{
    public static Screen Ask(string called, Person witness) => new(
        "StepWords of the fingerprint",
        new TextBlock($"{witness.Name} reads three words of the fingerprint of {called} from paper. Small and capital letters are the same.\n\nTo see the words once more: F10, then \"see the last screen again\"."))
    {
        Help = "You are the witness: find the words of these numbers on your sheet and read them to the operator, or type them yourself. The screen "
            + "does not show them now, so that what is compared is what stands on your paper.",
    };

    public static Screen Compared(string called, string sha256) => new(
        "The words are right",
        new FingerprintBlock(called, sha256),
        new TextBlock("The three words are those of this fingerprint. Compare the rest of your sheet with it now."))
    {
        Help = "You are the witness: compare the whole fingerprint with your sheet, as hex or as words. If anything differs, take an exception (F3) "
            + "before Enter goes on.",
    };
}
