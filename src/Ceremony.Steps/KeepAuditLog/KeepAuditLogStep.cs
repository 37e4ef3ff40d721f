using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Keeps a token's own audit log.</summary>
/// <param name="Token">The token.</param>
/// <param name="File">The log as it was exported.</param>
/// <param name="Called">The beginning of the artifact's name.</param>
internal sealed record KeepAuditLogStep(TokenRef Token, string File, string Called) : IStep
{
    /// <inheritdoc/>
    public string Title => $"keep the audit log of {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"keeps the audit log of the token {Token} from the file {File}", 0);

    /// <summary>The log's name in the archive.</summary>
    public static string ArtifactOf(string called) => $"{called}.audit-log";

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        string artifact = ArtifactOf(Called);
        if (Artifacts.IsTaken(desk.Registry, artifact))
            return Refusals.ArtifactTaken(artifact);
        if (InstalledFiles.RefuseConfiguration(desk.Registry, File) is { } configuration)
            return configuration;

        TokenView token = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (await desk.Look(new LookAtFile(File)) is not { } log)
            return InstalledFiles.Missing(File);
        if (log.Length == 0)
            return KeepAuditLogRefusals.Empty(File);

        var fact = new AuditLogKept(Token, token.Serial, File, artifact, StepWords.Sha256(log), log.Length);
        await desk.Keep(artifact, log);
        await desk.Show(KeepAuditLogScreens.Kept(fact, desk.Token(Token)));
        return new StepResult.Done(fact);
    }
}
