using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate for a key on a card, before it is signed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Certificate">The draft.</param>
internal sealed record CardDraft(CardKey Key, CertificateDraft Certificate)
{
    /// <summary>
    /// Drafts the certificates of all keys with the action Add: one moment for all, a serial number each. Throws <see cref="PkiException"/>
    /// where a draft has a finding.
    /// </summary>
    public static async Task<IReadOnlyList<CardDraft>> Of(CardPlan plan, CertificateTerm term, IDesk desk)
    {
        byte[] subject = Names.Encode(plan.Subject);
        var drafts = new List<CardDraft>();
        foreach (CardKey key in plan.Keys)
        {
            // A card's key brings no request: where the procedure selects no key usage, its certificate has none.
            drafts.Add(new CardDraft(key, await CertificateDraft.Of(plan.Issuance, term, subject, key.PublicKey, RequestedExtensions.None, desk)));
        }

        return drafts;
    }
}

/// <summary>A certificate for a key on a card, signed and verified.</summary>
/// <param name="Key">The key.</param>
/// <param name="View">The certificate.</param>
/// <param name="Store">The action that puts it on the card.</param>
internal sealed record CardCertificate(CardKey Key, CertificateView View, StoreCertificate Store)
{
    /// <summary>Has its draft signed, as was approved.</summary>
    public static async Task<CardCertificate> Of(IDesk desk, Approval approval, CardPlan plan, CardDraft draft)
    {
        CertificateView certificate = await draft.Certificate.Issue(desk, approval, plan.Issuance);
        return new CardCertificate(draft.Key, certificate, new StoreCertificate(plan.Card.Token, draft.Key.Id, draft.Key.Label, certificate.Der));
    }

    /// <summary>What holds once it is on the card.</summary>
    public CertificateIssued Fact(CardPlan plan) => new(
        plan.Card.Subject,
        plan.Procedure.Procedure,
        plan.Ca.Ca,
        View.SerialNumber,
        plan.Card.Token,
        Key.Id,
        View.Der,
        $"{plan.ArtifactOf(Key)}.cer");
}
