using Ceremony.Core.Desk;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Shows a token and its objects.</summary>
/// <param name="Token">The token.</param>
/// <param name="Login">Whether its private objects are shown too.</param>
internal sealed record ListTokenStep(TokenRef Token, bool Login) : IStep
{
    /// <inheritdoc/>
    public string Title => $"list {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"shows what is on the token {Token}", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenView token = await desk.Look(new LookAtToken(Token, Login));
        await desk.Show(ListTokenScreens.List(this, token));
        return new StepResult.Done();
    }
}
