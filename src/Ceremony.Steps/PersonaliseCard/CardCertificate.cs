using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate for a key on a card, before it is signed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Certificate">The draft.</param>
internal sealed record CardDraft(CardKeyPlan Key, CertificateDraft Certificate)
{
    /// <summary>
    /// Drafts the certificates of all keys that have one: one moment for all of a procedure, a serial number each. Throws <see cref="PkiException"/>
    /// where a draft has a finding.
    /// </summary>
    public static async Task<IReadOnlyList<CardDraft>> Of(CardPlan plan, IReadOnlyDictionary<IssuingPlan, CertificateTerm> terms, IDesk desk)
    {
        byte[] subject = Names.Encode(plan.Subject);
        var drafts = new List<CardDraft>();
        foreach (CardKeyPlan key in plan.Keys)
        {
            // A card's key brings no request: what the procedure does not select, its certificate does not have.
            CertificateTerm term = terms.Single(each => each.Key.Procedure.Procedure == key.Issuance.Procedure.Procedure).Value;
            drafts.Add(new CardDraft(key, await CertificateDraft.Of(key.Issuance, term, subject, key.Key.PublicKey, RequestedExtensions.None, desk)));
        }

        return drafts;
    }
}

/// <summary>A certificate for a key on a card, signed and verified.</summary>
/// <param name="Key">The key.</param>
/// <param name="View">The certificate.</param>
/// <param name="Store">The action that puts it on the card; null where it is only kept.</param>
internal sealed record CardCertificate(CardKeyPlan Key, CertificateView View, StoreCertificate? Store)
{
    /// <summary>Has its draft signed, as was approved.</summary>
    public static async Task<CardCertificate> Of(IDesk desk, Approval approval, CardPlan plan, CardDraft draft)
    {
        CertificateView certificate = await draft.Certificate.Issue(desk, approval, draft.Key.Issuance);
        CardKey key = draft.Key.Key;
        return new CardCertificate(draft.Key, certificate, draft.Key.IsStored ? new StoreCertificate(plan.Card.Token, key.Id, key.Label, certificate.Der) { Replaces = draft.Key.FormerSha256 } : null);
    }

    /// <summary>What holds once it is issued, and on the card where it is stored there.</summary>
    public CertificateIssued Fact(CardPlan plan) => new(
        plan.Card.Subject,
        Key.Issuance.Procedure.Procedure,
        Key.Issuance.Ca.Ca,
        View.SerialNumber,
        Key.IsStored ? plan.Card.Token : null,
        Key.IsStored ? Key.Key.Id : null,
        View.Der,
        $"{plan.ArtifactOf(Key.Key)}.cer");
}
