using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a key pair in a token.</summary>
/// <param name="Key">The key's name and label.</param>
/// <param name="Token">The token.</param>
/// <param name="Algorithm">Kind and size.</param>
/// <param name="Usage">What the private half may do.</param>
internal sealed record GenerateKeyStep(string Key, TokenRef Token, KeyAlgorithm Algorithm, IReadOnlyList<string> Usage) : IStep
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
        var action = new GenerateKeyPair(Token, Key, id, Algorithm, Usage);
        if (await desk.Approve(GenerateKeyScreens.Propose(this, token), action) is not { } approval)
            return Refusals.Declined($"the making of the key \"{Key}\"");

        KeyReceipt made = await desk.Perform(approval, action);
        if (NewKeys.Differing(action, made) is { } difference)
            return NewKeys.MadeOtherwise(entry, Key, difference);

        await desk.Show(GenerateKeyScreens.Made(made));
        return new StepResult.Done(new KeyGenerated(Key, Token, made.TokenSerial, made.Id, made.Algorithm, Usage, made.PublicKey, made.Attributes))
        {
            Outputs = new Dictionary<string, string> { [""] = Key },
        };
    }
}
