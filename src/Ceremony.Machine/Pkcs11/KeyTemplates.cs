using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Fills in the attributes of keys that are to be made (PKCS#11 v2.40 §4.8, §4.9, §4.10), as a <see cref="KeyTemplate"/> says.</summary>
internal static class KeyTemplates
{
    private static readonly (string Usage, CKA Private, CKA Public)[] UsesOfPair =
        [("sign", CKA.CKA_SIGN, CKA.CKA_VERIFY), ("decrypt", CKA.CKA_DECRYPT, CKA.CKA_ENCRYPT), ("unwrap", CKA.CKA_UNWRAP, CKA.CKA_WRAP)];

    private static readonly (string Usage, CKA Attribute)[] UsesOfSecret =
        [("encrypt", CKA.CKA_ENCRYPT), ("decrypt", CKA.CKA_DECRYPT), ("wrap", CKA.CKA_WRAP), ("unwrap", CKA.CKA_UNWRAP)];

    /// <summary>The attributes of the private half.</summary>
    public static AttributeTemplate PrivateHalf(TokenCalls session, GenerateKeyPair action, KeyTemplate template)
    {
        AttributeTemplate attributes = Kept(session, action.Label, action.Id);
        AddUses(attributes, UsesOfPair.Select(each => (each.Private, action.Usage.Contains(each.Usage))), template);
        if (template == KeyTemplate.Full)
        {
            attributes.Add(CKA.CKA_SIGN_RECOVER, false);
            attributes.Add(CKA.CKA_DERIVE, false);
        }

        return attributes;
    }

    /// <summary>The attributes of the public half without its parameters. A usage that is not allowed to it is not named: nobody needs to be kept from verifying.</summary>
    public static AttributeTemplate PublicHalf(TokenCalls session, GenerateKeyPair action, KeyTemplate template)
    {
        var attributes = new AttributeTemplate(session)
        {
            { CKA.CKA_TOKEN, true },
            { CKA.CKA_LABEL, action.Label },
            { CKA.CKA_ID, Convert.FromHexString(action.Id) },
        };
        if (template != KeyTemplate.Bare)
            attributes.Add(CKA.CKA_PRIVATE, false);
        if (template != KeyTemplate.Bare && template != KeyTemplate.Private)
        {
            foreach ((_, _, CKA half) in UsesOfPair.Where(each => action.Usage.Contains(each.Usage)))
                attributes.Add(half, true);
        }

        return attributes;
    }

    /// <summary>The attributes of a secret key.</summary>
    public static AttributeTemplate SecretKey(TokenCalls session, GenerateSecretKey action, KeyTemplate template)
    {
        AttributeTemplate attributes = Kept(session, action.Label, action.Id);
        attributes.Add(CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY);
        attributes.Add(CKA.CKA_KEY_TYPE, (ulong)(action.Algorithm.IsAes ? CKK.CKK_AES : CKK.CKK_DES3));
        AddUses(attributes, UsesOfSecret.Select(each => (each.Attribute, action.Usage.Contains(each.Usage))), template);
        if (template == KeyTemplate.Full)
        {
            attributes.Add(CKA.CKA_SIGN, false);
            attributes.Add(CKA.CKA_VERIFY, false);
            attributes.Add(CKA.CKA_DERIVE, false);
        }

        // A DES3 key has only one length, and tokens refuse to be given it.
        if (action.Algorithm.IsAes)
            attributes.Add(CKA.CKA_VALUE_LEN, (ulong)action.Algorithm.Bytes);
        return attributes;
    }

    /// <summary>The same for a key that ends with the session.</summary>
    /// <param name="template">The attributes.</param>
    /// <param name="isPrivate">What CKA_PRIVATE says instead, since without a login no private object can be made; null to leave it as it is.</param>
    public static AttributeTemplate ForTrial(AttributeTemplate template, bool? isPrivate)
    {
        template.Change(CKA.CKA_TOKEN, false);
        if (isPrivate is { } value)
            template.Change(CKA.CKA_PRIVATE, value);
        return template;
    }

    private static AttributeTemplate Kept(TokenCalls session, string label, string id) => new(session)
    {
        { CKA.CKA_TOKEN, true },
        { CKA.CKA_PRIVATE, true },
        { CKA.CKA_SENSITIVE, true },
        { CKA.CKA_EXTRACTABLE, false },
        { CKA.CKA_LABEL, label },
        { CKA.CKA_ID, Convert.FromHexString(id) },
    };

    private static void AddUses(AttributeTemplate attributes, IEnumerable<(CKA Attribute, bool IsAllowed)> uses, KeyTemplate template)
    {
        bool namesForbidden = template == KeyTemplate.Full || template == KeyTemplate.Plain || template == KeyTemplate.Private;
        foreach ((CKA attribute, bool isAllowed) in uses.Where(each => template != KeyTemplate.Bare && (each.IsAllowed || namesForbidden)))
            attributes.Add(attribute, isAllowed);
    }
}
