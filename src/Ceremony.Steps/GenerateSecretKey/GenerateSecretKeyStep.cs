using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a secret key in a token.</summary>
/// <param name="Key">The key's name and label.</param>
/// <param name="Token">The token.</param>
/// <param name="Algorithm">Kind and size.</param>
/// <param name="Usage">What it may do.</param>
internal sealed record GenerateSecretKeyStep(string Key, TokenRef Token, SecretKeyAlgorithm Algorithm, IReadOnlyList<string> Usage) : IStep
{
    private const int IdBytes = 20;

    /// <inheritdoc/>
    public string Title => $"generate {Key}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"makes the {StepWords.Key(Algorithm)} \"{Key}\" in the token {Token}", 1, Token);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        TokenView token = await desk.Look(new LookAtToken(Token, LoggedIn: true));
        if (NewKeys.Refuse(desk.Registry, entry, token, Key) is { } refusal)
            return refusal;

        string id = Convert.ToHexStringLower(await desk.Look(new LookAtRandom(IdBytes)));
        var action = new GenerateSecretKey(Token, Key, id, Algorithm, Usage);
        if (await desk.Approve(GenerateSecretKeyScreens.Propose(this, token), action) is not { } approval)
            return Refusals.Declined($"the making of the key \"{Key}\"");

        SecretKeyReceipt made = await desk.Perform(approval, action);
        if (NewKeys.Differing(action, made) is { } difference)
            return NewKeys.MadeOtherwise(entry, Key, difference);

        await desk.Show(GenerateSecretKeyScreens.Made(made));
        return new StepResult.Done(new SecretKeyGenerated(Key, Token, made.TokenSerial, made.Id, made.Algorithm, Usage, made.Attributes))
        {
            Outputs = Registering.Named(Key),
        };
    }
}
