namespace Ceremony.Core.Tokens;

/// <summary>A token that is there and was never initialised.</summary>
/// <param name="Slot">What the module calls its slot (CK_SLOT_INFO.slotDescription; PKCS#11 v2.40 §3.2), without trailing blanks.</param>
/// <param name="View">What it says of itself. Initialising may give it another serial number.</param>
public sealed record BlankToken(string Slot, TokenView View);
