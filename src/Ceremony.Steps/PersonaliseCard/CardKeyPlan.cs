using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>A key of a card for which a certificate is issued.</summary>
/// <param name="Key">The key.</param>
/// <param name="Action"><c>add</c> or <c>issue</c>: see <see cref="CardKeyAction"/>.</param>
/// <param name="Issuance">Its certificate procedure, the CA and that CA's key.</param>
internal sealed record CardKeyPlan(CardKey Key, string Action, IssuingPlan Issuance)
{
    /// <summary>Whether the certificate is stored on the card.</summary>
    public bool IsStored => Action == CardKeyAction.Add;

    /// <summary>The keys for which the step issues, in the card's order; a refusal where a procedure or its CA is missing or does not fit.</summary>
    public static (IReadOnlyList<CardKeyPlan>? Keys, StepResult? Refusal) Of(PersonaliseCardStep step, CardProduced card, TokenProcedureCreated tokenProcedure, Registry registry)
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
            keys.Add(new CardKeyPlan(key, action.Action, issuance));
        }

        return (keys, null);
    }
}
