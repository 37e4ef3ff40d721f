using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Everything that decides what a card is issued: the card, its procedures and the CA, found in the registry and fitting each other.</summary>
/// <param name="Card">The card as it was produced.</param>
/// <param name="Entry">The card in the script.</param>
/// <param name="Keys">The keys for which a certificate is issued.</param>
/// <param name="TokenProcedure">The token procedure.</param>
/// <param name="Subject">The certificates' subject, with the card's number where the token procedure has it so.</param>
/// <param name="Before">What this ceremony stored on the card before.</param>
internal sealed record CardPlan(
    CardProduced Card,
    TokenEntry Entry,
    IReadOnlyList<CardKeyPlan> Keys,
    TokenProcedureCreated TokenProcedure,
    IReadOnlyList<SubjectAttribute> Subject,
    CardContents Before)
{
    /// <summary>What certificates are issued by, each once: the procedures of its keys.</summary>
    public IReadOnlyList<IssuingPlan> Issuances => [.. Keys.Select(key => key.Issuance).DistinctBy(each => each.Procedure.Procedure)];

    /// <summary>Whether certificates of a card that is personalised already are renewed.</summary>
    public bool IsRenewal => Before.Round > 1;

    /// <summary>The CAs whose own certificates are stored on the card, each once; not those that stand there already.</summary>
    public IReadOnlyList<IssuingPlan> StoredIssuers => !StoresIssuer ? [] :
        [.. Keys.Where(key => key.IsStored).Select(key => key.Issuance).DistinctBy(each => each.Ca.Ca).Where(each => Before.Issuers.All(other => other.Ca != each.Ca.Ca))];

    /// <summary>What is done for each key of the card, as the journal tells it.</summary>
    public IReadOnlyList<CardKeyAction> Actions =>
        [.. Card.Keys.Select(key => Keys.FirstOrDefault(each => each.Key == key)?.Action ?? new CardKeyAction(key.Label, CardKeyAction.Blank, null))];

    /// <summary>Whether the CA's certificate is stored on the card too.</summary>
    public bool StoresIssuer => TokenProcedure.IssuerCertificates == "store";

    /// <summary>The name of a key's certificate in the archive, without its ending: <c>officer-1-authentication</c>.</summary>
    public string ArtifactOf(CardKey key) => ArtifactOf(Entry.Holder ?? Card.Number, key.Label, Before.Round);

    /// <summary>The same for the card of that holder and the key of that name; from the second round on the round's number follows: <c>officer-1-authentication-2</c>.</summary>
    public static string ArtifactOf(string holder, string key, int round) => $"{StepWords.Slug(holder)}-{StepWords.Slug(key)}{(round > 1 ? $"-{round}" : "")}";

    /// <summary>Finds all of it; a refusal where something is missing or does not fit.</summary>
    public static (CardPlan? Plan, StepResult? Refusal) Find(PersonaliseCardStep step, IDesk desk)
    {
        Registry registry = desk.Registry;
        TokenEntry entry = desk.Token(step.Token);
        if (registry.Find<CardProduced>(each => each.Token == step.Token) is not { } card)
            return (null, PersonaliseCardRefusals.NotProduced(entry));
        if (step.IsRenewal != registry.All<CardPersonalised>().Any(each => each.Token == step.Token))
            return (null, step.IsRenewal ? PersonaliseCardRefusals.NotPersonalised(card) : PersonaliseCardRefusals.Done(card));
        if (registry.TokenProcedure(card.TokenProcedure) is not { } tokenProcedure)
            return (null, Refusals.Unknown("token procedure", card.TokenProcedure));
        if (step.Keys.FirstOrDefault(each => card.Keys.All(key => key.Label != each.Label)) is { } unknown)
            return (null, PersonaliseCardRefusals.NoSuchKey(card, unknown.Label));
        if (tokenProcedure.CardSerialNumber && step.Subject.Any(attribute => attribute.Type == "serialNumber"))
            return (null, PersonaliseCardRefusals.SerialNumberTwice(tokenProcedure));

        var before = CardContents.Of(registry, card, tokenProcedure);
        (IReadOnlyList<CardKeyPlan>? keys, StepResult? refusal) = CardKeyPlan.Of(step, card, before, tokenProcedure, registry);
        return keys is null ? (null, refusal) : new CardPlan(card, entry, keys, tokenProcedure, SubjectOf(step.Subject, card.Number, tokenProcedure), before).Judge(registry);
    }

    private (CardPlan? Plan, StepResult? Refusal) Judge(Registry registry)
    {
        StepResult? unfit = Keys.Select(RefuseByProcedure).FirstOrDefault(each => each is not null) ?? TakenSubjects.Refuse(registry, Subject, Card.Subject);
        string? taken = Keys.Select(key => $"{ArtifactOf(key.Key)}.cer").FirstOrDefault(name => Artifacts.IsTaken(registry, name));
        unfit ??= taken is null ? null : Refusals.ArtifactTaken(taken);
        return unfit is null ? (this, null) : (null, unfit);
    }

    private StepResult? RefuseByProcedure(CardKeyPlan key) =>
        Issuing.RefuseKey(key.Issuance.Procedure, $"The key \"{Hostile.Escape(key.Key.Label)}\" of the card {Card.Number}", key.Key.Algorithm)
        ?? Issuing.RefuseSubject(key.Issuance.Procedure, $"the card {Card.Number}", [.. Subject.Select(attribute => attribute.Type)]);

    /// <summary>The subject of a card's certificates: with the card's number where its token procedure has it so.</summary>
    public static IReadOnlyList<SubjectAttribute> SubjectOf(IReadOnlyList<SubjectAttribute> subject, string number, TokenProcedureCreated procedure) =>
        procedure.CardSerialNumber ? [.. subject, new SubjectAttribute("serialNumber", number)] : subject;
}
