using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A CA whose key this ceremony can reach: one that it made, or the boot kit's where the script names its token.</summary>
/// <param name="Ca">Its name.</param>
/// <param name="Certificate">DER of its certificate.</param>
/// <param name="Key">The name of its key.</param>
/// <param name="Token">The token that holds the key.</param>
/// <param name="KeyId">CKA_ID, lower-case hex.</param>
public sealed record SigningCa(string Ca, byte[] Certificate, string Key, TokenRef Token, string KeyId);
