using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>Somebody whose confirmation counts at this moment.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room.</param>
/// <param name="Origin"><c>card</c>, <c>soft</c> or <c>console</c>; a key made at the console is no dual control.</param>
/// <param name="IsBootstrap">Whether it is a bootstrap officer.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
/// <param name="File">The soft token's file; null for a card.</param>
/// <param name="Token">The card; null for a soft token.</param>
/// <param name="KeyId">CKA_ID of the key on the card; null for a soft token.</param>
public sealed record Confirmer(
    string Officer,
    string Person,
    string Origin,
    bool IsBootstrap,
    byte[] Certificate,
    string? File,
    TokenRef? Token,
    string? KeyId);
