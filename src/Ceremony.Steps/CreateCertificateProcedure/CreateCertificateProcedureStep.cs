using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Enters a certificate procedure in the registry.</summary>
/// <param name="Procedure">What is entered.</param>
internal sealed record CreateCertificateProcedureStep(CertificateProcedureCreated Procedure) : IStep
{
    /// <inheritdoc/>
    public string Title => $"certificate procedure {Procedure.Procedure}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"enters the certificate procedure \"{Procedure.Procedure}\" in the registry", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.CertificateProcedure(Procedure.Procedure) is not null)
            return Refusals.NameTaken("certificate procedure", Procedure.Procedure);
        if (desk.Registry.Ca(Procedure.Issuer) is not { } ca)
            return Refusals.Unknown("CA", Procedure.Issuer);
        if ((Issuing.RefuseAlgorithm(desk.Registry, ca, Procedure) ?? Issuing.RefusePurposes(Procedure, [])) is { } refusal)
            return refusal;

        return await Registering.Enter(
            desk,
            CreateCertificateProcedureScreens.Propose(Procedure),
            Procedure,
            Procedure.Procedure,
            $"the certificate procedure \"{Procedure.Procedure}\"");
    }
}
