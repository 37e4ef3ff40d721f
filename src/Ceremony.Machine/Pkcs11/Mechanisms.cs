using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>What a token says that it can do (PKCS#11 v2.40 §5.5, C_GetMechanismList).</summary>
internal static class Mechanisms
{
    /// <summary>Those that it lists, vendors' own among them; none where it lists none, or the list cannot be read, which stops nothing.</summary>
    public static IReadOnlyList<CKM> Of(ISlot slot)
    {
        try
        {
            return slot.GetMechanismList();
        }
        catch (Exception)
        {
            // Numbers that are none, a list that fails: whoever wants to know tries.
            return [];
        }
    }

    /// <summary>Its name. One has two, of which that of the newer text is told (v2.40 §2.3.5).</summary>
    public static string NameOf(CKM mechanism) => mechanism == CKM.CKM_EC_KEY_PAIR_GEN ? nameof(CKM.CKM_EC_KEY_PAIR_GEN)
        : Enum.IsDefined(mechanism) ? mechanism.ToString()
        : mechanism >= CKM.CKM_VENDOR_DEFINED ? $"CKM_VENDOR_DEFINED+0x{(ulong)mechanism - (ulong)CKM.CKM_VENDOR_DEFINED:x}" : $"CKM_0x{(ulong)mechanism:x}";

    /// <summary>All that it lists, by name, with the sizes of keys.</summary>
    public static IReadOnlyList<MechanismView> Told(ISlot slot) =>
        [.. Of(slot).Select(each => new MechanismView(NameOf(each), Sizes(About(slot, each)))).OrderBy(each => each.Name, StringComparer.Ordinal)];

    private static (long Least, long Most)? Sizes(IMechanismInfo? info) => info is { MaxKeySize: > 0 and < 1 << 20 } ? ((long)Math.Min(info.MinKeySize, info.MaxKeySize), (long)info.MaxKeySize) : null;

    /// <summary>What it says of one of them; null where it says nothing.</summary>
    public static IMechanismInfo? About(ISlot slot, CKM mechanism)
    {
        try
        {
            return slot.GetMechanismInfo(mechanism);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
