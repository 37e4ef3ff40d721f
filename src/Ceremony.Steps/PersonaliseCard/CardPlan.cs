using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Everything that decides what a card is issued: the card, its procedures and the CA, found in the registry and fitting each other.</summary>
/// <param name="Card">The card as it was produced.</param>
/// <param name="Entry">The card in the script.</param>
/// <param name="Keys">The keys with the action Add.</param>
/// <param name="TokenProcedure">The token procedure.</param>
/// <param name="Issuance">The certificate procedure, its CA and that CA's key.</param>
/// <param name="Subject">The certificates' subject, with the card's number where the token procedure has it so.</param>
internal sealed record CardPlan(
    CardProduced Card,
    TokenEntry Entry,
    IReadOnlyList<CardKey> Keys,
    TokenProcedureCreated TokenProcedure,
    IssuingPlan Issuance,
    IReadOnlyList<SubjectAttribute> Subject)
{
    /// <summary>The certificate procedure.</summary>
    public CertificateProcedureCreated Procedure => Issuance.Procedure;

    /// <summary>The issuing CA.</summary>
    public CaCreated Ca => Issuance.Ca;

    /// <summary>Whether the CA's certificate is stored on the card too.</summary>
    public bool StoresIssuer => TokenProcedure.IssuerCertificates == "store";

    /// <summary>The name of a key's certificate in the archive, without its ending: <c>officer-1-authentication</c>.</summary>
    public string ArtifactOf(CardKey key) => ArtifactOf(Entry.Holder ?? Card.Number, key.Label);

    /// <summary>The same for the card of that holder and the key of that name.</summary>
    public static string ArtifactOf(string holder, string key) => $"{StepWords.Slug(holder)}-{StepWords.Slug(key)}";

    /// <summary>Finds all of it; a refusal where something is missing or does not fit.</summary>
    public static (CardPlan? Plan, StepResult? Refusal) Find(PersonaliseCardStep step, IDesk desk)
    {
        Registry registry = desk.Registry;
        TokenEntry entry = desk.Token(step.Token);
        if (registry.Find<CardProduced>(each => each.Token == step.Token) is not { } card)
            return (null, PersonaliseCardRefusals.NotProduced(entry));
        if (registry.Find<CardPersonalised>(each => each.Token == step.Token) is not null)
            return (null, PersonaliseCardRefusals.Done(card));
        if (registry.TokenProcedure(card.TokenProcedure) is not { } tokenProcedure)
            return (null, Refusals.Unknown("token procedure", card.TokenProcedure));
        (IssuingPlan? issuance, StepResult? refusal) = IssuingPlan.Find(registry, tokenProcedure.CertificateProcedure);
        if (issuance is null)
            return (null, refusal);
        if (step.Keys.FirstOrDefault(name => card.Keys.All(key => key.Label != name)) is { } unknown)
            return (null, PersonaliseCardRefusals.NoSuchKey(card, unknown));
        if (tokenProcedure.CardSerialNumber && step.Subject.Any(attribute => attribute.Type == "serialNumber"))
            return (null, PersonaliseCardRefusals.SerialNumberTwice(tokenProcedure));

        IReadOnlyList<CardKey> keys = step.Keys.Count == 0 ? card.Keys : [.. card.Keys.Where(key => step.Keys.Contains(key.Label))];
        var plan = new CardPlan(card, entry, keys, tokenProcedure, issuance, SubjectOf(step.Subject, card.Number, tokenProcedure));
        if (plan.RefuseByProcedure() is { } unfit)
            return (null, unfit);
        if (TakenSubjects.Refuse(registry, plan.Subject, card.Subject) is { } subjectTaken)
            return (null, subjectTaken);

        string? taken = keys.Select(key => $"{plan.ArtifactOf(key)}.cer").FirstOrDefault(name => Artifacts.IsTaken(registry, name));
        return taken is null ? (plan, null) : (null, Refusals.ArtifactTaken(taken));
    }

    private StepResult? RefuseByProcedure() =>
        Keys.Select(key => Issuing.RefuseKey(Procedure, $"The key \"{Hostile.Escape(key.Label)}\" of the card {Card.Number}", key.Algorithm)).FirstOrDefault(each => each is not null)
        ?? Issuing.RefuseSubject(Procedure, $"the card {Card.Number}", [.. Subject.Select(attribute => attribute.Type)]);

    /// <summary>The subject of a card's certificates: with the card's number where its token procedure has it so.</summary>
    public static IReadOnlyList<SubjectAttribute> SubjectOf(IReadOnlyList<SubjectAttribute> subject, string number, TokenProcedureCreated procedure) =>
        procedure.CardSerialNumber ? [.. subject, new SubjectAttribute("serialNumber", number)] : subject;
}
