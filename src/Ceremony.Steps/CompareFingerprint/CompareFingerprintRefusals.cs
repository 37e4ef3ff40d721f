using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why a fingerprint does not count as compared.</summary>
internal static class CompareFingerprintRefusals
{
    /// <summary>It does not say which words are right: the next try asks for others.</summary>
    public static StepResult OtherWords(string called, IReadOnlyList<string> places) => new StepResult.Refused(
        "other-words",
        $"What was typed is not {StepWords.And(places)} of the fingerprint of {called}.",
        "Look at the sheet again and try again; if the sheet is right, the fingerprint is of something else: find out why before going on.");
}
