using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a card is not personalised.</summary>
internal static class PersonaliseCardRefusals
{
    private const string RightCard = "Insert the card that was produced, then try again.";

    public static StepResult NotProduced(TokenEntry card) => new StepResult.Refused(
        "card-not-produced",
        $"The card {card.Called} was not produced in this ceremony.",
        "Abort and have a step added before this one that produces it.");

    public static StepResult Done(CardProduced card) => new StepResult.Refused(
        "card-personalised",
        $"The card {card.Number} is personalised already, for {card.Subject}.",
        Refusals.CorrectScript);

    public static StepResult NotPersonalised(CardProduced card) => new StepResult.Refused(
        "card-not-personalised",
        $"The card {card.Number} was not personalised in this ceremony, so there is nothing to redo.",
        Refusals.CorrectScript);

    public static StepResult HasCertificate(CardProduced card, string key) => new StepResult.Refused(
        "key-has-certificate",
        $"The card {card.Number} has a certificate for the key \"{key}\" already.",
        "Abort and have the key's action in the script changed to redo, which replaces it.");

    public static StepResult NothingToRedo(CardProduced card, string key) => new StepResult.Refused(
        "nothing-to-redo",
        $"The card {card.Number} has no certificate for the key \"{key}\" that could be replaced.",
        "Abort and have the key's action in the script changed to add.");

    public static StepResult OfficersCertificate(CardProduced card, string key, string officer) => new StepResult.Refused(
        "officers-certificate",
        $"The officer \"{officer}\" confirms with the key \"{key}\" of the card {card.Number}: the registry knows the officer by the certificate that is there now.",
        "Abort and have the officer replaced before this step, or leave that key as it is.");

    public static StepResult NoSuchKey(CardProduced card, string name) => new StepResult.Refused(
        "no-such-key",
        $"The card {card.Number} has no key \"{name}\"; it has {StepWords.And([.. card.Keys.Select(key => key.Label)])}.",
        Refusals.CorrectScript);

    public static StepResult SerialNumberTwice(TokenProcedureCreated procedure) => new StepResult.Refused(
        "serial-number-twice",
        $"The subject has a serialNumber, but the token procedure \"{procedure.Procedure}\" puts the card's number there.",
        Refusals.CorrectScript);

    public static StepResult Faulty(CardPlan plan, PkiException faulty) => new StepResult.Refused(
        "certificate-faulty",
        $"The certificates for the card {plan.Card.Number} are not issued: {faulty.Message}.",
        "Find out why; if the script or a procedure is at fault, abort and have it corrected, otherwise try again.");

    /// <summary>What speaks against the card that was found; null where it is the one that was produced and nothing was done to it since.</summary>
    public static StepResult? ByCard(CardPlan plan, TokenView card)
    {
        if (card.Serial != plan.Card.TokenSerial)
            return new StepResult.Refused(
                "other-card",
                $"The card in the reader is not the card {plan.Card.Number}: it has the serial number {Hostile.Escape(card.Serial)}.",
                RightCard);

        IReadOnlyList<TokenObject> objects = card.Objects ?? [];
        if (plan.Card.Keys.FirstOrDefault(key => !objects.Any(each => IsPublicHalf(each, key))) is { } missing)
            return new StepResult.Refused("key-differs", $"The card {plan.Card.Number} does not hold the key \"{missing.Label}\" that was made on it.", RightCard);

        if (plan.Before.Missing(objects) is { } gone)
            return new StepResult.Refused(
                "certificate-missing",
                $"The card {plan.Card.Number} does not carry the certificate with the serial number {HexText.Pairs(gone.SerialNumber)}, which was stored on it.",
                RightCard);

        return plan.Before.AreAll(objects) ? null : new StepResult.Refused(
            "card-has-certificates",
            $"The card {plan.Card.Number} already carries certificates, which {(plan.IsRenewal ? "this ceremony" : "this step")} did not store.",
            "Abort, and do not use the card: no other can take its place in this ceremony; the record says what became of its keys.");
    }

    private static bool IsPublicHalf(TokenObject each, CardKey key) =>
        each.Class == "public" && each.Id == key.Id && each.PublicKey is { } publicKey && publicKey.AsSpan().SequenceEqual(key.PublicKey);
}
