using System.Buffers.Binary;
using System.Text;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Reads objects (PKCS#11 v2.40 §4). An attribute that a token does not know or does not show is read as absent.</summary>
internal static class ObjectReader
{
    private static readonly CKA[] StorageFlags = [CKA.CKA_TOKEN, CKA.CKA_PRIVATE, CKA.CKA_MODIFIABLE, CKA.CKA_COPYABLE, CKA.CKA_DESTROYABLE];

    private static readonly CKA[] KeyFlags =
    [
        CKA.CKA_LOCAL, CKA.CKA_SENSITIVE, CKA.CKA_EXTRACTABLE, CKA.CKA_ALWAYS_SENSITIVE, CKA.CKA_NEVER_EXTRACTABLE, CKA.CKA_ENCRYPT, CKA.CKA_DECRYPT,
        CKA.CKA_SIGN, CKA.CKA_SIGN_RECOVER, CKA.CKA_VERIFY, CKA.CKA_VERIFY_RECOVER, CKA.CKA_WRAP, CKA.CKA_UNWRAP, CKA.CKA_DERIVE,
        CKA.CKA_TRUSTED, CKA.CKA_WRAP_WITH_TRUSTED, CKA.CKA_ALWAYS_AUTHENTICATE,
    ];

    private static readonly CKA[] CommonValues = [CKA.CKA_CLASS, CKA.CKA_LABEL, CKA.CKA_ID];

    private static readonly CKA[] KeyValues =
    [
        CKA.CKA_KEY_TYPE, CKA.CKA_MODULUS, CKA.CKA_PUBLIC_EXPONENT, CKA.CKA_EC_PARAMS, CKA.CKA_EC_POINT, CKA.CKA_VALUE_LEN,
        CKA.CKA_PRIME, CKA.CKA_SUBPRIME, CKA.CKA_BASE,
    ];

    /// <summary>All objects that the session sees, in an order that does not depend on the token.</summary>
    public static IReadOnlyList<TokenObject> All(ISession session) => InOrder(session, session.FindAllObjects([]));

    /// <summary>Those of them that have that label or that CKA_ID. The token finds them: to read all is slow where it holds many.</summary>
    public static IReadOnlyList<TokenObject> Called(ISession session, string label, string id) => InOrder(session, Handles(session, label, id));

    /// <summary>The handles of the objects that have that label or that CKA_ID.</summary>
    public static IReadOnlyList<IObjectHandle> Handles(ISession session, string label, string id)
    {
        using var byLabel = new AttributeTemplate(session) { { CKA.CKA_LABEL, label } };
        using var byId = new AttributeTemplate(session) { { CKA.CKA_ID, Convert.FromHexString(id) } };
        return [.. session.FindAllObjects(byLabel.Attributes).Concat(session.FindAllObjects(byId.Attributes)).DistinctBy(handle => handle.ObjectId)];
    }

    /// <summary>The handles of the objects of a class that have that CKA_ID.</summary>
    public static List<IObjectHandle> Find(ISession session, CKO kind, string id)
    {
        using var template = new AttributeTemplate(session) { { CKA.CKA_CLASS, (ulong)kind }, { CKA.CKA_ID, Convert.FromHexString(id) } };
        return session.FindAllObjects(template.Attributes);
    }

    /// <summary>The CKA_ID of an object, in lower-case hex.</summary>
    public static string IdOf(ISession session, IObjectHandle handle) => Id(Values(session, handle, [CKA.CKA_ID]));

    /// <summary>One object, or null where its class does not matter here (hardware features, mechanisms).</summary>
    public static TokenObject? Read(ISession session, IObjectHandle handle)
    {
        Dictionary<CKA, byte[]> common = Values(session, handle, CommonValues);
        return (CKO)Number(common, CKA.CKA_CLASS) switch
        {
            CKO.CKO_PRIVATE_KEY => Key(session, handle, common, "private"),
            CKO.CKO_PUBLIC_KEY => Key(session, handle, common, "public"),
            CKO.CKO_SECRET_KEY => Key(session, handle, common, "secret"),
            CKO.CKO_CERTIFICATE => Certificate(session, handle, common),
            CKO.CKO_DATA => new TokenObject("data", Label(common), Id(common), "", null, null, Flags(session, handle, StorageFlags)),
            _ => null,
        };
    }

    /// <summary>A big number such as the modulus, without leading zeros; empty where the object has none or does not show it.</summary>
    public static byte[] Number(ISession session, IObjectHandle handle, CKA type) =>
        Values(session, handle, [type]).GetValueOrDefault(type) is { } number ? number.AsSpan().TrimStart((byte)0).ToArray() : [];

    /// <summary>Those of the attributes that the object has and shows. Where a token does not take them together they are read one by one; what it does not tell is left out, which is not to say that it is false.</summary>
    public static Dictionary<CKA, byte[]> Values(ISession session, IObjectHandle handle, CKA[] types)
    {
        try
        {
            return Read(session, handle, types);
        }
        catch (Exception trouble) when (types.Length > 1 && !IsLost(trouble))
        {
            return types.SelectMany(type => One(session, handle, type)).ToDictionary();
        }
    }

    private static Dictionary<CKA, byte[]> One(ISession session, IObjectHandle handle, CKA type)
    {
        try
        {
            return Read(session, handle, [type]);
        }
        catch (Exception trouble) when (!IsLost(trouble))
        {
            return [];
        }
    }

    // Then nothing was told because nobody was there to tell it.
    private static bool IsLost(Exception trouble) => trouble is Pkcs11Exception answer && Pkcs11Faults.IsLost(answer.RV);

    private static Dictionary<CKA, byte[]> Read(ISession session, IObjectHandle handle, CKA[] types)
    {
        var values = new Dictionary<CKA, byte[]>();
        foreach (IObjectAttribute attribute in session.GetAttributeValue(handle, [.. types]))
        {
            using (attribute)
            {
                if (!attribute.CannotBeRead && attribute.GetValueAsByteArray() is { Length: > 0 } value)
                    values.TryAdd((CKA)attribute.Type, value);
            }
        }

        return values;
    }

    /// <summary>What the token says of flags: true, false, or nothing.</summary>
    public static IReadOnlyDictionary<CKA, bool> Told(ISession session, IObjectHandle handle) =>
        Values(session, handle, [.. StorageFlags, .. KeyFlags]).Where(each => each.Value.Length == 1).ToDictionary(each => each.Key, each => each.Value[0] != 0);

    private static IReadOnlyList<TokenObject> InOrder(ISession session, IEnumerable<IObjectHandle> handles) =>
    [
        .. handles.Select(handle => Read(session, handle)).OfType<TokenObject>()
            .OrderBy(each => each.Class, StringComparer.Ordinal)
            .ThenBy(each => each.Label, StringComparer.Ordinal)
            .ThenBy(each => each.Id, StringComparer.Ordinal),
    ];

    private static TokenObject Key(ISession session, IObjectHandle handle, Dictionary<CKA, byte[]> common, string kind)
    {
        Dictionary<CKA, byte[]> values = Values(session, handle, KeyValues);
        var type = (CKK)Number(values, CKA.CKA_KEY_TYPE);
        byte[]? publicKey = kind == "public" ? PublicKeyDer.Encode(type, values, () => Value(session, handle)) : null;
        return new TokenObject(kind, Label(common), Id(common), KeyNames.Of(type, values), publicKey, null, Flags(session, handle, [.. StorageFlags, .. KeyFlags]));
    }

    // CKA_VALUE of a private or secret key is the key itself: it is asked for of public ones only.
    private static byte[]? Value(ISession session, IObjectHandle handle) => Values(session, handle, [CKA.CKA_VALUE]).GetValueOrDefault(CKA.CKA_VALUE);

    private static TokenObject Certificate(ISession session, IObjectHandle handle, Dictionary<CKA, byte[]> common)
    {
        return new TokenObject("certificate", Label(common), Id(common), "", null, Value(session, handle), Flags(session, handle, [.. StorageFlags, CKA.CKA_TRUSTED]));
    }

    private static List<string> Flags(ISession session, IObjectHandle handle, CKA[] types) =>
        [.. Values(session, handle, types).Where(each => each.Value is [not 0]).Select(each => each.Key.ToString()).Order(StringComparer.Ordinal)];

    // CK_ULONG has eight bytes on every 64-bit Linux, and both processors are little-endian.
    private static ulong Number(Dictionary<CKA, byte[]> values, CKA type) =>
        values.TryGetValue(type, out byte[]? bytes) && bytes.Length == sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : ulong.MaxValue;

    private static string Label(Dictionary<CKA, byte[]> values) => values.TryGetValue(CKA.CKA_LABEL, out byte[]? label) ? Encoding.UTF8.GetString(label).TrimEnd('\0') : "";

    private static string Id(Dictionary<CKA, byte[]> values) => values.TryGetValue(CKA.CKA_ID, out byte[]? id) ? Convert.ToHexStringLower(id) : "";
}
