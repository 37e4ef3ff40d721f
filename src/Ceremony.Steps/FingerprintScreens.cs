using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A fingerprint on the screen.</summary>
internal static class FingerprintScreens
{
    /// <summary>A value that paper does not have yet.</summary>
    /// <param name="called">What it is the fingerprint of.</param>
    /// <param name="sha256">Lower-case hex.</param>
    /// <param name="isAsked">Whether words of it will be asked for.</param>
    public static Screen New(string called, string sha256, bool isAsked) => new(
        "A fingerprint",
        new FingerprintBlock(called, sha256),
        new TextBlock(isAsked
            ? "Witness: write the words on your sheet. Enter hides them; then three are asked for."
            : "Write it on your sheet, as hex or as words, or take a picture of the code."))
    {
        Help = "You are the witness: write the fingerprint on your own sheet. The words are the same number as the hex digits, one word a byte; "
            + "hex is for comparing with other tools later, words are easier to read aloud. The sheet is what makes this certificate known "
            + "outside the room.",
        GoOn = isAsked ? "Hide it" : "Go on",
    };
}
