using System.Globalization;

namespace Ceremony.Core.Tokens;

/// <summary>User types of vendors (CK_USER_TYPE, PKCS#11 v2.40 §3.4), as scripts and commands write them.</summary>
public static class UserTypes
{
    /// <summary>The word for CKU_USER.</summary>
    public const string User = "user";

    // 0 is the security officer, 1 the user, 2 a login for one use of a key. What vendors add is not always above CKU_VENDOR_DEFINED: Utimaco's CKU_CS_GENERIC is 0x83.
    private const uint FirstOfVendors = 3;

    /// <summary>The number, written in decimal digits or behind 0x in hexadecimal ones; null where it is none, or not a vendor's.</summary>
    public static uint? Read(string text)
    {
        bool isNumber = text.StartsWith("0x", StringComparison.Ordinal)
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint type)
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out type);
        return isNumber && type >= FirstOfVendors ? type : null;
    }
}
