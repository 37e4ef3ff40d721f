using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Enters a token procedure in the registry.</summary>
/// <param name="Procedure">What is entered.</param>
internal sealed record CreateTokenProcedureStep(TokenProcedureCreated Procedure) : IStep
{
    /// <inheritdoc/>
    public string Title => $"token procedure {Procedure.Procedure}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"enters the token procedure \"{Procedure.Procedure}\" in the registry", 1) { HasCardsShowPins = Procedure.PinProcedure == "show-in-client" };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.TokenProcedure(Procedure.Procedure) is not null)
            return Refusals.NameTaken("token procedure", Procedure.Procedure);
        if (desk.Registry.CertificateProcedure(Procedure.CertificateProcedure) is null)
            return Refusals.Unknown("certificate procedure", Procedure.CertificateProcedure);

        return await Registering.Enter(
            desk,
            CreateTokenProcedureScreens.Propose(),
            Procedure,
            Procedure.Procedure,
            $"the token procedure \"{Procedure.Procedure}\"");
    }
}
