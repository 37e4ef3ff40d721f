using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>An officer that a step will create, and the card by which this officer signs in and confirms.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Card">The card.</param>
public sealed record OfficerCard(string Officer, TokenRef Card);
