using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Everything that decides what a soft token holds, found in the registry and fitting each other.</summary>
/// <param name="Step">The step.</param>
/// <param name="Holder">Who learns the PIN.</param>
/// <param name="TokenProcedure">The token procedure.</param>
/// <param name="Issuance">The certificate procedure, its CA and that CA's key.</param>
internal sealed record SoftTokenPlan(IssueSoftTokenStep Step, Person Holder, TokenProcedureCreated TokenProcedure, IssuingPlan Issuance)
{
    /// <summary>Whether the CA's certificate is stored in the file too.</summary>
    public bool StoresIssuer => TokenProcedure.IssuerCertificates == "store";

    /// <summary>Finds all of it; a refusal where something is missing or does not fit.</summary>
    public static (SoftTokenPlan? Plan, StepResult? Refusal) Find(IssueSoftTokenStep step, IDesk desk)
    {
        Registry registry = desk.Registry;
        if (desk.InSeat(step.Holder) is not { } holder)
            return (null, Refusals.SeatEmpty(step.Holder));
        if (registry.TokenProcedure(step.Procedure) is not { } tokenProcedure)
            return (null, Refusals.Unknown("token procedure", step.Procedure));
        if (IssueSoftTokenRefusals.ByTokenProcedure(tokenProcedure) is { } unfit)
            return (null, unfit);

        (IssuingPlan? issuance, StepResult? refusal) = IssuingPlan.Find(registry, tokenProcedure.CertificateProcedure);
        if (issuance is null)
            return (null, refusal);

        StepResult? against = Issuing.RefuseKey(issuance.Procedure, $"The key of the soft token {step.FileName}", step.Algorithm.Name)
            ?? Issuing.RefuseSubject(issuance.Procedure, $"the soft token {step.FileName}", [.. step.Subject.Select(attribute => attribute.Type)])
            ?? Issuing.RefusePurposes(issuance.Procedure, step.Asked.ExtendedKeyUsage)
            ?? TakenSubjects.Refuse(registry, step.Subject, holder.Name)
            ?? (Artifacts.IsTaken(registry, step.Artifact) ? Refusals.ArtifactTaken(step.Artifact) : null);
        return against is null ? (new SoftTokenPlan(step, holder, tokenProcedure, issuance), null) : (null, against);
    }
}
