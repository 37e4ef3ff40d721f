using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a token is not initialised, or not the one that was wanted.</summary>
internal static class InitialiseTokenRefusals
{
    public static StepResult NoLabel(string token) => new StepResult.Refused(
        "token-without-label",
        $"The token \"{token}\" is named by its serial number alone, but initialising it gives it a label.",
        "Abort and have token= added to its URI.");

    /// <summary>What speaks against the blank tokens that were seen; null where there is exactly one, and it can become the token.</summary>
    public static StepResult? Refuse(InitialiseTokenStep step, TokenEntry entry, BlankTokens seen) => seen switch
    {
        _ when entry.Uri.Label is null => NoLabel(entry.Ref.Name),
        { IsThere: true } => new StepResult.Refused(
            "token-in-use",
            $"A token {entry.Called} is there already and is initialised; this step initialises only a blank one.",
            "Take that token away if it is the wrong one, then try again. Abort and have it initialised by \"ceremony initialise-token --again\" if everything on it is to be destroyed."),
        { Blank: [] } => new StepResult.Refused(
            "no-blank-token",
            $"There is no blank token{Where(step)} for {entry.Called}.",
            "Insert it, then try again; \"ceremony tokens\" lists every slot with what is in it. Abort and have the script corrected if it is in another slot, or has another serial number."),
        { Blank: [_] } => null,
        { Blank: var several } => new StepResult.Refused(
            "several-blank-tokens",
            $"{several.Count} blank tokens are there{Where(step)}, in the slots {StepWords.And([.. several.Select(each => $"\"{each.Slot}\"")])}, and it is not clear which is to become {entry.Called}.",
            "Take out all but one, then try again. Abort and have the script name the slot or the serial number if they cannot be taken out."),
    };

    /// <summary>What came of it is not what was agreed to; null where it is.</summary>
    public static StepResult? Otherwise(TokenEntry entry, TokenReceipt made) => made.Label == entry.Uri.Label ? null : new StepResult.Refused(
        "other-label",
        $"The token {entry.Called} says that its label is \"{made.Label}\".",
        "Abort and have the token examined: it does not take the label that it is told.");

    /// <summary>What a look at the new token showed against it; null where nothing did.</summary>
    public static StepResult? Unfinished(TokenEntry entry, TokenReceipt made, TokenView after) => after switch
    {
        _ when after.Serial != made.TokenSerial => SigningKey.OtherToken(entry),
        { Initialised: false } => Refusals.NotInitialised(entry),
        { Pin: PinState.NotSet } when entry.Use == TokenUse.Hsm => PinRefusals.NotSet(entry),
        _ => null,
    };

    private static string Where(InitialiseTokenStep step) =>
        $"{(step.Slot is { } slot ? $" in the slot \"{slot}\"" : "")}{(step.Serial is { } serial ? $" with the serial number {serial}" : "")}";
}
