using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A card while it is personalised, in the words of RA's tab Smart Card.</summary>
internal static class PersonaliseCardScreens
{
    public static Screen Propose(CardPlan plan) => new(
        plan.IsRenewal ? "Renew certificates of a card" : "Personalise a card",
        [
            new FactsBlock(
                new Detail("card number", plan.Card.Number),
                new Detail("card serial number", plan.TokenProcedure.CardSerialNumber ? "in the certificates" : "not in the certificates"),
                new Detail("holder", plan.Card.Subject),
                new Detail("token procedure", plan.TokenProcedure.Procedure),
                new Detail(plan.Issuances.Count == 1 ? "issuing CA" : "issuing CAs", StepWords.And([.. plan.Issuances.Select(each => each.Ca.Ca).Distinct()])),
                new Detail("CA chain", Chain(plan))),
            new TableBlock(
                ["key", "action", "certificate procedure"],
                [.. plan.Card.Keys.Select(key => Row(key, plan))]),
            .. Replaced(plan),
        ])
    {
        Help = "You are asked to agree to the certificates of this card. Compare the subject with the person who will hold it, and the dates with the "
            + "paper script. A certificate that is redone is taken off the card once the new one stands there. What is shown first is decoded from the very bytes that the CA will sign. Refuse with F8 and say why if anything "
            + "differs.",
    };

    public static Screen Store(CardPlan plan, IReadOnlyList<CardCertificate> certificates) => new(
        "Store the certificates",
        new TextBlock($"The certificates are signed, and their signatures verified. Now they are stored on the card {plan.Card.Number}{(plan.IsRenewal ? ", and those that they replace are taken away" : "")}."),
        new FactsBlock([.. certificates.Where(each => each.Key.IsStored).Select(each => new Detail(Hostile.Escape(each.Key.Key.Label), $"serial number {HexText.Pairs(each.View.SerialNumber)}"))]),
        new TextBlock(!plan.StoresIssuer ? "No issuer certificates are stored on the card."
            : plan.StoredIssuers.Count == 0 ? "The issuing CA's certificate is on the card already." : "The issuing CA's certificate is stored on the card too."))
    {
        Help = "You are the operator: see that the card is still in its reader, then go on. The certificates are public; nobody needs to turn away.",
    };

    public static Screen Pin(CardPlan plan, SetPin pin) => new(
        "The card's PIN",
        new TextBlock(pin.ChosenByHolder
            ? $"{plan.Card.Subject} now chooses the PIN of the card {plan.Card.Number} and types it twice."
            : $"{plan.Card.Subject} is now shown the PIN of the card {plan.Card.Number}, notes it, and types it once."),
        new WarningBlock($"Only {plan.Card.Subject} looks at the screen. Everybody else turns away before the operator goes on."),
        new FactsBlock(
            new Detail("PIN procedure", pin.ChosenByHolder ? "chosen by the holder" : "Show PINs in client"),
            new Detail("digits", $"{pin.Digits}")))
    {
        Help = pin.ChosenByHolder
            ? "You are the holder: think of a PIN that nobody can guess. You type it twice; nobody can read it back to you later."
            : "You are the holder: take pen and a sheet of your own. The PIN shows for about a second each time you press the space key, as often as you "
              + "want. Note it, type it once, and put the sheet into your envelope. If somebody else saw it, say so: another one is made.",
    };

    public static Screen Made(CardPlan plan, IReadOnlyList<CardCertificate> certificates) => new(
        "The card is ready",
        new TextBlock($"The card {plan.Card.Number} carries {StepWords.Count(certificates.Count(each => each.Key.IsStored), plan.IsRenewal ? "new certificate" : "certificate")}{(plan.IsRenewal ? "; its PIN is the same as before" : "")}. {plan.Card.Subject} takes it now and keeps it."),
        new FactsBlock([.. certificates.SelectMany(Kept)]))
    {
        Help = "You are the holder: take the card out of the reader and keep it with you. You will need it and its PIN soon. Enter goes on.",
    };

    // A key without an action stays blank, as in RA.
    private static IReadOnlyList<string> Row(CardKey key, CardPlan plan) => plan.Keys.FirstOrDefault(each => each.Key == key) is { } certified
        ? [Hostile.Escape(key.Label), Action(certified.Action.Action), certified.Issuance.Procedure.Procedure]
        : [Hostile.Escape(key.Label), "", ""];

    private static string Action(string action) => action switch
    {
        CardKeyAction.Add => "Add",
        CardKeyAction.Redo => "Redo",
        _ => "Issue (not stored)",
    };

    private static IEnumerable<Block> Replaced(CardPlan plan) => plan.Keys.Where(key => key.Former is not null).ToArray() is not { Length: > 0 } redone ? [] :
    [
        new TextBlock($"{(redone.Length == 1 ? "This certificate is" : "These certificates are")} taken off the card; {(redone.Length == 1 ? "it stays" : "they stay")} valid until a CRL lists {(redone.Length == 1 ? "it" : "them")}:"),
        new FactsBlock([.. redone.SelectMany(key => new[]
        {
            new Detail(Hostile.Escape(key.Key.Label), $"serial number {HexText.Pairs(key.Former!.SerialNumber)}"),
            new Detail("SHA-256 of it", HexText.Groups(key.FormerSha256!)),
        })]),
    ];

    private static string Chain(CardPlan plan) => plan.Issuances.Count(each => each.GivesChain) switch
    {
        0 => "none",
        var some when some == plan.Issuances.Count => "kept with each certificate",
        _ => $"kept with certificates of {StepWords.And([.. plan.Issuances.Where(each => each.GivesChain).Select(each => each.Procedure.Procedure)])}",
    };

    private static IEnumerable<Detail> Kept(CardCertificate certificate) =>
    [
        new Detail(Hostile.Escape(certificate.Key.Key.Label), $"{(certificate.Key.IsStored ? "" : "not on the card, ")}valid until {StepWords.Time(certificate.View.NotAfter)}"),
        new Detail("SHA-256 of it", HexText.Groups(certificate.View.Sha256)),
    ];
}
