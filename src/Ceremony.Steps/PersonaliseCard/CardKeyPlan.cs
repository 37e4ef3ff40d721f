using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>A key of a card for which a certificate is issued.</summary>
/// <param name="Key">The key.</param>
/// <param name="Action">What is done for it, with the procedure, as the journal tells it; never blank.</param>
/// <param name="Issuance">Its certificate procedure, the CA and that CA's key.</param>
/// <param name="Former">The certificate that is taken away from the card; null unless the action is <c>redo</c>.</param>
internal sealed record CardKeyPlan(CardKey Key, CardKeyAction Action, IssuingPlan Issuance, CertificateIssued? Former)
{
    /// <summary>Whether the certificate is stored on the card.</summary>
    public bool IsStored => Action.IsStored;

    /// <summary>SHA-256 of the certificate that is taken away, in lower-case hex; null where none is.</summary>
    public string? FormerSha256 => Former is null ? null : StepWords.Sha256(Former.Certificate);

    /// <summary>The keys for which the step issues, in the card's order; a refusal where a procedure or its CA is missing or does not fit, or the action does not fit what is on the card.</summary>
    public static (IReadOnlyList<CardKeyPlan>? Keys, StepResult? Refusal) Of(PersonaliseCardStep step, CardProduced card, CardContents before, TokenProcedureCreated tokenProcedure, Registry registry)
    {
        var keys = new List<CardKeyPlan>();
        foreach (CardKey key in card.Keys)
        {
            CardKeyAction action = step.ActionOf(key.Label);
            if (action.Action == CardKeyAction.Blank)
                continue;

            (IssuingPlan? issuance, StepResult? refusal) = IssuingPlan.Find(registry, action.Procedure ?? tokenProcedure.CertificateProcedure);
            if (issuance is null)
                return (null, refusal);
            CertificateIssued? stored = before.CertificateOf(key);
            if (RefuseAction(registry, card, key, action.Action, stored) is { } unfit)
                return (null, unfit);
            keys.Add(new CardKeyPlan(key, action with { Procedure = issuance.Procedure.Procedure }, issuance, action.Action == CardKeyAction.Redo ? stored : null));
        }

        return (keys, null);
    }

    private static StepResult? RefuseAction(Registry registry, CardProduced card, CardKey key, string action, CertificateIssued? stored) => (action, stored) switch
    {
        (CardKeyAction.Add, not null) => PersonaliseCardRefusals.HasCertificate(card, key.Label),
        (CardKeyAction.Redo, null) => PersonaliseCardRefusals.NothingToRedo(card, key.Label),
        (CardKeyAction.Redo, _) when registry.All<OfficerCreated>().LastOrDefault(each => each.Token == card.Token && each.KeyId == key.Id && !registry.IsReplaced(each.Officer)) is { } officer =>
            PersonaliseCardRefusals.OfficersCertificate(card, key.Label, officer.Officer),
        _ => null,
    };
}
