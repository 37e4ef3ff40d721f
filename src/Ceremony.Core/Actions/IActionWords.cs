using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>What an action cannot say of itself: what people call a token, and what the bytes are that it signs.</summary>
public interface IActionWords
{
    /// <summary>What people call a token, safe to be shown.</summary>
    string Token(TokenRef token);

    /// <summary>Bytes to be signed in a few words, safe to be shown; null where they are nothing that is known.</summary>
    string? Signed(byte[] bytes);

    /// <summary>What comes for good once the bytes are signed, such as "A CA is created"; null where nothing does.</summary>
    string? Lasting(byte[] bytes);

    /// <summary>Everything that stands in bytes to be signed, in its order; empty where they are nothing that is known.</summary>
    IReadOnlyList<Detail> InFull(byte[] bytes);
}
