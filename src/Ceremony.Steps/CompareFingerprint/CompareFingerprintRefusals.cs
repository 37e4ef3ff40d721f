using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why a fingerprint does not count as compared.</summary>
internal static class CompareFingerprintRefusals
{
    /// <summary>The right words are not told: the next try asks for others.</summary>
    public static StepResult OtherWords(string called, IReadOnlyList<string> places) => new StepResult.Refused(
        "other-words",
        $"What was typed is not {StepWords.And(places)} of the fingerprint of {called}.",
        "Look at the sheet again and try again; if the sheet is right, the thing itself is another one: find out before going on.");
}
