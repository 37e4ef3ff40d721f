using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>What a token does not tell of a key that it made, of the attributes that make it safe or say what it is for.</summary>
internal static class NotTold
{
    private static readonly CKA[] OfSafety =
        [CKA.CKA_ALWAYS_SENSITIVE, CKA.CKA_EXTRACTABLE, CKA.CKA_LOCAL, CKA.CKA_NEVER_EXTRACTABLE, CKA.CKA_PRIVATE, CKA.CKA_SENSITIVE, CKA.CKA_TOKEN];

    /// <summary>Of the private half of a pair.</summary>
    public static IReadOnlyList<string> OfPair(ISession session, IObjectHandle key) => Of(session, key, CKA.CKA_DECRYPT, CKA.CKA_SIGN, CKA.CKA_UNWRAP);

    /// <summary>Of a secret key.</summary>
    public static IReadOnlyList<string> OfSecret(ISession session, IObjectHandle key) => Of(session, key, CKA.CKA_DECRYPT, CKA.CKA_ENCRYPT, CKA.CKA_UNWRAP, CKA.CKA_WRAP);

    private static IReadOnlyList<string> Of(ISession session, IObjectHandle key, params CKA[] uses)
    {
        IReadOnlyDictionary<CKA, bool> told = ObjectReader.Told(session, key);
        return [.. OfSafety.Concat(uses).Where(each => !told.ContainsKey(each)).Select(each => each.ToString()).Order(StringComparer.Ordinal)];
    }
}
