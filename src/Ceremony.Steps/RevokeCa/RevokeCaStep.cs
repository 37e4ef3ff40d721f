using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Revokes a CA.</summary>
/// <param name="Ca">The CA's name.</param>
/// <param name="Reason">Why, one of <see cref="Reasons"/>.</param>
/// <param name="Logs">What was attested about the logs that its key signed.</param>
internal sealed record RevokeCaStep(string Ca, string Reason, string Logs) : IStep
{
    /// <summary>The reasons why a CA can end here, by the names of RFC 5280 §5.3.1.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["cessationOfOperation", "superseded"];

    /// <inheritdoc/>
    public string Title => $"revoke {Ca}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"revokes the CA \"{Ca}\": its officers cannot sign in any more, and its key is retired", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        Registry registry = desk.Registry;
        if (RevokeCaRefusals.ByCa(registry, Ca) is { } refusal)
            return refusal;
        if (RevokeCaRefusals.ByOfficers(registry, Ca, desk.Quorum) is { } untried)
            return untried;
        if (RevokeCaRefusals.ByLogs(registry, Ca, Logs) is { } unready)
            return unready;
        if (RevokeCaRefusals.ByCrl(registry, Ca) is { } withoutCrl)
            return withoutCrl;
        if (await LogSignKey.Refuse(desk, Ca) is { } notSwitched)
            return notSwitched;

        bool hasSpare = registry.ActiveOfficers.Count > desk.Quorum;
        return await Registering.Enter(desk, RevokeCaScreens.Propose(this, registry, hasSpare), new CaRevoked(Ca, Reason), $"the revocation of the CA \"{Ca}\"");
    }
}
