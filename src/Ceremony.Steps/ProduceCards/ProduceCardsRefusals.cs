using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a card is not produced.</summary>
internal static class ProduceCardsRefusals
{
    private const string AnotherCard = "Take another blank card of the right number, then try again.";

    /// <summary>Whether the script gives the card to somebody else; null where it does not.</summary>
    public static StepResult? ByHolder(ProduceCardsStep step, string called, string? holder) => holder is null || holder == step.Holder ? null : Refused(
        "other-holder",
        $"The script gives the card {called} to {holder}, but this step produces it for {step.Holder}.",
        Refusals.CorrectScript);

    /// <summary>What the token procedure does not allow; null where nothing does.</summary>
    public static StepResult? ByProcedure(ProduceCardsStep step, TokenProcedureCreated procedure)
    {
        if (procedure.StorageProfile != "smart-card")
            return Refused(
                "storage-profile",
                $"The storage profile of the token procedure \"{procedure.Procedure}\" is {DialogWords.StorageProfile(procedure.StorageProfile)}, not Smart Card.",
                Refusals.CorrectScript);

        return !procedure.RangeMandatory || CardRange.Holds(procedure, step.Number) ? null : Refused(
            "outside-range",
            $"The card {step.Number} is outside the serial number range {procedure.RangeFrom} to {procedure.RangeTo} of the token procedure \"{procedure.Procedure}\".",
            Refusals.CorrectScript);
    }

    /// <summary>What speaks against the card that was found; null where nothing does.</summary>
    public static StepResult? ByCard(ProduceCardsStep step, TokenEntry entry, TokenView card, Registry registry)
    {
        if (!card.Initialised)
            return Refusals.NotInitialised(entry);
        if (card.Label != step.Number && card.Serial != step.Number)
            return Refused(
                "other-card",
                $"The card {entry.Called} bears the label \"{Hostile.Escape(card.Label)}\" and the serial number {Hostile.Escape(card.Serial)}, not {step.Number}.",
                "Insert the card of that number, then try again.");
        if (registry.Find<CardProduced>(each => each.Number == step.Number || each.Token == step.Token || each.TokenSerial == card.Serial) is { } produced)
            return Refused("card-taken", $"The card {step.Number} was produced before, for {produced.Subject}.", "If another card is in the reader, insert the right one and try again; otherwise abort and have the script corrected.");
        if (NotBlank(step, card) is { } taken)
            return taken;

        return card.SecurityOfficerPin != PinState.Locked ? null : Refused(
            "card-locked",
            $"The security officer's PIN of the card {step.Number} is locked.",
            AnotherCard);
    }

    /// <summary>What the card holds already; null where it is blank, as far as it can be seen.</summary>
    public static StepResult? NotBlank(ProduceCardsStep step, TokenView card) => card.Objects is [var first, ..]
        ? Refused(
            "card-not-blank",
            $"The card {step.Number} is not blank: it holds {StepWords.Count(card.Objects.Count, "object")}, among them the {first.Class} object \"{Hostile.Escape(first.Label)}\".",
            AnotherCard)
        : null;

    private static StepResult.Refused Refused(string code, string reason, string next) => new(code, reason, next);
}
