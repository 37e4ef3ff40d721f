using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify;

/// <summary>What facts about cards must rest on; what is wrong with that is given as a clause.</summary>
internal static class CardFacts
{
    public static string? Produced(FactBasis basis, CardProduced card)
    {
        Deed[] made = [.. basis.Deeds.All(basis.Line, "generate-key-pair").Where(deed => deed.Action.Text("token") == card.Token.Name)];
        return card.Keys.Select(key => OfKey(basis, card, key, made)).FirstOrDefault(problem => problem is not null)
            ?? (card.Keys.Count == 0 || made.Any(deed => card.Keys.All(key => key.Id != deed.Receipt.Text("id"))) ? $"not all keys of the card {card.Number} are named that were made in it"
                : !basis.Deeds.Tokens.Bears(card.Token, card.Number, basis.Line.Seq) ? $"the card that was seen bears the number {card.Number} neither as its label nor as its serial number"
                : ByProcedure(basis.Registry, card) ?? Transport(basis, card.Token, made[0]));
    }

    public static string? Personalised(FactBasis basis, CardPersonalised card) => basis.Registry.Find<CardProduced>(each => each.Token == card.Token) switch
    {
        _ when !card.IsRenewal && !basis.Did("set-pin", (action, _) => action.Text("token") == card.Token.Name && action.Text("holder") == card.Holder) => $"no action set the PIN of the card {card.Number}",
        { } produced when produced.Number == card.Number && produced.Subject == card.Holder =>
            (card.IsRenewal ? Renewed(basis, card) : Pin(basis, card, produced) ?? Stored(basis, card)) ?? CardKeysFacts.Problem(basis, card, produced),
        _ => $"the card {card.Number} of {card.Holder} was not produced as this card and for this holder",
    };

    private static string? Pin(FactBasis basis, CardPersonalised card, CardProduced produced)
    {
        bool isChosen = basis.Registry.TokenProcedure(produced.TokenProcedure)?.PinProcedure == "chosen-by-holder";
        return basis.Deeds.All(basis.Line, "set-pin").All(deed => deed.Action.Text("token") != card.Token.Name || deed.Action["chosen-by-holder"].AsBool() == isChosen)
            ? null
            : $"the PIN of the card {card.Number} was not given as its token procedure \"{produced.TokenProcedure}\" says";
    }

    // Its holder has it, with a PIN that stays.
    private static string? Renewed(FactBasis basis, CardPersonalised card) =>
        basis.Evidence.RegistryBefore(basis.Line).Find<CardPersonalised>(each => each.Token == card.Token) is null ? $"certificates of the card {card.Number} were renewed before it was personalised"
        : basis.Did("set-pin", (action, _) => action.Text("token") == card.Token.Name) ? $"the PIN of the card {card.Number} was set although its certificates were only renewed"
        : null;

    private static string? Stored(FactBasis basis, CardPersonalised card)
    {
        Deed[] stored = [.. basis.Deeds.All(basis.Line, "store-certificate").Where(deed => deed.Action.Text("token") == card.Token.Name)];
        return stored.Length == 0 ? $"the card {card.Number} was personalised, but no certificate was stored on it" : Transport(basis, card.Token, stored[0]);
    }

    // Until its holder has a PIN, a card is worked on under one that nobody knows.
    private static string? Transport(FactBasis basis, TokenRef card, Deed first) =>
        basis.Deeds.Noted(first.Line, Words(basis.Evidence.TokensCalled.GetValueOrDefault(card.Name, card.Name)))
            ? null
            : $"the card \"{card.Name}\" was worked on before its holder had a PIN, but no note tells of its transport PIN";

    // In the words of docs/format.md.
    private static string Words(string called) => $"A transport PIN that nobody knows was set on {called}.";

    private static string? OfKey(FactBasis basis, CardProduced card, CardKey key, Deed[] made) => made.LastOrDefault(deed => Made(deed.Action, deed.Receipt, card, key)) is { } deed
        ? MadeKeys.OfPairs(key.Label, key.Algorithm, key.PublicKey, deed.Action.Texts("usage"), ToldAttributes.Of(basis, deed))
            ?? basis.Deeds.Tokens.Problem(card.Token, card.TokenSerial, deed.Line.Seq)
        : $"no action made the key \"{key.Label}\" of the card {card.Number} as it is described";

    private static bool Made(JsonMap action, JsonMap receipt, CardProduced card, CardKey key) =>
        receipt.Text("token-serial") == card.TokenSerial
        && action.Text("label") == key.Label && receipt.Text("label") == key.Label
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && action.Text("algorithm") == key.Algorithm && receipt.Text("algorithm") == key.Algorithm
        && FactBasis.Holds(receipt, "public-key", key.PublicKey);

    private static string? ByProcedure(Registry registry, CardProduced card) => registry.TokenProcedure(card.TokenProcedure) switch
    {
        null => $"the token procedure \"{card.TokenProcedure}\" of the card {card.Number} is not in the registry",
        { StorageProfile: not "smart-card" } => $"the token procedure \"{card.TokenProcedure}\" of the card {card.Number} is not one for cards",
        { RangeMandatory: true, RangeFrom: { } from, RangeTo: { } to } when !IsWithin(card.Number, from, to) => $"the card {card.Number} is outside the range {from} to {to} of its token procedure",
        _ => null,
    };

    // As digits of the range's length, so that leading zeros count.
    private static bool IsWithin(string number, string from, string to) =>
        number.Length == from.Length && number.All(char.IsAsciiDigit) && string.CompareOrdinal(from, number) <= 0 && string.CompareOrdinal(number, to) <= 0;
}
