using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Makes keys by the first template that a token takes, and leaves nothing behind of those that it refused.</summary>
internal static class KeyMaking
{
    // What tokens answer to attributes that they do not take; tpm2-pkcs11 has only the general error for it. A size, a mechanism or a device that is lost is not about the template.
    private static readonly CKR[] AboutTheTemplate =
    [
        CKR.CKR_ATTRIBUTE_TYPE_INVALID, CKR.CKR_ATTRIBUTE_VALUE_INVALID, CKR.CKR_ATTRIBUTE_READ_ONLY, CKR.CKR_TEMPLATE_INCONSISTENT, CKR.CKR_TEMPLATE_INCOMPLETE, CKR.CKR_GENERAL_ERROR,
        CKR.CKR_FUNCTION_FAILED, CKR.CKR_ARGUMENTS_BAD, CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, CKR.CKR_FUNCTION_NOT_SUPPORTED,
    ];

    /// <summary>Makes a key, and gives the template by which it was made.</summary>
    /// <param name="session">The session.</param>
    /// <param name="templates">What is tried, in that order.</param>
    /// <param name="label">CKA_LABEL of the key.</param>
    /// <param name="id">CKA_ID of the key, lower-case hex.</param>
    /// <param name="make">Makes it by a template.</param>
    public static KeyTemplate ByFirst(TokenCalls session, IReadOnlyList<KeyTemplate> templates, string label, string id, Action<KeyTemplate> make)
    {
        for (int at = 0; ; at++)
        {
            try
            {
                make(templates[at]);
                return templates[at];
            }
            catch (Pkcs11Exception answer) when (AboutTheTemplate.Contains(answer.RV))
            {
                Clear(session, label, id);
                if (at + 1 == templates.Count)
                    throw;
            }
        }
    }

    /// <summary>Gives what was made the CKA_ID that was approved: some tokens choose one of their own, and take the other only afterwards (C_SetAttributeValue; PKCS#11 v2.40 §5.7).</summary>
    public static void SetId(TokenCalls session, string id, params IEnumerable<IObjectHandle> made)
    {
        foreach (IObjectHandle each in made.Where(each => ObjectReader.IdOf(session, each) != id))
        {
            using var attributes = new AttributeTemplate(session) { { CKA.CKA_ID, Convert.FromHexString(id) } };
            session.SetAttributeValue(each, attributes.Attributes);
        }
    }

    /// <summary>Removes what a refused try left: nothing had that label or CKA_ID before, so whatever has one of them now is half a key.</summary>
    public static void Clear(TokenCalls session, string label, string id)
    {
        foreach (IObjectHandle left in ObjectReader.Handles(session, label, id))
            session.DestroyObject(left);
        if (ObjectReader.Called(session, label, id) is [var still, ..])
            throw new DeviceFault("StillThere", $"The token refused to make the key \"{label}\" and left a part of it ({still.Class}), which cannot be removed: look at the device and its log, then have it removed.");
    }
}
