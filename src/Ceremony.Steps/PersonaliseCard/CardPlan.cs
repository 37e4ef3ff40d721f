using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.PersonaliseCard;

/// <summary>Everything that decides what a card is issued: the card, its procedures and the CA, found in the registry and fitting each other.</summary>
/// <param name="Card">The card as it was produced.</param>
/// <param name="Entry">The card in the script.</param>
/// <param name="Keys">The keys with the action Add.</param>
/// <param name="TokenProcedure">The token procedure.</param>
/// <param name="Procedure">The certificate procedure.</param>
/// <param name="Ca">The issuing CA.</param>
/// <param name="CaKey">Its key.</param>
/// <param name="Subject">The certificates' subject, with the card's number where the token procedure has it so.</param>
internal sealed record CardPlan(
    CardProduced Card,
    TokenEntry Entry,
    IReadOnlyList<CardKey> Keys,
    TokenProcedureCreated TokenProcedure,
    CertificateProcedureCreated Procedure,
    CaCreated Ca,
    KeyGenerated CaKey,
    IReadOnlyList<SubjectAttribute> Subject)
{
    /// <summary>What certificates are signed with.</summary>
    public SignatureAlgorithm Algorithm => SignatureAlgorithm.Find(Procedure.SignatureAlgorithm)!;

    /// <summary>For how long certificates are valid; the procedure was entered with a span that can be read.</summary>
    public Validity ValidFor => Validity.TryParse(Procedure.ValidFor, out Validity validity)
        ? validity
        : throw new InvalidOperationException($"the procedure {Procedure.Procedure} stands in the registry with a validity that cannot be read");

    /// <summary>Whether the issuers' certificates are given along.</summary>
    public bool GivesChain => Procedure.CaChain == "include";

    /// <summary>Whether the CA's certificate is stored on the card too.</summary>
    public bool StoresIssuer => TokenProcedure.IssuerCertificates == "store";

    /// <summary>
    /// What certificates allow. A card's key brings no request, so where the procedure selects no key usage there is none to be taken over.
    /// </summary>
    public CertificateProfile Profile => new(
        IsCa: false, PathLength: null, Procedure.KeyUsage, Procedure.Format == "server-certificate" ? ["serverAuth"] : []);

    /// <summary>The name of a key's certificate in the archive, without its ending: <c>officer-1-authentication</c>.</summary>
    public string ArtifactOf(CardKey key) => $"{Words.Slug(Entry.Holder ?? Card.Number)}-{Words.Slug(key.Label)}";

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
        if (registry.CertificateProcedure(tokenProcedure.CertificateProcedure) is not { } procedure)
            return (null, Refusals.Unknown("certificate procedure", tokenProcedure.CertificateProcedure));
        if (registry.Ca(procedure.Issuer) is not { } ca)
            return (null, Refusals.Unknown("CA", procedure.Issuer));
        if (Issuing.RefuseAlgorithm(registry, ca, procedure) is { } unfit)
            return (null, unfit);
        if (step.Keys.FirstOrDefault(name => card.Keys.All(key => key.Label != name)) is { } unknown)
            return (null, PersonaliseCardRefusals.NoSuchKey(card, unknown));
        if (tokenProcedure.CardSerialNumber && step.Subject.Any(attribute => attribute.Type == "serialNumber"))
            return (null, PersonaliseCardRefusals.SerialNumberTwice(tokenProcedure));

        IReadOnlyList<CardKey> keys = step.Keys.Count == 0 ? card.Keys : [.. card.Keys.Where(key => step.Keys.Contains(key.Label))];
        var plan = new CardPlan(card, entry, keys, tokenProcedure, procedure, ca, registry.Key(ca.Key)!, SubjectOf(step, card, tokenProcedure));
        if (TakenSubjects.Refuse(registry, plan.Subject, card.Subject) is { } subjectTaken)
            return (null, subjectTaken);

        string? taken = keys.Select(key => $"{plan.ArtifactOf(key)}.cer").FirstOrDefault(name => Artifacts.IsTaken(registry, name));
        return taken is null ? (plan, null) : (null, Refusals.ArtifactTaken(taken));
    }

    private static IReadOnlyList<SubjectAttribute> SubjectOf(PersonaliseCardStep step, CardProduced card, TokenProcedureCreated procedure) =>
        procedure.CardSerialNumber ? [.. step.Subject, new SubjectAttribute("serialNumber", card.Number)] : step.Subject;
}
