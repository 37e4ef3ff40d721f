using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Makes secret keys in a token and looks at those made (PKCS#11 v2.40 §4.10, §2.8.3, §2.16).</summary>
internal sealed class SecretKeys(TokenCalls session, string called, string serial)
{
    /// <summary>
    /// Makes the key and reads it back, whatever the token made of what was demanded: whoever asked for it compares. Throws <see cref="DeviceFault"/> with code <c>LabelTaken</c>, or <c>Unclear</c> where it is not the
    /// only one of its name.
    /// </summary>
    public SecretKeyReceipt Generate(GenerateSecretKey action)
    {
        KeyFaults.RefuseTaken(session, called, action.Label, action.Id);
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(MechanismOf(action.Algorithm));
        KeyMaking.ByFirst(session, action.Templates, action.Label, action.Id, template =>
        {
            using AttributeTemplate attributes = KeyTemplates.SecretKey(session, action, template);
            KeyMaking.SetId(session, action.Id, session.GenerateKey(mechanism, attributes.Attributes));
        });
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
        return new SecretKeyReceipt(serial, action.Label, action.Id, key.Algorithm, key.Attributes) { NotTold = NotTold.OfSecret(session, ObjectReader.Find(session, CKO.CKO_SECRET_KEY, action.Id)[0]) };
    }

    /// <summary>The mechanism that makes such keys.</summary>
    public static CKM MechanismOf(SecretKeyAlgorithm algorithm) => algorithm.IsAes ? CKM.CKM_AES_KEY_GEN : CKM.CKM_DES3_KEY_GEN;

    private DeviceFault Unclear(GenerateSecretKey action, string found) =>
        new("Unclear", $"{called} does not hold exactly one secret key \"{action.Label}\" with CKA_ID {action.Id}; it holds {found}: let the officers decide whether to remove what is there.");
}
