using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Takes an officer out of the registry whose token died or who left.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Reason">Why.</param>
internal sealed record ReplaceOfficerStep(string Officer, string Reason) : IStep
{
    /// <inheritdoc/>
    public string Title => $"replace officer {Officer}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"ends the rights of the officer \"{Officer}\", by the agreement of the others", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        Registry registry = desk.Registry;
        if (registry.Officer(Officer) is not { } officer)
            return Refusals.Unknown("officer", Officer);
        if (registry.IsReplaced(Officer))
            return ReplaceOfficerRefusals.Already(Officer);

        var replaced = new OfficerReplaced(Officer, Reason);
        Registry afterwards = registry.With([replaced]);
        IReadOnlyList<Confirmer> others = afterwards.Confirmers(desk.Quorum);
        if (ReplaceOfficerRefusals.TooFew(Officer, others, desk.Quorum) is { } tooFew)
            return tooFew;

        bool hasSpare = afterwards.ActiveOfficers.Count > desk.Quorum;
        return await Registering.Enter(desk, ReplaceOfficerScreens.Propose(this, officer, others, hasSpare), replaced, $"the replacement of the officer \"{Officer}\"");
    }
}
