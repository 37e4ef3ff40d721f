namespace Ceremony.Core.Tokens;

/// <summary>A slot without an initialised token: an empty reader, or one with a blank card.</summary>
/// <param name="Name">What the module calls it (CK_SLOT_INFO.slotDescription; PKCS#11 v2.40 §3.2), without trailing blanks.</param>
/// <param name="HasBlankToken">Whether a token is there that was never initialised.</param>
public sealed record EmptySlot(string Name, bool HasBlankToken);
