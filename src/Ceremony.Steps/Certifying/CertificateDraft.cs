using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Looks;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate before it is signed.</summary>
/// <param name="Tbs">What will be signed; linted.</param>
/// <param name="Sign">The action that signs it.</param>
internal sealed record CertificateDraft(LintedTbs Tbs, Sign Sign)
{
    /// <summary>
    /// Drafts a certificate with a serial number of its own. Throws <see cref="PkiException"/> where the draft has a finding.
    /// </summary>
    /// <param name="plan">What decides it.</param>
    /// <param name="term">From when to when it is valid.</param>
    /// <param name="subject">DER of the subject's Name.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo.</param>
    /// <param name="asked">The extensions that are asked for.</param>
    /// <param name="desk">The step's desk.</param>
    public static async Task<CertificateDraft> Of(
        IssuingPlan plan,
        CertificateTerm term,
        byte[] subject,
        byte[] publicKey,
        RequestedExtensions asked,
        IDesk desk)
    {
        CertificateView issuer = CertificateView.Read(plan.Ca.Certificate);
        byte[] serial = SerialNumbers.FromRandom(await desk.Look(new LookAtRandom(SerialNumbers.Size)));
        var template = new CertificateTemplate(
            serial, issuer.SubjectDer, subject, term.From, term.To, publicKey, issuer.PublicKey, issuer.SubjectKeyIdentifier, plan.Algorithm, plan.Profile(asked));
        LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(template), plan.Ca.Certificate);
        return new CertificateDraft(tbs, new Sign(plan.CaKey.Token, plan.CaKey.Id, plan.CaKey.Key, plan.Algorithm, tbs.Bytes));
    }

    /// <summary>Has the CA's key sign it, as was approved, and puts the signature to it.</summary>
    public async Task<CertificateView> Issue(IDesk desk, Approval approval, IssuingPlan plan)
    {
        SignatureReceipt signed = await desk.Perform(approval, Sign, SignedResult.Of(Sign, plan.CaKey.PublicKey, desk.Token(plan.CaKey.Token)));
        return CertificateView.Read(Certificates.Assemble(Tbs, plan.Algorithm, signed.Signature, plan.CaKey.PublicKey));
    }
}
