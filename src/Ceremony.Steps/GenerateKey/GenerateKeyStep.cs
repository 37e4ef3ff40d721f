using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes a key pair in a token.</summary>
/// <param name="Key">The key's name and label.</param>
/// <param name="Token">The token.</param>
/// <param name="Algorithm">Kind and size.</param>
/// <param name="Usage">What the private half may do.</param>
internal sealed record GenerateKeyStep(string Key, TokenRef Token, KeyAlgorithm Algorithm, IReadOnlyList<string> Usage)
    : NewKeyStep<GenerateKeyPair, KeyReceipt>(Key, Token)
{
    /// <inheritdoc/>
    protected override string Described => StepWords.Key(Algorithm);

    /// <inheritdoc/>
    protected override string Kind => Algorithm.Name;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Uses => Usage;

    /// <inheritdoc/>
    protected override GenerateKeyPair Action(string id, IReadOnlyList<KeyTemplate> templates) => new(Token, Key, id, Algorithm, Usage) { Templates = templates };

    /// <inheritdoc/>
    protected override Screen Propose(TokenView token) => GenerateKeyScreens.Propose(this, token);

    /// <inheritdoc/>
    protected override KeyDifference? Differing(GenerateKeyPair asked, KeyReceipt made, TokenView token) => NewKeys.Differing(asked, made, token);

    /// <inheritdoc/>
    protected override Screen Made(KeyReceipt made) => GenerateKeyScreens.Made(made);

    /// <inheritdoc/>
    protected override CeremonyFact Fact(KeyReceipt made) =>
        new KeyGenerated(Key, Token, made.TokenSerial, made.Id, made.Algorithm, Usage, made.PublicKey, made.Attributes);
}
