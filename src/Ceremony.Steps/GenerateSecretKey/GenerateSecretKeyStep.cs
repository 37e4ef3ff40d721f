using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a secret key in a token.</summary>
/// <param name="Key">The key's name and label.</param>
/// <param name="Token">The token.</param>
/// <param name="Algorithm">Kind and size.</param>
/// <param name="Usage">What it may do.</param>
internal sealed record GenerateSecretKeyStep(string Key, TokenRef Token, SecretKeyAlgorithm Algorithm, IReadOnlyList<string> Usage)
    : NewKeyStep<GenerateSecretKey, SecretKeyReceipt>(Key, Token)
{
    /// <inheritdoc/>
    protected override string Described => StepWords.Key(Algorithm);

    /// <inheritdoc/>
    protected override string Kind => Algorithm.Name;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Uses => Usage;

    /// <inheritdoc/>
    protected override GenerateSecretKey Action(string id, IReadOnlyList<KeyTemplate> templates) => new(Token, Key, id, Algorithm, Usage) { Templates = templates };

    /// <inheritdoc/>
    protected override Screen Propose(TokenView token) => GenerateSecretKeyScreens.Propose(this, token);

    /// <inheritdoc/>
    protected override KeyDifference? Differing(GenerateSecretKey asked, SecretKeyReceipt made, TokenView token) => NewKeys.Differing(asked, made, token);

    /// <inheritdoc/>
    protected override Screen Made(SecretKeyReceipt made) => GenerateSecretKeyScreens.Made(made);

    /// <inheritdoc/>
    protected override CeremonyFact Fact(SecretKeyReceipt made) =>
        new SecretKeyGenerated(Key, Token, made.TokenSerial, made.Id, made.Algorithm, Usage, made.Attributes);
}
