using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues a certificate for a request.</summary>
/// <param name="Request">The request's name in the archive.</param>
/// <param name="Procedure">The certificate procedure.</param>
/// <param name="TokenProcedure">The token procedure; null for none.</param>
/// <param name="SubjectName">The registered subject.</param>
/// <param name="Artifact">The certificate's name in the archive.</param>
internal sealed record IssueCertificateStep(string Request, string Procedure, string? TokenProcedure, string SubjectName, string Artifact) : IStep
{
    /// <inheritdoc/>
    public string Title => $"issue {Artifact}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"issues a certificate for {SubjectName}", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        (IssuingPlan? plan, StepResult? refusal) = IssuingPlan.Find(desk.Registry, Procedure);
        if (plan is null)
            return refusal!;
        if (IssueCertificateRefusals.ByTokenProcedure(desk.Registry, this) is { } unfit)
            return unfit;
        if (Artifacts.IsTaken(desk.Registry, Artifact))
            return Refusals.ArtifactTaken(Artifact);

        (RequestView? request, StepResult? unread) = Read(desk, plan);
        if (request is null)
            return unread!;

        (CertificateTerm? term, StepResult? unready) = await plan.Begin(desk);
        if (term is null)
            return unready!;

        try
        {
            return await Issue(desk, plan, request, await CertificateDraft.Of(plan, term, request.SubjectDer, request.PublicKey, request.Asked, desk));
        }
        catch (PkiException faulty)
        {
            return IssueCertificateRefusals.Faulty(Artifact, faulty);
        }
    }

    private (RequestView? Request, StepResult? Refusal) Read(IDesk desk, IssuingPlan plan)
    {
        if (desk.Artifact(Request) is not { } file)
            return (null, Artifacts.Missing(Request));

        try
        {
            RequestView request = Requests.Read(file);
            StepResult? refusal = IssueCertificateRefusals.ByRequest(plan, this, request)
                ?? IssueCertificateRefusals.CasKey(desk.Registry, this, request)
                ?? IssueCertificateRefusals.Superseded(desk.Registry, this, request)
                ?? TakenSubjects.Refuse(desk.Registry, request.SubjectDer, SubjectName);
            return refusal is null ? (request, null) : (null, refusal);
        }
        catch (PkiException faulty)
        {
            return (null, IssueCertificateRefusals.Unreadable(Request, faulty));
        }
    }

    private async Task<StepResult> Issue(IDesk desk, IssuingPlan plan, RequestView request, CertificateDraft draft)
    {
        if (await desk.Approve(IssueCertificateScreens.Propose(this, plan, request), draft.Sign) is not { } approval)
            return Refusals.Declined($"the signing of the certificate {Artifact}");

        CertificateView certificate = await draft.Issue(desk, approval, plan);
        await desk.Keep(Artifact, plan.Pem(certificate.Der));
        await desk.Show(IssueCertificateScreens.Made(this, certificate));
        return new StepResult.Done(new CertificateIssued(SubjectName, Procedure, plan.Ca.Ca, certificate.SerialNumber, null, null, certificate.Der, Artifact))
        {
            Outputs = new Dictionary<string, string> { ["certificate"] = Artifact },
        };
    }
}
