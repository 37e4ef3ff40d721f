using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>What actions cannot say by themselves: what the script calls tokens, and what the bytes to be signed contain.</summary>
internal sealed class ActionWords(RunPlan plan) : IActionWords
{
    /// <inheritdoc/>
    public string Token(TokenRef token) => Hostile.Escape(plan.Tokens.First(entry => entry.Ref == token).Called);

    /// <inheritdoc/>
    public string? Signed(byte[] bytes) => SignedBytes.Sentence(bytes);

    /// <inheritdoc/>
    public string? Lasting(byte[] bytes) => SignedBytes.Lasting(bytes);

    /// <inheritdoc/>
    public IReadOnlyList<Detail> InFull(byte[] bytes) => SignedBytes.Describe(bytes);
}
