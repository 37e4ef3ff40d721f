using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Refusals that several kinds share.</summary>
internal static class Refusals
{
    /// <summary>What to do where the script is wrong.</summary>
    public const string CorrectScript = "Abort and have the script corrected.";

    /// <summary>What to do where a token does not hold the key that it should.</summary>
    public const string FindOutAboutKey = "Look at the list of the token's objects (F5) and find out what became of the key before going on.";

    /// <summary>Whoever comes later could outvote those who began.</summary>
    public static StepResult OfficersKnown() => new StepResult.Refused(
        "officers-known",
        "The officers of the beginning are recognised already, and nobody can be added to them.",
        CorrectScript);

    /// <summary>Somebody whose agreement was needed did not give it.</summary>
    /// <param name="what">What was declined, with its article: "the creation of the CA \"Root\"".</param>
    public static StepResult Declined(string what) => new StepResult.Refused(
        "declined",
        $"{StepWords.Capital(what)} was declined.",
        "Settle the objection, then try again, or abort.");

    /// <summary>A token that was never initialised cannot hold anything.</summary>
    public static StepResult NotInitialised(TokenEntry token) => new StepResult.Refused(
        "token-not-initialised",
        $"The token {token.Called} is not initialised.",
        "Have it initialised with the label that the script names (\"ceremony initialise-token\"), then try again.");

    /// <summary>Nobody sits where the script needs somebody.</summary>
    public static StepResult SeatEmpty(string seat) => new StepResult.Refused(
        "seat-empty",
        $"Nobody is recorded as {seat}.",
        "Have that person come in and be recorded (F4), then try again.");

    /// <summary>Something that the script refers to by name is not in the registry.</summary>
    /// <param name="what">"CA", "certificate procedure" …</param>
    /// <param name="name">Its name.</param>
    public static StepResult Unknown(string what, string name) => new StepResult.Refused(
        $"unknown-{StepWords.Slug(what)}",
        $"There is no {what} named \"{name}\" in the registry.",
        "Compare the name with the step that creates it; if the script is wrong, abort and have it corrected.");

    /// <summary>A name that must be new is in the registry already.</summary>
    /// <param name="what">"CA", "certificate procedure" …</param>
    /// <param name="name">Its name.</param>
    public static StepResult NameTaken(string what, string name) => new StepResult.Refused(
        $"{StepWords.Slug(what)}-taken",
        $"{StepWords.A(what)} named \"{name}\" is in the registry already.",
        "Abort and have one of the names in the script changed.");

    /// <summary>An artifact of that name was kept before; nothing in the archive is overwritten.</summary>
    public static StepResult ArtifactTaken(string artifact) => new StepResult.Refused(
        "artifact-taken",
        $"The archive already holds something under the name {artifact}.",
        "Abort and have one of the names in the script changed.");
}
