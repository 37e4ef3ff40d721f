using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Pki;

namespace Ceremony.Steps.PersonaliseCard;

/// <summary>A certificate for a key on a card, before it is signed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Tbs">What will be signed; linted.</param>
/// <param name="Sign">The action that signs it.</param>
internal sealed record CardDraft(CardKey Key, LintedTbs Tbs, Sign Sign)
{
    /// <summary>
    /// Drafts the certificates of all keys with the action Add: one moment for all, a serial number each. Throws <see cref="PkiException"/>
    /// where a draft has a finding.
    /// </summary>
    public static async Task<IReadOnlyList<CardDraft>> Of(CardPlan plan, DateTimeOffset from, DateTimeOffset to, IDesk desk)
    {
        CertificateView issuer = CertificateView.Read(plan.Ca.Certificate);
        byte[] subject = Names.Encode(plan.Subject);
        var drafts = new List<CardDraft>();
        foreach (CardKey key in plan.Keys)
        {
            byte[] serial = SerialNumbers.FromRandom(await desk.Look(new LookAtRandom(SerialNumbers.Size)));
            var template = new CertificateTemplate(
                serial, issuer.SubjectDer, subject, from, to, key.PublicKey, issuer.PublicKey, issuer.SubjectKeyIdentifier, plan.Algorithm, plan.Profile);
            LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), plan.Ca.Certificate);
            drafts.Add(new CardDraft(key, tbs, new Sign(plan.CaKey.Token, plan.CaKey.Id, plan.CaKey.Key, plan.Algorithm, tbs.Bytes)));
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
    /// <summary>Puts a signature to its draft. Throws <see cref="PkiException"/> where it is not the CA's.</summary>
    public static CardCertificate Of(CardPlan plan, CardDraft draft, SignatureReceipt signed)
    {
        byte[] certificate = Certificates.Assemble(draft.Tbs, plan.Algorithm, signed.Signature, plan.CaKey.PublicKey);
        return new CardCertificate(
            draft.Key,
            CertificateView.Read(certificate),
            new StoreCertificate(plan.Card.Token, draft.Key.Id, draft.Key.Label, certificate));
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

    /// <summary>The certificate and those above it as PEM, the lowest first.</summary>
    public byte[] Chain(CardPlan plan) =>
        Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE", View.Der) + Signatures.ToPem("CERTIFICATE", plan.Ca.Certificate));
}
