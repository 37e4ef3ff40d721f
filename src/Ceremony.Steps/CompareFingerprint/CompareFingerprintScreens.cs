using Ceremony.Core.Desk;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the witness sees while the fingerprint is hidden, and afterwards.</summary>
internal static class CompareFingerprintScreens
{
    public static Screen Ask(string called, Person witness) => new(
        "Words of the fingerprint",
        new TextBlock($"{witness.Name} reads three words of the fingerprint of {called} from paper. Capital and small letters count as the same.\n\nTo see the words once more: F10, then \"see the last screen again\"."))
    {
        Help = "You are the witness: find the words of these numbers on your sheet and read them to the operator, or type them yourself. The screen "
            + "does not show them now, so that what is compared is what is on your paper.",
    };

    public static Screen Compared(string called, string sha256) => new(
        "The words are right",
        new FingerprintBlock(called, sha256),
        new TextBlock("The three words are those of this fingerprint. Compare the rest of your sheet with it now."))
    {
        Help = "You are the witness: compare the whole fingerprint with your sheet, as hex or as words. If anything differs, record an exception (F3) "
            + "before Enter goes on.",
    };
}
