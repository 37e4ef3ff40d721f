using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>An officer that a step will create, and the card or soft token by which this officer signs in and confirms.</summary>
public sealed record OfficerCard
{
    /// <summary>An officer with a card.</summary>
    public OfficerCard(string officer, TokenRef card) => (Officer, Card) = (officer, card);

    /// <summary>An officer with a soft token.</summary>
    public OfficerCard(string officer, string softToken) => (Officer, SoftToken) = (officer, softToken);

    /// <summary>The officer's name in the installation.</summary>
    public string Officer { get; }

    /// <summary>The card; null where it is a soft token.</summary>
    public TokenRef? Card { get; }

    /// <summary>The soft token's file; null where it is a card.</summary>
    public string? SoftToken { get; }
}
