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
    public static string NameOf(CKM mechanism) => mechanism == CKM.CKM_EC_KEY_PAIR_GEN ? nameof(CKM.CKM_EC_KEY_PAIR_GEN) : mechanism.ToString();

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
