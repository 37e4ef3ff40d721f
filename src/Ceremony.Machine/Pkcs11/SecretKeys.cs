using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Makes secret keys in a token and looks at those made (PKCS#11 v2.40 §4.10, §2.8.3, §2.16).</summary>
internal sealed class SecretKeys(ISession session, string called, string serial)
{
    /// <summary>
    /// Makes the key and reads it back. Throws <see cref="DeviceFault"/> with code <c>LabelTaken</c>, or <c>WeakKey</c> where the token made
    /// something other than what was demanded.
    /// </summary>
    public SecretKeyReceipt Generate(GenerateSecretKey action)
    {
        KeyFaults.RefuseTaken(session, called, action.Label, action.Id);
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(action.Algorithm.IsAes ? CKM.CKM_AES_KEY_GEN : CKM.CKM_DES3_KEY_GEN);
        using AttributeTemplate template = TemplateOf(action);
        session.GenerateKey(mechanism, template.Attributes);
        return Inspect(action) ?? throw Unclear(action, "no such key");
    }

    /// <summary>The receipt of a key that is there, null where it is not; code <c>Unclear</c> where another key has its label or its CKA_ID.</summary>
    public SecretKeyReceipt? Inspect(GenerateSecretKey action)
    {
        List<TokenObject> found = [.. ObjectReader.Called(session, action.Label, action.Id).Where(each => each.Class == "secret")];
        if (found.Count == 0)
            return null;
        if (found is not [var key] || key.Label != action.Label || key.Id != action.Id)
            throw Unclear(action, string.Join(", ", found.Select(each => $"\"{each.Label}\" {each.Id}")));
        if (key.Algorithm != action.Algorithm.Name)
            throw KeyFaults.Weak(called, action.Label, $"is {key.Algorithm}, not {action.Algorithm.Name}");
        return KeyDemands.FirstBroken(action.Usage, key) is { } broken
            ? throw KeyFaults.Weak(called, action.Label, broken)
            : new SecretKeyReceipt(serial, action.Label, action.Id, action.Algorithm.Name, key.Attributes);
    }

    // Every usage is named, since tokens differ in what they allow where nothing is said; SoftHSM allows everything.
    private AttributeTemplate TemplateOf(GenerateSecretKey action)
    {
        var template = new AttributeTemplate(session)
        {
            { CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY },
            { CKA.CKA_KEY_TYPE, (ulong)(action.Algorithm.IsAes ? CKK.CKK_AES : CKK.CKK_DES3) },
            { CKA.CKA_TOKEN, true },
            { CKA.CKA_PRIVATE, true },
            { CKA.CKA_SENSITIVE, true },
            { CKA.CKA_EXTRACTABLE, false },
            { CKA.CKA_LABEL, action.Label },
            { CKA.CKA_ID, Convert.FromHexString(action.Id) },
            { CKA.CKA_ENCRYPT, action.Usage.Contains("encrypt") },
            { CKA.CKA_DECRYPT, action.Usage.Contains("decrypt") },
            { CKA.CKA_WRAP, action.Usage.Contains("wrap") },
            { CKA.CKA_UNWRAP, action.Usage.Contains("unwrap") },
            { CKA.CKA_SIGN, false },
            { CKA.CKA_VERIFY, false },
            { CKA.CKA_DERIVE, false },
        };

        // A DES3 key has only one length, and tokens refuse to be given it.
        if (action.Algorithm.IsAes)
            template.Add(CKA.CKA_VALUE_LEN, (ulong)action.Algorithm.Bytes);
        return template;
    }

    private DeviceFault Unclear(GenerateSecretKey action, string found) =>
        new("Unclear", $"{called} does not hold exactly one secret key \"{action.Label}\" with CKA_ID {action.Id}; it holds {found}: let the officers decide whether to remove what is there.");
}
