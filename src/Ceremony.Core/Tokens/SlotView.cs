namespace Ceremony.Core.Tokens;

/// <summary>A slot as its module describes it, with what is in it.</summary>
/// <param name="Name">What the module calls it (CK_SLOT_INFO.slotDescription; PKCS#11 v2.40 §3.2), without trailing blanks.</param>
/// <param name="Token">Its token, blank ones too; null where there is none.</param>
/// <param name="Mechanisms">What the token says that it can do; empty where it does not say.</param>
public sealed record SlotView(string Name, TokenView? Token, IReadOnlyList<MechanismView> Mechanisms);

/// <summary>A mechanism of a token (CK_MECHANISM_INFO; PKCS#11 v2.40 §3.5).</summary>
/// <param name="Name">Its name, such as <c>CKM_RSA_PKCS</c>; vendors' own as <c>CKM_VENDOR_DEFINED+0x1</c>.</param>
/// <param name="Sizes">The smallest and the largest key, in the unit of the mechanism; null where it has none, or does not say.</param>
public sealed record MechanismView(string Name, (long Least, long Most)? Sizes);
