using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A card before and after its keys are made.</summary>
internal static class ProduceCardsScreens
{
    public static Screen Propose(ProduceCardsStep step, TokenView card, TokenProcedureCreated procedure, Person holder) => new(
        "Produce a card",
        [
            new TextBlock("A transport PIN that nobody knows is set on it first, with its custodian's security officer PIN; its holder's own PIN replaces it when the card is personalised."),
            .. Warnings(step, card, procedure),
            new FactsBlock(
            [
                new Detail("card number", step.Number),
                new Detail("holder", $"{holder.Name} ({holder.Seat})"),
                new Detail("token procedure", procedure.Procedure),
                new Detail("serial number range", DialogWords.Range(procedure)),
                .. TokenFacts.Of(card),
            ]),
        ])
    {
        Help = "You are asked to agree that this card makes its keys. Compare the number printed on the card in the reader with the card number here "
            + "and with the paper script, and see that the right person is named as its holder. The card is handed to nobody yet.",
    };

    public static Screen Made(ProduceCardsStep step, Person holder, IReadOnlyList<CardKey> keys) => new(
        "The card is produced",
        new TextBlock($"The card {step.Number} has made its keys. It is registered for {holder.Name}; it has no certificate yet."),
        new TableBlock(["key", "algorithm", "id"], [.. keys.Select(key => (IReadOnlyList<string>)[Hostile.Escape(key.Label), key.Algorithm, key.Id])]))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Leave the card in its reader, or put it where everybody sees it, until it is personalised. Enter goes on.",
    };

    private static IEnumerable<Block> Warnings(ProduceCardsStep step, TokenView card, TokenProcedureCreated procedure)
    {
        if (!CardRange.Holds(procedure, step.Number))
            yield return new WarningBlock($"The number {step.Number} is outside the range {procedure.RangeFrom} to {procedure.RangeTo}, which is not mandatory.");
        if (card.Pin != PinState.NotSet)
            yield return new WarningBlock("The card has a user PIN already. It is replaced once you agree; whoever knows it cannot use the card then.");
    }
}
